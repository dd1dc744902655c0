import { DatabaseSync, type StatementSync } from 'node:sqlite';
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
  close(): void;
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
  return {
    prepare,
    known: new KnownRows(() => prepare('PRAGMA data_version').get()?.data_version),
    exec: (sql) => db.exec(sql),
    read: (attempt) => patiently(waitMs, attempt),
    write: groupCommits(db, waitMs),
    close() {
      if (db.isOpen) db.close();
    },
  };
}
