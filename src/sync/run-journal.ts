import { CodedError } from '../domain/errors.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { minute } from '../runtime/clock.ts';
import { randomId } from '../runtime/secrets.ts';
import { commitWhat, type Op, update } from '../store/port.ts';
import { syncRuns } from '../store/sync-run.ts';
import type { SyncServices } from './services.ts';

/** Longer than any call takes; whoever finds a lease that has run out may go on. */
const leaseMs = minute;
/** How long a run rests that Moodle did not let go on. */
const restMs = 5 * minute;

/** Steps that a commit settles, by how they ended. */
export type Settled = Partial<Record<'done' | 'wasSo' | 'skipped' | 'refused', number>>;

/** The only writer of a run: everything that it stores carries the proof that it still holds the run. */
export interface RunJournal {
  /** The run as it was stored last. */
  run(): SyncRun;
  /** @throws CodedError `sync.taken-over` where somebody else goes on with the run; nothing is stored then. */
  commit(ops: readonly Op[], settled?: Settled): Promise<void>;
  /** Ends the work; for good where the state says so. */
  close(state: SyncRun['state'], failure?: string): Promise<SyncRun>;
}

/**
 * Takes the run for this process.
 *
 * @throws CodedError `sync.run-not-found`, `sync.run-ended`, `sync.run-active` (another process works on it)
 */
export async function takeRun(
  { store, clock }: SyncServices,
  runId: string,
  onChange: (run: SyncRun) => void,
): Promise<RunJournal> {
  const holder = randomId();
  let since = clock();
  let latest: SyncRun = await commitWhat<SyncRun>(store, async () => {
    const stored = await store.get(syncRuns, runId);
    if (!stored) throw new CodedError('sync.run-not-found');
    if (stored.doc.activeSiteId === null) throw new CodedError('sync.run-ended');
    if (stored.doc.holder !== null && stored.doc.leaseUntil > clock())
      throw new CodedError('sync.run-active');
    const wish = stored.doc.wish === 'stop' ? ('stop' as const) : ('go-on' as const);
    const changes = { holder, wish, state: 'running' as const, failure: null, leaseUntil: clock() + leaseMs };
    return { ops: [update(syncRuns, stored, changes)], result: { ...stored.doc, ...changes } };
  });
  // One after the other: all of them change the run.
  let turn: Promise<unknown> = Promise.resolve();
  const write = (ops: readonly Op[], change: (run: SyncRun) => Partial<SyncRun>): Promise<void> => {
    const mine = turn.then(async () => {
      latest = await commitWhat(store, async () => {
        const stored = await store.get(syncRuns, runId);
        if (stored?.doc.holder !== holder) throw new CodedError('sync.taken-over', { run: runId });
        const workedMs = stored.doc.workedMs + Math.max(0, clock() - since);
        const changes = { ...change(stored.doc), workedMs };
        return { ops: [...ops, update(syncRuns, stored, changes)], result: { ...stored.doc, ...changes } };
      });
      since = clock();
      onChange(latest);
    });
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    run: () => latest,
    commit: (ops, settled = {}) =>
      write(ops, (run) => ({
        leaseUntil: clock() + leaseMs,
        done: run.done + (settled.done ?? 0),
        wasSo: run.wasSo + (settled.wasSo ?? 0),
        skipped: run.skipped + (settled.skipped ?? 0),
        refused: run.refused + (settled.refused ?? 0),
      })),
    async close(state, failure) {
      const isOver = state === 'done' || state === 'stopped';
      await write([], () => ({
        ...{ state, holder: null, failure: failure ?? null },
        // When the schedule may try again, where something failed.
        leaseUntil: failure === undefined ? 0 : clock() + restMs,
        ...(isOver && { activeSiteId: null, endedAt: clock() }),
      }));
      return latest;
    },
  };
}
