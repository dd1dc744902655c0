import { setImmediate } from 'node:timers/promises';
import { mostRows } from '../limits.ts';
import type { AnyCollection } from '../port.ts';
import type { Connection } from './connection.ts';
import { columnOf, tableOf } from './tables.ts';

/** Removes what has expired, in transactions of at most 500 rows, so that nobody waits long. */
export async function sweepExpired(
  connection: Connection,
  collections: readonly AnyCollection[],
  now: number,
): Promise<number> {
  let swept = 0;
  for (const collection of collections) {
    if (collection.expires === undefined) continue;
    const [table, expiry] = [tableOf(collection), columnOf(collection.expires)];
    const sql = `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE ${expiry} <= ? LIMIT ${mostRows})`;
    for (let changes = mostRows; changes === mostRows; swept += changes) {
      changes = await connection.write(() => Number(connection.prepare(sql).run(now).changes));
      await setImmediate();
    }
  }
  return swept;
}
