import { setTimeout } from 'node:timers/promises';
import { CodedError } from '../../domain/errors.ts';
import { isBusy, reported } from './failure.ts';

/** Longest pause between two attempts, in milliseconds. */
const longestPause = 32;

/**
 * Attempts again, with jitter, as long as another process holds the database. SQLite's own waiting would block
 * this process and everybody it serves. `waitMs`: after which to give up, in milliseconds.
 *
 * @throws CodedError `store.busy` when waiting did not help, `store.down` for other failures of SQLite.
 */
export async function patiently<Result>(waitMs: number, attempt: () => Result): Promise<Result> {
  let end: number | undefined;
  for (let pause = 2; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error)) throw reported(error);
      const now = performance.now();
      end ??= now + waitMs;
      if (now >= end) throw new CodedError('store.busy', {}, error);
    }
    await setTimeout(Math.random() * pause);
  }
}
