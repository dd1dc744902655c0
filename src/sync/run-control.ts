import { CodedError } from '../domain/errors.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { commitWhat, update } from '../store/port.ts';
import { syncRuns } from '../store/sync-run.ts';
import type { SyncServices } from './services.ts';

/**
 * Asks the process that works on a run to pause or to stop; it does so after the batches that are under way. Where no
 * process works on it any more, it is paused or stopped at once. What is done stays done.
 *
 * @throws CodedError `sync.run-not-found`, `sync.run-ended`
 */
export async function wishFor(
  { store, clock }: Pick<SyncServices, 'store' | 'clock'>,
  runId: string,
  wish: 'pause' | 'stop',
): Promise<SyncRun> {
  return commitWhat(store, async () => {
    const stored = await store.get(syncRuns, runId);
    if (!stored) throw new CodedError('sync.run-not-found');
    if (stored.doc.activeSiteId === null) throw new CodedError('sync.run-ended');
    const isWorkedOn = stored.doc.holder !== null && stored.doc.leaseUntil > clock();
    const changes = { wish, ...(isWorkedOn ? {} : atOnce(wish, clock())) };
    return { ops: [update(syncRuns, stored, changes)], result: { ...stored.doc, ...changes } };
  });
}

function atOnce(wish: 'pause' | 'stop', now: number): Partial<SyncRun> {
  if (wish === 'pause') return { state: 'paused', holder: null };
  return { state: 'stopped', holder: null, activeSiteId: null, endedAt: now };
}
