import type { SQLInputValue } from 'node:sqlite';
import { type Position, readCursor, writeCursor } from '../cursor.ts';
import { rowLimit } from '../limits.ts';
import type { AnyCollection, FindOptions, IndexDeclaration, IndexValue, Page, Stored } from '../port.ts';
import type { Connection } from './connection.ts';
import { rowColumns, sqlValue, storedOf, unexpired } from './row.ts';
import { columnOf, indexOf, tableOf } from './tables.ts';

/** What a page is read from. `Doc` is any document here; the port gives it its type. */
export interface Query {
  collection: AnyCollection;
  index: Pick<IndexDeclaration<Record<string, unknown>>, 'fields' | 'unique'>;
  prefix: readonly IndexValue[];
  from: IndexValue | undefined;
  after: Position | undefined;
  limit: number;
}

export interface Range {
  sql: string;
  /** Without the limit, which is the last value of the statement. */
  values: SQLInputValue[];
}

/** @throws TypeError for an unknown index or too long a prefix, RangeError for a bad limit, CodedError `request.invalid` */
export function queryOf(
  collection: AnyCollection,
  indexName: string,
  prefix: readonly IndexValue[],
  options: FindOptions,
): Query {
  const index = collection.indexes[indexName];
  if (index === undefined) throw new TypeError(`${collection.name} declares no index ${indexName}`);
  const free = index.fields.length - prefix.length;
  if (free < 0 || (free === 0 && options.from !== undefined)) {
    throw new TypeError(`index ${indexName} of ${collection.name} has ${index.fields.length} fields only`);
  }
  const after = options.after === undefined ? undefined : readCursor(options.after, free + 1);
  return { collection, index, prefix, from: options.from, after, limit: rowLimit(options.limit) };
}

/**
 * The ranges of the index, in its order, that a page is read from. After (a, b, id) come: the same a and b with
 * a greater id; the same a with a greater b; a greater a. As one condition it would read from the start of a
 * again, and it could not say "greater than null".
 */
export function rangesOf(query: Query, now: number): Range[] {
  const { prefix, after } = query;
  if (after === undefined) return [range(query, prefix, undefined, now)];
  return after
    .map((bound, place) => range(query, [...prefix, ...after.slice(0, place)], bound, now))
    .reverse();
}

function range(
  { collection, index, prefix, from }: Query,
  same: readonly IndexValue[],
  above: IndexValue | undefined,
  now: number,
): Range {
  const keys = [...index.fields.map(columnOf), 'id'];
  const visible = unexpired(collection, now);
  const conditions = same.map((_, place) => `${keys[place]} IS ?`);
  const values = same.map(sqlValue);
  if (above === null) conditions.push(`${keys[same.length]} IS NOT NULL`);
  else if (above !== undefined) {
    conditions.push(`${keys[same.length]} > ?`);
    values.push(sqlValue(above));
  }
  if (from !== undefined && from !== null) {
    conditions.push(`${keys[prefix.length]} >= ?`);
    values.push(sqlValue(from));
  }
  // One row at the most needs no order, and SQLite would make a table for it.
  const isOne = index.unique === true && same.length >= index.fields.length && !same.includes(null);
  const order = isOne ? '' : `ORDER BY ${keys.slice(same.length).join(', ')}`;
  const sql = `SELECT ${rowColumns} FROM ${tableOf(collection)} INDEXED BY ${indexOf(collection, index)}
    WHERE ${[...conditions, visible.sql].join(' AND ')} ${order} LIMIT ?`;
  return { sql, values: [...values, ...visible.values] };
}

export function rowOf(
  connection: Connection,
  collection: AnyCollection,
  id: string,
  now: number,
): Stored<{ id: string }> | undefined {
  const known = connection.known.byId(collection, id, now);
  if (known) return known;
  const visible = unexpired(collection, now);
  const sql = `SELECT ${rowColumns} FROM ${tableOf(collection)} WHERE id = ? AND ${visible.sql}`;
  const row = connection.prepare(sql).get(sqlValue(id), ...visible.values);
  return row && connection.known.keep(collection, storedOf(row));
}

export function readPage(connection: Connection, query: Query, now: number): Page<{ id: string }> {
  const { collection, prefix } = query;
  if (!isKey(query)) return pageOf(connection, query, now);
  const { fields } = query.index;
  const known = connection.known.byKey(collection, fields, prefix, now);
  if (known) return { rows: [known] };
  const page = pageOf(connection, query, now);
  const [row] = page.rows;
  if (row) connection.known.keepByKey(collection, fields, prefix, row);
  return page;
}

/** Whether one row at the most can be meant. Null is no value: it may stand in many. */
function isKey({ index, prefix, after }: Query): boolean {
  const isWhole = index.unique === true && prefix.length >= index.fields.length;
  return isWhole && after === undefined && !prefix.includes(null);
}

function pageOf(connection: Connection, query: Query, now: number): Page<Document> {
  const rows: Stored<Document>[] = [];
  for (const { sql, values } of rangesOf(query, now)) {
    // One row more than the page tells whether there is a next one.
    const wanted = query.limit + 1 - rows.length;
    if (wanted === 0) break;
    for (const row of connection.prepare(sql).all(...values, wanted)) rows.push(storedOf(row));
  }
  if (rows.length <= query.limit) return { rows };
  const page = rows.slice(0, query.limit);
  return { rows: page, next: writeCursor(positionOf(query, page.at(-1)?.doc as Document)) };
}

type Document = { id: string } & Record<string, IndexValue | undefined>;

function positionOf({ index, prefix }: Query, last: Document): Position {
  return [...index.fields.slice(prefix.length).map((field) => last[field] ?? null), last.id];
}
