import type { PlannedStep, SyncAction, SyncReason, SyncWarning } from './sync-step.ts';
import { type SyncTarget, targetKey } from './sync-target.ts';

/** A step with what somebody should know about it. Moodle's ways: `enrol_manual_enrol_users`, 4.5. */
export function stepOf(
  target: SyncTarget,
  action: SyncAction,
  userId: number,
  accountId: string | null,
  reason: SyncReason,
): PlannedStep {
  const isReversible = !(action === 'remove' && target.kind === 'enrolment');
  const warnings = warningsOf(target, action);
  return { action, target: targetKey(target), userId, accountId, reason, isReversible, warnings };
}

function warningsOf({ kind }: SyncTarget, action: SyncAction): SyncWarning[] {
  if (kind === 'cohort') return action === 'remove' ? ['cohort-enrols'] : [];
  if (kind !== 'enrolment') return [];
  switch (action) {
    case 'add':
      return ['may-mail'];
    case 'reactivate':
    case 'suspend':
      return ['may-mail', 'dates-lost'];
    case 'remove':
      return ['grades-lost'];
    case 'list':
      return [];
  }
}

/**
 * Order of a run: first enrolments, because groups take only who is enrolled; what takes away comes last, and of that
 * what ends an enrolment last of all, because its groups go with it.
 */
export function phaseOf(kind: SyncTarget['kind'], action: SyncAction): number {
  if (action === 'list') return 3;
  if (action === 'add' || action === 'reactivate') return kind === 'group' ? 1 : 0;
  return kind === 'enrolment' ? 3 : 2;
}
