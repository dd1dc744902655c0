import type { SQLInputValue } from 'node:sqlite';
import { CodedError } from '../../domain/errors.ts';
import { type CheckedDocument, checkedDocument, firstVersion } from '../document.ts';
import type { AnyCollection, IndexValue, Op } from '../port.ts';
import type { Connection } from './connection.ts';
import { isConstraint } from './failure.ts';
import { sqlValue, unexpired } from './row.ts';
import { columnOf, tableOf } from './tables.ts';

/** An op whose document was checked. */
export type CheckedOp =
  | { kind: 'insert'; collection: AnyCollection; checked: CheckedDocument }
  | { kind: 'update'; collection: AnyCollection; checked: CheckedDocument; version: number }
  | { kind: 'remove'; collection: AnyCollection; id: string; version: number };

/** @throws TypeError as `checkedDocument` does */
export function checkedOp(op: Op): CheckedOp {
  if (op.kind === 'remove') return op;
  const checked = checkedDocument(op.collection, op.doc);
  return op.kind === 'insert'
    ? { kind: op.kind, collection: op.collection, checked }
    : { kind: op.kind, collection: op.collection, checked, version: op.version };
}

/** Within a transaction. @throws CodedError `store.conflict` */
export function apply(connection: Connection, op: CheckedOp, now: number): void {
  if (changesOf(connection, op, now) !== 1) throw conflict(op);
  connection.known.forget(op.collection, op.kind === 'remove' ? op.id.toWellFormed() : op.checked.id);
}

function changesOf(connection: Connection, op: CheckedOp, now: number): number {
  try {
    return change(connection, op, now);
  } catch (error) {
    if (!isConstraint(error)) throw error;
    if (op.kind === 'remove' || !removeExpiredRivals(connection, op, now)) throw conflict(op, error);
  }
  try {
    return change(connection, op, now);
  } catch (error) {
    throw isConstraint(error) ? conflict(op, error) : error;
  }
}

function change(connection: Connection, op: CheckedOp, now: number): number {
  const table = tableOf(op.collection);
  const run = (sql: string, ...values: (string | number)[]): number =>
    Number(connection.prepare(sql).run(...values).changes);
  if (op.kind === 'insert') {
    const { id, json } = op.checked;
    return run(`INSERT INTO ${table} (id, version, doc) VALUES (?, ?, ?)`, id, firstVersion(), json);
  }
  const visible = unexpired(op.collection, now);
  const thisVersion = `WHERE id = ? AND version = ? AND ${visible.sql}`;
  if (op.kind === 'remove') {
    return run(`DELETE FROM ${table} ${thisVersion}`, op.id.toWellFormed(), op.version, ...visible.values);
  }
  const { id, json } = op.checked;
  const sql = `UPDATE ${table} SET version = version + 1, doc = ? ${thisVersion}`;
  return run(sql, json, id, op.version, ...visible.values);
}

/**
 * A document that expired but was not swept yet must not keep its id or its unique values from others.
 *
 * @returns whether there was one
 */
function removeExpiredRivals(
  connection: Connection,
  { kind, collection, checked: { id, doc } }: Exclude<CheckedOp, { kind: 'remove' }>,
  now: number,
): boolean {
  if (collection.expires === undefined) return false;
  const past = `${columnOf(collection.expires)} <= ?`;
  const remove = (condition: string, ...values: SQLInputValue[]): number =>
    Number(
      connection
        .prepare(`DELETE FROM ${tableOf(collection)} WHERE ${condition} AND ${past}`)
        .run(...values, now).changes,
    );
  let removed = kind === 'insert' ? remove('id = ?', id) : 0;
  for (const { fields, unique } of Object.values(collection.indexes)) {
    if (!unique) continue;
    const values = fields.map((field) => sqlValue((doc[field] ?? null) as IndexValue));
    // Null equals nothing here, so that no value is no rival.
    const same = fields.map((field) => `${columnOf(field)} = ?`).join(' AND ');
    removed += remove(`${same} AND id <> ?`, ...values, id);
  }
  return removed > 0;
}

function conflict({ collection, kind }: CheckedOp, cause?: unknown): CodedError {
  return new CodedError('store.conflict', { collection: collection.name, op: kind }, cause);
}
