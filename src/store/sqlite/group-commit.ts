import type { DatabaseSync } from 'node:sqlite';
import { isBusy, reported } from './failure.ts';
import { patiently } from './waiting.ts';

interface Job {
  attempt: () => unknown;
  resolve: (result: never) => void;
  reject: (reason: unknown) => void;
}

type Settle = () => void;

/** Jobs a transaction takes at the most: it holds up this process while it runs. */
const mostJobs = 64;
/** Milliseconds that writes wait for others while many come at once. */
const gatheringMs = 1;

/**
 * Writes that come while the one before is on its way to the disk share a transaction, and so one wait; each is still
 * all or nothing, and durable when it resolves. What one throws takes back that one alone.
 *
 * @param waitMs how long to wait for other processes, in milliseconds
 * @param reachDisk resolves when all that was committed is on the disk; `atOnce`: nobody else writes
 */
export function groupCommits(
  db: DatabaseSync,
  waitMs: number,
  reachDisk: (atOnce: boolean) => Promise<void>,
): <Result>(attempt: () => Result) => Promise<Result> {
  const inTransaction = transactions(db);
  let waiting: Job[] = [];
  let isRunning = false;
  let areMany = false;
  const run = async (): Promise<void> => {
    const jobs = waiting.slice(0, mostJobs);
    waiting = waiting.slice(mostJobs);
    areMany = jobs.length > 1;
    try {
      const settle = await patiently(waitMs, () => attemptTogether(db, inTransaction, jobs));
      await reachDisk(!areMany);
      for (const finish of settle) finish();
    } catch (error) {
      for (const { reject } of jobs) reject(error);
    }
    isRunning = waiting.length > 0;
    if (isRunning) later(run);
  };
  // Who writes alone waits for nobody. Where several do, one moment more makes one way to the disk of two.
  const later = (work: () => Promise<void>): void => {
    if (areMany) setTimeout(() => void work(), gatheringMs);
    else setImmediate(() => void work());
  };
  return (attempt) =>
    new Promise((resolve, reject) => {
      waiting.push({ attempt, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      later(run);
    });
}

type InTransaction = <Result>(work: () => Result) => Result;

/** All or nothing. */
function transactions(db: DatabaseSync): InTransaction {
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')];
  return (work) => {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      // Some failures, a full disk for one, have rolled back already.
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  };
}

/** Runs the jobs in one transaction; returns what to tell them when it has reached the disk. */
function attemptTogether(db: DatabaseSync, inTransaction: InTransaction, jobs: readonly Job[]): Settle[] {
  try {
    return inTransaction(() => jobs.map(attemptOne));
  } catch (error) {
    if (jobs.length === 1 || isBusy(error)) throw error;
  }
  // Seldom: one of them lost a race. Again, with what it takes to take back one alone.
  return inTransaction(() => jobs.map((job) => attemptApart(db, job)));
}

function attemptOne({ attempt, resolve }: Job): Settle {
  const result = attempt() as never;
  return () => resolve(result);
}

/** @throws whatever ended the whole transaction */
function attemptApart(db: DatabaseSync, job: Job): Settle {
  db.exec('SAVEPOINT one');
  try {
    const settle = attemptOne(job);
    db.exec('RELEASE one');
    return settle;
  } catch (error) {
    if (!db.isTransaction) throw error;
    db.exec('ROLLBACK TO one; RELEASE one');
    return () => job.reject(reported(error));
  }
}
