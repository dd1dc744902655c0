import type { DatabaseSync } from 'node:sqlite';
import { reported } from './failure.ts';
import { patiently } from './waiting.ts';

interface Job {
  attempt: () => unknown;
  resolve: (result: never) => void;
  reject: (reason: unknown) => void;
}

/** Jobs a transaction takes at the most: it holds up this process while it runs. */
const mostJobs = 64;

/**
 * Writes that come in one tick share a transaction, and so one wait for the disk; each is still all or nothing, and
 * durable when it resolves. What one throws takes back that one alone.
 *
 * @param waitMs how long to wait for other processes, in milliseconds
 */
export function groupCommits(
  db: DatabaseSync,
  waitMs: number,
): <Result>(attempt: () => Result) => Promise<Result> {
  let waiting: Job[] = [];
  let isRunning = false;
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const jobs = waiting.slice(0, mostJobs);
      waiting = waiting.slice(mostJobs);
      try {
        const settle = await patiently(waitMs, () => transaction(db, jobs));
        for (const finish of settle) finish();
      } catch (error) {
        for (const { reject } of jobs) reject(error);
      }
    }
    isRunning = false;
  };
  return (attempt) =>
    new Promise((resolve, reject) => {
      waiting.push({ attempt, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      setImmediate(() => void run());
    });
}

/** Runs the jobs in one transaction; returns what to tell them when it is durable. */
function transaction(db: DatabaseSync, jobs: readonly Job[]): (() => void)[] {
  db.exec('BEGIN IMMEDIATE');
  try {
    const settle = jobs.map((job) => attemptOne(db, job, jobs.length > 1));
    db.exec('COMMIT');
    return settle;
  } catch (error) {
    // Some failures, a full disk for one, have rolled back already.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** @throws whatever ended the whole transaction, or the job's own failure where it is alone */
function attemptOne(db: DatabaseSync, { attempt, resolve, reject }: Job, isShared: boolean): () => void {
  if (!isShared) {
    const result = attempt() as never;
    return () => resolve(result);
  }
  db.exec('SAVEPOINT one');
  try {
    const result = attempt() as never;
    db.exec('RELEASE one');
    return () => resolve(result);
  } catch (error) {
    if (!db.isTransaction) throw error;
    db.exec('ROLLBACK TO one; RELEASE one');
    return () => reject(reported(error));
  }
}
