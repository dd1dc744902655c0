import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../../domain/errors.ts';
import type { SyncRun } from '../../domain/sync-run.ts';
import type { SyncStep } from '../../domain/sync-step.ts';
import { syncRuns } from '../../store/sync-run.ts';
import { wishFor } from '../../sync/run-control.ts';
import { planById, stepPage, syncStatus } from '../../sync/status.ts';
import { addressOf, paths } from '../addresses.ts';
import { syncFrame } from '../frame.ts';
import { runNow } from '../run-words.ts';
import { runScript } from '../scripts.ts';
import { SyncRunPage } from '../views/sync-run.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';
import { moodlePeople } from './moodle-people.ts';

const troublesShown = 100;
const lookEveryMs = 1000;

/** How far a run is; after its end the report. */
export async function runPage(visit: SignedInVisit): Promise<Answer> {
  const { services, site, seal, now } = visit;
  const run = await runOf(visit);
  const values = { site: site.id, run: run.id };
  const plan = await planById(services.store, run.planId);
  const troubles = await troublesOf(visit, run);
  const people = await moodlePeople(visit, troubles);
  const isOpen = run.state === 'running' || run.state === 'paused';
  const last = (await syncStatus(services.store, site.id)).runs.find(({ done }) => done > 0);
  const mayUndo = !isOpen && last?.id === run.id && plan.undoes === null;
  const page = SyncRunPage({
    frame: syncFrame(visit, 'sync'),
    ...{ seal, now, run, plan },
    siteName: site.name,
    isAbandoned: isAbandoned(run, now),
    troubles: troubles.map((step) => ({ step, person: people.of(step) })),
    hidden: run.skipped + run.refused - troubles.length,
    here: addressOf(paths.syncRun, values),
    wish: addressOf(paths.syncRunWish, values),
    overview: addressOf(paths.sync, { site: site.id }),
    planAddress: addressOf(paths.syncPlan, { site: site.id, plan: plan.id }),
    file: addressOf(paths.syncPlanFile, { site: site.id, plan: plan.id }),
    ...(mayUndo ? { undo: addressOf(paths.syncUndo, { site: site.id }) } : {}),
    ...(run.state === 'running'
      ? { live: { script: runScript, events: addressOf(paths.syncRunEvents, values) } }
      : {}),
  });
  return { page, hasScript: run.state === 'running' };
}

/** Each second what has changed, until the run stands still; written by whatever process works on it. */
export async function runEvents(visit: SignedInVisit): Promise<Answer> {
  const run = await runOf(visit);
  return { events: eventsOf(visit, run.id) };
}

async function* eventsOf({ services, t }: SignedInVisit, runId: string): AsyncGenerator<string> {
  const { store, syncWork } = services;
  let before = '';
  while (!syncWork.signal.aborted) {
    const run = (await store.get(syncRuns, runId))?.doc;
    if (!run) return;
    const data = JSON.stringify(runNow(run, t));
    // The comment keeps proxies from taking a silent connection for a dead one.
    yield data === before ? ':\n\n' : `data: ${data}\n\n`;
    before = data;
    if (run.state !== 'running') return;
    await sleep(lookEveryMs, undefined, { signal: syncWork.signal, ref: false }).catch(() => undefined);
  }
}

/** Pause, stop, go on. @throws CodedError `sync.run-ended` */
export async function controlRun(visit: SignedInVisit): Promise<Answer> {
  const { services, fields, request, site } = visit;
  const run = await runOf(visit);
  const { wish } = fields;
  if (wish === 'pause' || wish === 'stop') await wishFor(services, run.id, wish);
  else if (wish === 'go-on') {
    if (run.activeSiteId === null) throw new CodedError('sync.run-ended');
    services.syncWork.begin(run.id);
  } else throw new CodedError('request.invalid', { field: 'wish' });
  request.log.info({ site: site.id, run: run.id, wish, account: visit.account.id }, 'sync run');
  return { redirect: addressOf(paths.syncRun, { site: site.id, run: run.id }) };
}

/** The run in the address. @throws CodedError `sync.run-not-found`, for one of another site too */
async function runOf({ services, site, values }: SignedInVisit): Promise<SyncRun> {
  const found = await services.store.get(syncRuns, values.run ?? '');
  if (found?.doc.siteId !== site.id) throw new CodedError('sync.run-not-found');
  return found.doc;
}

/** Nobody works on it any more: its process is gone. */
function isAbandoned({ state, holder, leaseUntil, startedAt }: SyncRun, now: number): boolean {
  if (state !== 'running') return false;
  return holder === null ? now - startedAt > 10_000 : leaseUntil < now;
}

async function troublesOf({ services }: SignedInVisit, { planId }: SyncRun): Promise<SyncStep[]> {
  const states = ['refused', 'skipped'] as const;
  const pages = states.map((state) => stepPage(services.store, planId, { state, limit: troublesShown }));
  const rows = (await Promise.all(pages)).flatMap((page) => page.rows.map(({ doc }) => doc));
  return rows.slice(0, troublesShown);
}
