import type { SQLInputValue } from 'node:sqlite';
import type { AnyCollection, Page, Stored } from '../port.ts';
import { pageOfRows, type Query, type Stretch, stretchesOf } from '../query.ts';
import type { Connection } from './connection.ts';
import { rowColumns, sqlValue, storedOf, unexpired } from './row.ts';
import { columnOf, indexOf, tableOf } from './tables.ts';

export interface Range {
  sql: string;
  /** Without the limit, which is the last value of the statement. */
  values: SQLInputValue[];
}

/** What is read one after the other until the page is full. */
export function rangesOf(query: Query, now: number): Range[] {
  return stretchesOf(query).map((stretch) => range(query, stretch, now));
}

function range({ collection, index, prefix, from }: Query, { same, above }: Stretch, now: number): Range {
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
  // The order of the ids is that of the primary key.
  const path = index.fields.length === 0 ? '' : `INDEXED BY ${indexOf(collection, index)}`;
  const sql = `SELECT ${rowColumns} FROM ${tableOf(collection)} ${path}
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

function pageOf(connection: Connection, query: Query, now: number): Page<{ id: string }> {
  const rows: Stored<{ id: string }>[] = [];
  for (const { sql, values } of rangesOf(query, now)) {
    // One row more than the page tells whether there is a next one.
    const wanted = query.limit + 1 - rows.length;
    if (wanted === 0) break;
    for (const row of connection.prepare(sql).all(...values, wanted)) rows.push(storedOf(row));
  }
  return pageOfRows(query, rows);
}
