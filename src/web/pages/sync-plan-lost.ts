import type { SyncPlan } from '../../domain/sync-run.ts';
import type { SyncStep, SyncWarning } from '../../domain/sync-step.ts';
import { lostBy } from '../../domain/sync-undo.ts';
import type { Store } from '../../store/port.ts';
import { syncRuns } from '../../store/sync-run.ts';
import { stepsOf } from '../../sync/plan-store.ts';

const mostListed = 200;

/** Who does not get everything back by a plan that undoes a run, and what not; at most 200 people. */
export async function lostPeople(
  store: Store,
  { undoes }: Pick<SyncPlan, 'undoes'>,
): Promise<{ step: SyncStep; what: SyncWarning }[]> {
  const run = undoes === null ? undefined : (await store.get(syncRuns, undoes))?.doc;
  if (!run) return [];
  const steps = await stepsOf(store, run.planId);
  return steps.flatMap((step) => lostBy(step).map((what) => ({ step, what }))).slice(0, mostListed);
}
