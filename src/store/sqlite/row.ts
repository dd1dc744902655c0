import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { AnyCollection, IndexValue, Stored } from '../port.ts';
import { columnOf } from './tables.ts';

/** Columns that `storedOf` reads. */
export const rowColumns = 'id, version, doc';

export function storedOf<Doc>(row: Record<string, SQLOutputValue>): Stored<Doc> {
  return { doc: JSON.parse(String(row.doc)), version: Number(row.version) };
}

/** A value as `json_extract` gives it. @throws TypeError for what cannot be an index value. */
export function sqlValue(value: IndexValue | undefined): SQLInputValue {
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'boolean') return value ? 1 : 0;
  throw new TypeError(`not an index value: ${typeof value}`);
}

/** Condition for a document that has not expired, as SQL with the values for it. */
export function unexpired(collection: AnyCollection, now: number): { sql: string; values: number[] } {
  if (collection.expires === undefined) return { sql: 'TRUE', values: [] };
  const column = columnOf(collection.expires);
  return { sql: `(${column} IS NULL OR ${column} > ?)`, values: [now] };
}
