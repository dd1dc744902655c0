import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../domain/errors.ts';
import { moodleFailureClass } from '../domain/moodle-failure.ts';
import { changesIn } from '../domain/sync-counts.ts';
import type { SyncMapping } from '../domain/sync-mapping.ts';
import type { SyncPlan, SyncRun } from '../domain/sync-run.ts';
import { day, hour, minute } from '../runtime/clock.ts';
import { watchedActivities } from '../store/member-progress.ts';
import { commitWhat, everyRow, type Stored } from '../store/port.ts';
import { syncMappings } from '../store/sync-mapping.ts';
import { syncRuns } from '../store/sync-run.ts';
import { isInForce } from './chosen-targets.ts';
import { dueAgainOp } from './mappings.ts';
import { planSync } from './plan.ts';
import { readProgress } from './progress.ts';
import { workOn } from './run.ts';
import { startRun } from './run-start.ts';
import type { SyncServices } from './services.ts';
import { syncStatus } from './status.ts';

const leaseMs = 30 * minute;
const lookEvery = minute;
const mostAtOnce = 100;
const progressAge = 6 * hour;
const stillLookedAt = 6 * hour;

export interface SyncSchedule {
  start(): void;
  /** Begins nothing more, and waits for what it began. */
  stop(): Promise<void>;
  /** Everything that is due now: planned, and run where the safeguard lets it. */
  runDue(): Promise<void>;
}

/**
 * Plans and runs mappings by their schedule, compares at night those from Moodle that are run by hand, and goes on with
 * runs that broke off. Several processes share the work by leases.
 */
export function createSyncSchedule(services: SyncServices): SyncSchedule {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<unknown> = Promise.resolve();
  const runDue = async (): Promise<void> => {
    for (const run of await brokenOff(services)) await quietly(services, () => workOn(services, run.id));
    const due = await services.store.claim(syncMappings, { leaseMs, limit: mostAtOnce });
    for (const siteId of new Set(due.map(({ doc }) => doc.siteId))) {
      if (signal.aborted) return;
      const mine = due.filter(({ doc }) => doc.siteId === siteId);
      await quietly(services, () => runSite(services, siteId, mine));
      await dueAgain(services, mine);
    }
    for (const { spaceId, siteId } of await oldProgress(services)) {
      if (signal.aborted) return;
      await quietly(services, () => readProgress(services, spaceId, siteId));
    }
  };
  return {
    runDue,
    start() {
      running = (async () => {
        while (!signal.aborted) {
          await quietly(services, runDue);
          await sleep(lookEvery, undefined, { signal, ref: false }).catch(() => undefined);
        }
      })();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function runSite(
  services: SyncServices,
  siteId: string,
  due: readonly Stored<SyncMapping>[],
): Promise<void> {
  const inForce = due.map(({ doc }) => doc).filter(isInForce);
  const scheduled = inForce.filter(({ schedule }) => schedule !== null);
  if (scheduled.length > 0) {
    const plan = await planned(services, siteId, scheduled);
    if (plan.state === 'open' && changesIn(plan.counts) > 0)
      await workOn(services, (await startRun(services, plan.id, null)).id);
  }
  const byHand = inForce.filter(({ schedule }) => schedule === null);
  if (byHand.length > 0 && !(await hasPlan(services, siteId))) await planned(services, siteId, byHand);
}

async function planned(
  services: SyncServices,
  siteId: string,
  mappings: readonly SyncMapping[],
): Promise<SyncPlan> {
  const plan = await planSync(services, siteId, { mappingIds: mappings.map(({ id }) => id) });
  services.log.info({ site: siteId, plan: plan.id, state: plan.state, ...plan.counts }, 'sync plan');
  for (const { mappingId: mapping, code } of plan.leftOut ?? [])
    services.log.warn({ site: siteId, plan: plan.id, mapping, code }, 'sync plan');
  return plan;
}

/** Whether somebody may be looking at a plan, or a run is under way: a comparison replaces neither. */
async function hasPlan({ store, clock }: SyncServices, siteId: string): Promise<boolean> {
  const { plan, active } = await syncStatus(store, siteId);
  return active !== undefined || plan?.state === 'held' || clock() - (plan?.createdAt ?? 0) < stillLookedAt;
}

/** Runs whose process is gone, and those that waited for Moodle to answer again. */
async function brokenOff({ store, clock }: SyncServices): Promise<SyncRun[]> {
  const { rows } = await store.find(syncRuns, 'active', [], { from: '', limit: mostAtOnce });
  return rows
    .map(({ doc }) => doc)
    .filter(({ state, failure, leaseUntil, wish, holder, startedAt }) => {
      if (leaseUntil > clock()) return false;
      // Nobody went on with it for a day: its plan is too old, and it ends, or no other would ever begin.
      if (clock() - startedAt > day) return true;
      if (wish !== 'go-on') return false;
      if (state === 'running') return holder !== null;
      return failure !== null && moodleFailureClass(failure) === 'retry';
    });
}

/** Spaces and sites whose progress nobody has read for some hours. */
async function oldProgress({ store, clock }: SyncServices): Promise<{ spaceId: string; siteId: string }[]> {
  const pairs = new Map<string, { spaceId: string; siteId: string }>();
  for await (const { doc } of everyRow(store, watchedActivities, 'bySite', [])) {
    const { spaceId, siteId, readAt } = doc;
    if (clock() - (readAt ?? 0) > progressAge) pairs.set(`${spaceId} ${siteId}`, { spaceId, siteId });
  }
  return [...pairs.values()];
}

async function dueAgain({ store, clock }: SyncServices, due: readonly Stored<SyncMapping>[]): Promise<void> {
  for (const { doc } of due) {
    await commitWhat(store, async () => {
      const stored = await store.get(syncMappings, doc.id);
      return { ops: stored ? [dueAgainOp(stored, clock())] : [], result: undefined };
    });
  }
}

/** What fails now is tried at the next time; the log says what it was. */
async function quietly({ log }: SyncServices, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof CodedError) log.warn({ code: error.code, ...error.details }, 'sync');
    else log.error({ err: error }, 'sync');
  }
}
