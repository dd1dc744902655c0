import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { DurableLog } from './durable-log.ts';
import { groupCommits } from './group-commit.ts';
import { KnownRows } from './known-rows.ts';
import { patiently } from './waiting.ts';

/** One connection to the database file. What is attempted in it is synchronous, and thus alone in this process. */
export interface Connection {
  /** A statement; made once for each text. */
  prepare(sql: string): StatementSync;
  exec(sql: string): void;
  read<Result>(attempt: () => Result): Promise<Result>;
  /** All or nothing: what throws is rolled back. Durable when it resolves. */
  write<Result>(attempt: () => Result): Promise<Result>;
  known: KnownRows;
  /** From now on a write resolves when this log is on the disk; before, SQLite itself waits (`synchronous = FULL`). */
  acknowledgeWith(log: DurableLog): void;
  close(): Promise<void>;
}

/** `waitMs`: how long to wait for other processes, in milliseconds. The file must exist. */
export function connect(path: string, waitMs: number): Connection {
  const db = new DatabaseSync(path, { timeout: 0 });
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  let log: DurableLog | undefined;
  // Why the log cannot be trusted. A system that could not write may forget it and call the next attempt a success;
  // only a new process reads the log by its checksums. Until then everything is `store.down`, nothing is built upon it,
  // and the file is not closed, because that copies the log into it.
  let distrust: unknown;
  const reachDisk = async (atOnce: boolean): Promise<void> => {
    if (distrust !== undefined) throw distrust;
    try {
      await log?.sync(atOnce);
    } catch (error) {
      distrust = error;
      throw error;
    }
  };
  const commit = groupCommits(db, waitMs, reachDisk);
  return {
    prepare,
    known: new KnownRows(() => prepare('PRAGMA data_version').get()?.data_version),
    exec: (sql) => db.exec(sql),
    read: (attempt) => (distrust === undefined ? patiently(waitMs, attempt) : Promise.reject(distrust)),
    write: (attempt) =>
      commit(() => {
        if (distrust !== undefined) throw distrust;
        return attempt();
      }),
    acknowledgeWith(durable) {
      log = durable;
    },
    async close() {
      if (db.isOpen && distrust === undefined) db.close();
      await log?.close();
    },
  };
}
