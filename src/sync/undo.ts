import { CodedError } from '../domain/errors.ts';
import type { SyncPlan, SyncRun } from '../domain/sync-run.ts';
import type { PlannedStep, SyncStep } from '../domain/sync-step.ts';
import { stepOf } from '../domain/sync-step-kind.ts';
import { type SyncTarget, targetKey } from '../domain/sync-target.ts';
import { groupsBefore, lostBy, undoOf } from '../domain/sync-undo.ts';
import { everyRow, type Store } from '../store/port.ts';
import { syncPlans } from '../store/sync-plan.ts';
import { activeRun, syncRuns } from '../store/sync-run.ts';
import { type Planned, stepsOf, storePlan } from './plan-store.ts';
import type { SyncServices } from './services.ts';
import type { TargetPlan } from './target-plan.ts';

/**
 * A plan that takes back what the last run of a site did: every membership and every status that it changed. It waits
 * for a human like any plan; `lost` counts what does not come back with it.
 *
 * @throws CodedError `sync.nothing-to-undo`, `sync.run-active`, `store.*`
 */
export async function planUndo(services: SyncServices, siteId: string): Promise<SyncPlan> {
  const { store } = services;
  if (await activeRun(store, siteId)) throw new CodedError('sync.run-active');
  const run = await lastEffectiveRun(store, siteId);
  const plan = run && (await store.get(syncPlans, run.planId))?.doc;
  if (!run || !plan || plan.undoes !== null) throw new CodedError('sync.nothing-to-undo');
  const steps = await stepsOf(store, plan.id);
  const lost = steps.flatMap((step) => lostBy(step));
  return storePlan(services, {
    siteId,
    targets: undoTargets(plan, steps),
    mappings: [],
    holdReasons: [{ code: 'undo', planId: plan.id }],
    unmatched: 0,
    undoes: run.id,
    lost: {
      grades: lost.filter((what) => what === 'grades-lost').length,
      dates: lost.filter((what) => what === 'dates-lost').length,
    },
  });
}

/** Nothing before the last run that did something can be undone: the world has moved on. */
async function lastEffectiveRun(store: Store, siteId: string): Promise<SyncRun | undefined> {
  const runs = await Array.fromAsync(everyRow(store, syncRuns, 'bySite', [siteId]), ({ doc }) => doc);
  return runs.findLast(({ done }) => done > 0);
}

function undoTargets(plan: SyncPlan, steps: readonly SyncStep[]): Planned['targets'] {
  const undone = new Map<string, TargetPlan>();
  for (const { key, target, name } of plan.targets) {
    const own = steps.filter((step) => step.target === key).flatMap((step) => undoOf(target, step) ?? []);
    undone.set(key, targetPlan(target, name, own));
  }
  for (const { target } of plan.targets) {
    if (target.kind !== 'enrolment') continue;
    for (const step of steps.filter((one) => one.target === targetKey(target) && one.state === 'done')) {
      for (const groupId of groupsBefore(step)) fillGroup(undone, target, groupId, step);
    }
  }
  return [...undone.values()].filter((target) => target.steps.length > 0);
}

/** Somebody left a group with the enrolment, and not by a step of its own. */
function fillGroup(
  undone: Map<string, TargetPlan>,
  { courseId, role }: Extract<SyncTarget, { kind: 'enrolment' }>,
  groupId: number,
  { userId, accountId }: SyncStep,
): void {
  const target: SyncTarget = { kind: 'group', courseId, groupId, role };
  const plan = undone.get(targetKey(target)) ?? targetPlan(target, '', []);
  undone.set(targetKey(target), plan);
  if (plan.steps.some((step) => step.userId === userId)) return;
  plan.steps.push(stepOf(target, 'add', userId, accountId, 'undo-of-enrolment'));
}

function targetPlan(target: SyncTarget, name: string, steps: PlannedStep[]): TargetPlan {
  const key = targetKey(target);
  const chosen = { key, target, name, mappings: [], whenGone: 'keep' } as const;
  return { chosen: { ...chosen, mappings: [] }, steps, ours: 0, notOurs: 0, leftBehind: [] };
}
