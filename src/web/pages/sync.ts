import type { SyncPlan, SyncRun } from '../../domain/sync-run.ts';
import { everyRow } from '../../store/port.ts';
import { siteConnections } from '../../store/site-connection.ts';
import { syncMappings } from '../../store/sync-mapping.ts';
import { syncPlans } from '../../store/sync-plan.ts';
import { syncStatus } from '../../sync/status.ts';
import { addressOf, paths } from '../addresses.ts';
import { syncFrame } from '../frame.ts';
import { SyncPage } from '../views/sync.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';

const runsShown = 20;

/** Where sync of the site stands, what to do next, and what ran before. */
export async function syncPage(visit: SignedInVisit): Promise<Answer> {
  const { services, site, seal, now } = visit;
  const { store } = services;
  const { plan, active, runs } = await syncStatus(store, site.id);
  const mappings = await Array.fromAsync(
    everyRow(store, syncMappings, 'bySite', [site.id]),
    ({ doc }) => doc,
  );
  const values = { site: site.id };
  const runAddress = (run: SyncRun): string => addressOf(paths.syncRun, { ...values, run: run.id });
  const past: { run: SyncRun; plan: SyncPlan; address: string }[] = [];
  for (const run of runs.slice(0, runsShown)) {
    const its = await store.get(syncPlans, run.planId);
    if (its) past.push({ run, plan: its.doc, address: runAddress(run) });
  }
  const page = SyncPage({
    frame: syncFrame(visit, 'sync'),
    ...{ seal, now, site, runs: past },
    isConnected: (await store.get(siteConnections, site.id)) !== undefined,
    mappings: mappings.length,
    ...(plan ? { plan: { plan, address: addressOf(paths.syncPlan, { ...values, plan: plan.id }) } } : {}),
    ...(active ? { active: { run: active, address: runAddress(active) } } : {}),
    connection: addressOf(paths.syncConnection, values),
    mappingList: addressOf(paths.syncMappings, values),
    makePlan: addressOf(paths.syncPlans, values),
    undo: addressOf(paths.syncUndo, values),
  });
  return { page };
}
