import type { Claim } from '../declared.ts';
import type { Stored } from '../port.ts';
import type { Connection } from './connection.ts';
import { rowColumns, storedOf, unexpired } from './row.ts';
import { columnOf, indexOf, tableOf } from './tables.ts';

type Task = { id: string } & Record<string, unknown>;

/** Documents that are due, the longest waiting first. */
export function dueRows(connection: Connection, claim: Claim, now: number): Stored<Task>[] {
  const { collection, queue, limit } = claim;
  const due = columnOf(queue.dueAt);
  const visible = unexpired(collection, now);
  const sql = `SELECT ${rowColumns} FROM ${tableOf(collection)}
    INDEXED BY ${indexOf(collection, { fields: [queue.dueAt] })}
    WHERE ${due} <= ? AND ${visible.sql} ORDER BY ${due}, id LIMIT ?`;
  return connection
    .prepare(sql)
    .all(now, ...visible.values, limit)
    .map((row) => storedOf<Task>(row));
}

/** Within a transaction. */
export function takeDue(connection: Connection, claim: Claim, now: number): Stored<Task>[] {
  const { collection, queue, leaseMs } = claim;
  const change = connection.prepare(
    `UPDATE ${tableOf(collection)} SET version = version + 1, doc = ? WHERE id = ?`,
  );
  return dueRows(connection, claim, now).map(({ doc, version }) => {
    const attempts = Number(doc[queue.attempts] ?? 0) + 1;
    const taken = { ...doc, [queue.dueAt]: now + leaseMs, [queue.attempts]: attempts };
    change.run(JSON.stringify(taken), doc.id);
    connection.known.forget(collection, doc.id);
    return { doc: taken, version: version + 1 };
  });
}
