import { setTimeout } from 'node:timers/promises';
import type { ClientSession, Connection } from 'mongoose';
import { isTransient, isUnknownCommit } from './failure.ts';

/** Longest pause between two attempts, in milliseconds. */
const longestPause = 64;

/**
 * All or nothing, on a snapshot, acknowledged by most members of the replica set. What lost against another
 * transaction, or lost its primary, is attempted again, with pauses. Not by the driver's `withTransaction`: that goes
 * on for two minutes, while somebody waits for a page, and cannot be told otherwise.
 *
 * @param patienceMs how long to begin again, in milliseconds
 */
export async function inTransaction<Result>(
  connection: Connection,
  patienceMs: number,
  attempt: (session: ClientSession) => Promise<Result>,
): Promise<Result> {
  const end = performance.now() + patienceMs;
  const session = await connection.startSession();
  try {
    for (let pause = 4; ; pause = Math.min(pause * 2, longestPause)) {
      try {
        return await attemptOnce(session, end, attempt);
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction();
        if (!isTransient(error) || performance.now() >= end) throw error;
      }
      await setTimeout(Math.random() * pause);
    }
  } finally {
    await session.endSession();
  }
}

async function attemptOnce<Result>(
  session: ClientSession,
  end: number,
  attempt: (session: ClientSession) => Promise<Result>,
): Promise<Result> {
  session.startTransaction({
    readConcern: { level: 'snapshot' },
    writeConcern: { w: 'majority' },
    readPreference: 'primary',
  });
  const result = await attempt(session);
  for (;;) {
    try {
      await session.commitTransaction();
      return result;
    } catch (error) {
      if (!isUnknownCommit(error) || performance.now() >= end) throw error;
    }
  }
}
