import { CodedError } from '../domain/errors.ts';
import { changesIn } from '../domain/sync-counts.ts';
import type { SyncPlan, SyncRun } from '../domain/sync-run.ts';
import { day } from '../runtime/clock.ts';
import { randomId } from '../runtime/secrets.ts';
import { insert, type Op, type Store, update } from '../store/port.ts';
import { syncMappings } from '../store/sync-mapping.ts';
import { syncPlans } from '../store/sync-plan.ts';
import { activeRun, syncRuns } from '../store/sync-run.ts';
import { waitingPlan } from './approve.ts';
import { keptMs, planHash, stepsOf } from './plan-store.ts';
import type { SyncServices } from './services.ts';

/** Older plans are made again: people come and go. */
const longestWait = day;

/**
 * Makes a run of a plan, in the state `running`; `workOn` does the work. One run at a time for each site.
 *
 * @throws CodedError `sync.plan-not-found`, `sync.plan-held`, `sync.plan-outdated`, `sync.plan-changed`, `sync.run-active`
 */
export async function startRun(services: SyncServices, planId: string, by: string | null): Promise<SyncRun> {
  const { store, clock } = services;
  const plan = await waitingPlan(store, planId);
  const { siteId } = plan.doc;
  if (plan.doc.state === 'held') throw new CodedError('sync.plan-held', { plan: planId });
  await checkMappings(services, plan.doc);
  await checkHash(store, plan.doc);
  if (await activeRun(store, siteId)) throw new CodedError('sync.run-active');
  const run: SyncRun = {
    ...{ id: randomId(), siteId, planId, state: 'running', wish: 'go-on', activeSiteId: siteId },
    ...{ holder: null, leaseUntil: 0, total: changesIn(plan.doc.counts) },
    ...{ done: 0, wasSo: 0, skipped: 0, refused: 0, workedMs: 0, failure: null },
    ...{ startedBy: by, startedAt: clock(), endedAt: null, expiresAt: clock() + keptMs },
  };
  const ops: Op[] = [
    insert(syncRuns, run),
    update(syncPlans, plan, { state: 'started' }),
    ...(await undoneMappingOps(store, plan.doc, clock())),
  ];
  await store.commit(ops).catch((error: unknown) => {
    // Somebody else started one in the same moment.
    if (error instanceof CodedError && error.code === 'store.conflict')
      throw new CodedError('sync.run-active');
    throw error;
  });
  return run;
}

/** @throws CodedError `sync.plan-changed`: what is stored is not what was shown. */
export async function checkHash(store: Store, plan: SyncPlan): Promise<void> {
  const hash = planHash(plan.targets, await stepsOf(store, plan.id));
  if (hash !== plan.hash) throw new CodedError('sync.plan-changed', { plan: plan.id });
}

/** @throws CodedError `sync.plan-outdated`: it is too old, or a mapping of it was changed, switched off or removed. */
export async function checkMappings(
  { store, clock }: Pick<SyncServices, 'store' | 'clock'>,
  plan: SyncPlan,
): Promise<void> {
  // A clock that was set back must not make it young again.
  if (Math.abs(clock() - plan.createdAt) > longestWait) {
    throw new CodedError('sync.plan-outdated', { plan: plan.id });
  }
  for (const { id, revision } of plan.mappings) {
    const mapping = await store.get(syncMappings, id);
    if (mapping?.doc.revision !== revision) throw new CodedError('sync.plan-outdated', { mapping: id });
  }
}

/** What was taken back must not come again by the next schedule: its mappings wait for a review. */
async function undoneMappingOps(store: Store, { undoes }: SyncPlan, now: number): Promise<Op[]> {
  if (undoes === null) return [];
  const run = await store.get(syncRuns, undoes);
  const undone = run && (await store.get(syncPlans, run.doc.planId));
  const ops: Op[] = [];
  for (const { id } of undone?.doc.mappings ?? []) {
    const mapping = await store.get(syncMappings, id);
    if (mapping) ops.push(update(syncMappings, mapping, { isReviewed: false, changedAt: now }));
  }
  return ops;
}
