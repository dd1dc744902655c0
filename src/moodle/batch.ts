import type { MoodleUserId, WriteResult } from '../domain/moodle-state.ts';
import { MoodleFailure } from './failure.ts';

/** Writes some people by one call; all of them or none. @throws MoodleFailure */
export type WriteBatch = (userIds: readonly MoodleUserId[]) => Promise<WriteResult[]>;

/**
 * Writes a batch that Moodle takes as a whole or not at all, and names only its first error. Halving finds the bad
 * elements: the good ones are written, k bad ones among n cost about 2·k·log2(n) calls more.
 *
 * @param probe reads what is written to: where that is gone, no halving helps
 * @throws MoodleFailure as long as nothing of the batch was written, for everything that is not about an element
 */
export async function writeHalving(
  userIds: readonly MoodleUserId[],
  write: WriteBatch,
  probe: () => Promise<unknown> = async () => undefined,
): Promise<WriteResult[]> {
  if (userIds.length === 0) return [];
  try {
    return await write(userIds);
  } catch (error) {
    if (!(error instanceof MoodleFailure)) throw error;
    if (error.isLost) return userIds.map((userId) => resultOf(userId, 'unknown', error));
    if (error.class !== 'data') throw error;
    if (userIds.length === 1) return userIds.map((userId) => resultOf(userId, 'refused', error));
    await requireTarget(probe);
  }
  const middle = Math.ceil(userIds.length / 2);
  const first = await writeHalving(userIds.slice(0, middle), write);
  const second = userIds.slice(middle);
  try {
    return [...first, ...(await writeHalving(second, write))];
  } catch (error) {
    if (!(error instanceof MoodleFailure) || first.every(({ outcome }) => outcome === 'refused')) throw error;
    // The first half is written: its results must not be lost.
    return [...first, ...second.map((userId) => resultOf(userId, 'refused', error))];
  }
}

/** @throws MoodleFailure `moodle.target-gone`, or why what is written to cannot be read */
async function requireTarget(probe: () => Promise<unknown>): Promise<void> {
  try {
    await probe();
  } catch (error) {
    if (!(error instanceof MoodleFailure)) throw error;
    const isGone = error.code === 'moodle.record-unknown' || error.code === 'moodle.value-refused';
    if (isGone) throw new MoodleFailure('moodle.target-gone', { details: error.details, cause: error });
    if (error.class === 'configuration') throw error;
  }
}

function resultOf(userId: MoodleUserId, outcome: 'refused' | 'unknown', failure: MoodleFailure): WriteResult {
  return { userId, outcome, code: failure.code, ...(failure.said !== '' && { message: failure.said }) };
}

export function allDone(userIds: readonly MoodleUserId[]): WriteResult[] {
  return userIds.map((userId) => ({ userId, outcome: 'done' }));
}
