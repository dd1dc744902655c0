import { setInterval } from 'node:timers';
import { CodedError } from '../domain/errors.ts';
import type { SyncPlan, SyncRun } from '../domain/sync-run.ts';
import { takesAway } from '../domain/sync-step.ts';
import { minute } from '../runtime/clock.ts';
import { everyRow, type Op, update } from '../store/port.ts';
import { syncMappings } from '../store/sync-mapping.ts';
import { syncPins } from '../store/sync-pin.ts';
import { syncPlans } from '../store/sync-plan.ts';
import { type RunGround, workBatch } from './run-batch.ts';
import { type Batch, batchesOf } from './run-batches.ts';
import { type RunJournal, takeRun } from './run-journal.ts';
import { workSpaceBatch } from './run-space.ts';
import { checkHash, checkMappings } from './run-start.ts';
import { takingsNow } from './run-takings.ts';
import { verifyRun } from './run-verify.ts';
import type { SyncServices } from './services.ts';
import { createSiteReading } from './site-reading.ts';

export interface WorkOptions {
  /** Batches on their way at once, 1 to 4; 4 unless told. */
  atOnce?: number;
  /** Is told each time the run was stored. */
  onChange?: (run: SyncRun) => void;
  /** Pauses after the batches that are under way. */
  signal?: AbortSignal;
}

/** A call may take longer than a lease: the lease is renewed while it lasts. */
const heartbeatMs = minute / 4;
/** What no continuing helps against: the plan is made again. */
const outdated: readonly string[] = ['sync.plan-changed', 'sync.plan-outdated'];

/**
 * Works on a run until it is done, paused or stopped, and returns it as it is then. A run that broke off at any moment
 * goes on where it was. What Moodle refuses as a whole pauses the run, with the reason in `failure`.
 *
 * @throws CodedError `sync.run-not-found`, `sync.run-ended`, `sync.run-active`, `sync.taken-over`, `store.*`
 */
export async function workOn(
  services: SyncServices,
  runId: string,
  options: WorkOptions = {},
): Promise<SyncRun> {
  const journal = await takeRun(services, runId, options.onChange ?? (() => undefined));
  const heartbeat = setInterval(() => journal.commit([]).catch(() => undefined), heartbeatMs).unref();
  try {
    return await work(services, journal, options);
  } catch (error) {
    const code = error instanceof CodedError ? error.code : 'internal.unexpected';
    const { siteId: site, planId: plan } = journal.run();
    services.log.warn({ run: runId, site, plan, code }, 'sync');
    if (code.startsWith('store.') || code === 'sync.taken-over') throw error;
    if (code === 'internal.unexpected') services.log.error({ run: runId, err: error }, 'sync');
    return await journal.close(outdated.includes(code) ? 'stopped' : 'paused', code);
  } finally {
    clearInterval(heartbeat);
  }
}

async function work(
  services: SyncServices,
  journal: RunJournal,
  { atOnce = 4, signal }: WorkOptions,
): Promise<SyncRun> {
  const { siteId, planId } = journal.run();
  const plan = (await services.store.get(syncPlans, planId))?.doc;
  if (!plan) throw new CodedError('sync.plan-changed', { plan: planId });
  await checkHash(services.store, plan);
  await checkMappings(services, plan);
  const site = await services.moodle(siteId);
  const read = (): ReturnType<typeof createSiteReading> =>
    createSiteReading(site.reader, services.store, siteId);
  let reading = read();
  let takings = takingsNow(services.store, reading, plan);
  const pins = await Array.fromAsync(
    everyRow(services.store, syncPins, 'bySite', [siteId]),
    ({ doc }) => doc,
  );
  const ground: RunGround = {
    ...{ services, site, plan, journal },
    held(target, fresh) {
      if (fresh) reading = read();
      return reading.held(target);
    },
    takings: (batch) => takings(batch),
    readAgain() {
      reading = read();
      takings = takingsNow(services.store, reading, plan);
    },
    pins: new Map(pins.map(({ userId, kind }) => [userId, kind])),
  };
  const wishNow = (): SyncRun['wish'] => (signal?.aborted ? 'pause' : journal.run().wish);
  await inParallel(ground, atOnce, wishNow);
  const wish = wishNow();
  if (wish !== 'go-on') return journal.close(wish === 'pause' ? 'paused' : 'stopped');
  await verifyRun(ground);
  await journal.commit(await appliedOps(services, plan));
  const run = await journal.close('done');
  const { done, wasSo, skipped, refused } = run;
  services.log.info({ run: run.id, site: siteId, plan: planId, done, wasSo, skipped, refused }, 'sync');
  return run;
}

/** Several batches at once, but each phase after the one before. The first failure lets what is under way come in, then ends. */
async function inParallel(ground: RunGround, atOnce: number, wish: () => SyncRun['wish']): Promise<void> {
  const { services, plan, site } = ground;
  const underWay = new Set<Promise<void>>();
  let failure: unknown;
  const begin = (batch: Batch): void => {
    const { target } = batch;
    const working =
      target.kind === 'space' ? workSpaceBatch(ground, batch, target) : workBatch(ground, batch);
    const all = working
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => underWay.delete(all));
    underWay.add(all);
  };
  let phase: number | undefined;
  for await (const batch of batchesOf(services.store, plan, site.writer)) {
    // Batches of a space go one by one: all of them count its members.
    if (batch.phase !== phase || batch.target.kind === 'space') await Promise.all(underWay);
    if (takesAway(batch) && batch.phase !== phase) ground.readAgain();
    phase = batch.phase;
    while (underWay.size >= atOnce) await Promise.race(underWay);
    if (failure !== undefined || wish() !== 'go-on') break;
    begin(batch);
  }
  await Promise.all(underWay);
  if (failure !== undefined) throw failure;
}

/** What the safeguard compares with next time. */
async function appliedOps({ store }: SyncServices, plan: SyncPlan): Promise<Op[]> {
  const ops: Op[] = [];
  for (const { id, revision, sourceCount } of plan.mappings) {
    const mapping = await store.get(syncMappings, id);
    if (mapping?.doc.revision === revision)
      ops.push(update(syncMappings, mapping, { lastSourceCount: sourceCount }));
  }
  return ops;
}
