import { CodedError } from '../domain/errors.ts';
import type { SyncPlan, SyncRun } from '../domain/sync-run.ts';
import type { StepState, SyncStep } from '../domain/sync-step.ts';
import { everyRow, type Page, type Store } from '../store/port.ts';
import { syncPlans, syncSteps } from '../store/sync-plan.ts';
import { activeRun, syncRuns } from '../store/sync-run.ts';

/** Where sync of a site stands. */
export interface SyncStatus {
  /** The plan that could run or waits for a human. */
  plan: SyncPlan | undefined;
  /** The run that is under way or paused. */
  active: SyncRun | undefined;
  /** Runs, newest first. */
  runs: SyncRun[];
}

export async function syncStatus(store: Store, siteId: string): Promise<SyncStatus> {
  const plans = await Array.fromAsync(everyRow(store, syncPlans, 'bySite', [siteId]), ({ doc }) => doc);
  const runs = await Array.fromAsync(everyRow(store, syncRuns, 'bySite', [siteId]), ({ doc }) => doc);
  return {
    plan: plans.findLast(({ state }) => state === 'open' || state === 'held'),
    active: (await activeRun(store, siteId))?.doc,
    runs: runs.reverse(),
  };
}

/** @throws CodedError `sync.plan-not-found` */
export async function planById(store: Store, planId: string): Promise<SyncPlan> {
  const plan = await store.get(syncPlans, planId);
  if (!plan) throw new CodedError('sync.plan-not-found', { plan: planId });
  return plan.doc;
}

/** Steps of a plan in its order, or only those in one state, a page at a time. */
export async function stepPage(
  store: Store,
  planId: string,
  { state, after, limit = 100 }: { state?: StepState; after?: string; limit?: number } = {},
): Promise<Page<SyncStep>> {
  const options = { limit, ...(after !== undefined && { after }) };
  return state === undefined
    ? store.find(syncSteps, 'byPlan', [planId], options)
    : store.find(syncSteps, 'byState', [planId, state], options);
}
