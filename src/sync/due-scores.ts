import { CodedError } from '../domain/errors.ts';
import { aboutToSend, type ScoreDelivery } from '../domain/score-delivery.ts';
import { minute } from '../runtime/clock.ts';
import { type Store, type Stored, update } from '../store/port.ts';
import { scoreDeliveries } from '../store/score-delivery.ts';

/** Longer than a whole batch may take, so that two never send the same at once. */
const leaseMs = 10 * minute;

/** What is due, claimed a few at a time: each write to the disk holds up all who send. */
export interface DueScores {
  /** The next one; undefined when nothing is due. @throws CodedError `store.*` */
  next(): Promise<Stored<ScoreDelivery> | undefined>;
  /** Those that were claimed and not given out; they are given out no more. */
  rest(): Stored<ScoreDelivery>[];
}

export function createDueScores(store: Store, limit: number): DueScores {
  const claimed: Stored<ScoreDelivery>[] = [];
  let claiming: Promise<number> | undefined;
  const claim = async (): Promise<number> => {
    const batch = await store.claim(scoreDeliveries, { leaseMs, limit });
    await stampAll(store, batch);
    return claimed.push(...batch);
  };
  return {
    async next() {
      for (;;) {
        const one = claimed.shift();
        if (one) return one;
        claiming ??= claim().finally(() => {
          claiming = undefined;
        });
        if ((await claiming) === 0) return undefined;
      }
    },
    rest: () => claimed.splice(0),
  };
}

/**
 * Stores the timestamps of all that will surely be sent, in one commit. An attempt looks itself whether that was
 * done: where somebody changed one of them meanwhile, each goes its own way.
 */
async function stampAll(store: Store, batch: readonly Stored<ScoreDelivery>[]): Promise<void> {
  const fresh = batch.filter(
    ({ doc }) => doc.wanted === 'complete' && doc.acknowledged !== 'complete' && doc.sending === null,
  );
  if (fresh.length < 2) return;
  const ops = fresh.map((one) => update(scoreDeliveries, one, aboutToSend(one.doc, 'complete')));
  await store.commit(ops).catch((error: unknown) => {
    if (!(error instanceof CodedError && error.code === 'store.conflict')) throw error;
  });
}
