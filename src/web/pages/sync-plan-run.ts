import { CodedError } from '../../domain/errors.ts';
import type { SyncRun } from '../../domain/sync-run.ts';
import { activeRun, syncRuns } from '../../store/sync-run.ts';
import { approvePlan } from '../../sync/approve.ts';
import { startRun } from '../../sync/run-start.ts';
import { addressOf, paths } from '../addresses.ts';
import type { Answer, SignedInVisit } from '../visit.ts';
import { planOf, planPage } from './sync-plan.ts';

/**
 * Approves a plan that waits, and runs it: exactly the one that was shown, by its hash. Sent twice, or by two people at
 * once, it runs once, and the later one is led to that run.
 *
 * @throws CodedError `sync.plan-changed`, `sync.plan-outdated`, `sync.run-active`
 */
export async function runPlan(visit: SignedInVisit): Promise<Answer> {
  const { services, site, fields, account } = visit;
  const plan = await planOf(visit);
  const earlier = await runOfPlan(visit, plan.id);
  if (earlier) return toRun(visit, earlier, 'run-there-already');
  if (plan.hash !== fields.hash) throw new CodedError('sync.plan-changed', { plan: plan.id });
  const busy = (await activeRun(services.store, site.id))?.doc;
  if (busy) return toRun(visit, busy, 'other-run-active');
  if (plan.state === 'held') {
    if (fields.reviewed !== 'on') return planPage(visit, ['reviewed']);
    const approval = { hash: plan.hash, by: account.id, mayRemove: fields.remove === 'on' };
    await approvePlan(services.sync, plan.id, approval);
  }
  return startOrFollow(visit, plan.id);
}

/** Two who press at once: the start of one can fail on the word of the other, before there is a run to follow. */
async function startOrFollow(visit: SignedInVisit, planId: string, attempts = 5): Promise<Answer> {
  const { services, site, account, request } = visit;
  try {
    const run = await startRun(services.sync, planId, account.id);
    request.log.info({ site: site.id, plan: planId, run: run.id, account: account.id }, 'sync started');
    services.syncWork.begin(run.id);
    return toRun(visit, run);
  } catch (error) {
    const isLate =
      error instanceof CodedError && ['sync.run-active', 'sync.plan-not-found'].includes(error.code);
    if (!isLate) throw error;
    const own = await runOfPlan(visit, planId);
    if (own) return toRun(visit, own, 'run-there-already');
    const other = (await activeRun(services.store, site.id))?.doc;
    if (other) return toRun(visit, other, 'other-run-active');
    if (attempts === 1) throw error;
    return startOrFollow(visit, planId, attempts - 1);
  }
}

async function runOfPlan({ services }: SignedInVisit, planId: string): Promise<SyncRun | undefined> {
  return (await services.store.find(syncRuns, 'byPlan', [planId], { limit: 1 })).rows[0]?.doc;
}

function toRun(
  { site }: SignedInVisit,
  run: SyncRun,
  notice?: 'run-there-already' | 'other-run-active',
): Answer {
  return {
    redirect: addressOf(paths.syncRun, { site: site.id, run: run.id }),
    ...(notice ? { flash: { notice } } : {}),
  };
}
