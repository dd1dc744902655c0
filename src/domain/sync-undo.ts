import type { HeldState, PlannedStep, SyncAction, SyncStep } from './sync-step.ts';
import { stepOf } from './sync-step-kind.ts';
import type { SyncTarget } from './sync-target.ts';

const opposite: Record<Exclude<SyncAction, 'list'>, Exclude<SyncAction, 'list'>> = {
  add: 'remove',
  remove: 'add',
  suspend: 'reactivate',
  reactivate: 'suspend',
};

/** The step that takes back what a step of a run did; undefined where it did nothing. */
export function undoOf(
  target: SyncTarget,
  step: Pick<SyncStep, 'action' | 'state' | 'userId' | 'accountId'>,
): PlannedStep | undefined {
  if (step.state !== 'done' || step.action === 'list' || step.userId === 0) return undefined;
  return stepOf(target, opposite[step.action], step.userId, step.accountId, 'undo');
}

/** What does not come back when a step is undone: grades and completion of an ended enrolment, and the dates of a changed one. */
export function lostBy(step: Pick<SyncStep, 'warnings' | 'state'>): SyncStep['warnings'] {
  if (step.state !== 'done') return [];
  return step.warnings.filter((warning) => warning === 'grades-lost' || warning === 'dates-lost');
}

/** Groups that somebody was in before the enrolment ended, and that undoing fills again. */
export function groupsBefore({
  action,
  before,
}: {
  action: SyncAction;
  before?: HeldState | null | undefined;
}): number[] {
  return action === 'remove' ? (before?.groupIds ?? []) : [];
}
