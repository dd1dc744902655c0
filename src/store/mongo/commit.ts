import type { AnyBulkWriteOperation, ClientSession, Connection } from 'mongoose';
import { CodedError } from '../../domain/errors.ts';
import { checkedDocument, firstVersion } from '../document.ts';
import type { AnyCollection, Op } from '../port.ts';
import { isDuplicate } from './failure.ts';
import type { MongoCollection, Row } from './model.ts';
import { removeExpiredRivals } from './rivals.ts';
import { plainValue, rowOf, unexpired } from './row.ts';
import { inTransaction } from './transaction.ts';

/** An op whose document was checked, as a row. */
export type RowOp =
  | { kind: 'insert'; collection: AnyCollection; row: Row }
  | { kind: 'update'; collection: AnyCollection; row: Row; version: number }
  | { kind: 'remove'; collection: AnyCollection; id: string; version: number };

type Models = (collection: AnyCollection) => MongoCollection;

/** @throws TypeError as `checkedDocument` does */
export function rowOpOf(op: Op): RowOp {
  if (op.kind === 'remove') return { ...op, id: String(plainValue(op.id)) };
  const doc = JSON.parse(checkedDocument(op.collection, op.doc).json);
  return op.kind === 'insert'
    ? { kind: op.kind, collection: op.collection, row: rowOf(doc, firstVersion()) }
    : { ...op, row: rowOf(doc, op.version + 1) };
}

/** Where rows go: the connection, its collections, and how long a transaction may begin again, in milliseconds. */
export interface Target {
  connection: Connection;
  models: Models;
  patienceMs: number;
}

/** @throws CodedError `store.conflict` */
export async function commitRows(target: Target, ops: readonly RowOp[], now: number): Promise<void> {
  const { connection, models, patienceMs } = target;
  try {
    // One op is all or nothing by itself.
    if (ops.length === 1) await write(models, ops, now);
    else await inTransaction(connection, patienceMs, (session) => write(models, ops, now, session));
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    if (!ops.some(mayHaveRivals)) throw conflict(ops);
    await commitOverRivals(target, ops, now);
  }
}

/** Again, one after the other, after something that may have expired kept an id or a unique value. */
async function commitOverRivals(
  { connection, models, patienceMs }: Target,
  ops: readonly RowOp[],
  now: number,
): Promise<void> {
  try {
    await inTransaction(connection, patienceMs, async (session) => {
      for (const op of ops) {
        if (op.kind !== 'remove') await removeExpiredRivals(models(op.collection), op.row, now, session);
        await write(models, [op], now, session);
      }
    });
  } catch (error) {
    throw isDuplicate(error) ? conflict(ops) : error;
  }
}

function mayHaveRivals({ kind, collection }: RowOp): boolean {
  return kind !== 'remove' && collection.expires !== undefined;
}

/** One call for each collection, in the order of the ops: between collections the order makes no difference. */
async function write(
  models: Models,
  ops: readonly RowOp[],
  now: number,
  session?: ClientSession,
): Promise<void> {
  const options = { ordered: true, skipValidation: true, ...(session && { session }) } as const;
  for (const own of Map.groupBy(ops, ({ collection }) => collection.name).values()) {
    const [first] = own;
    if (first === undefined) continue;
    const writes = own.map((op) => writeOf(op, now));
    const { insertedCount, matchedCount, deletedCount } = await models(first.collection).model.bulkWrite(
      writes,
      options,
    );
    // What was not met has another version, or is gone.
    if (insertedCount + matchedCount + deletedCount !== own.length) throw conflict(own);
  }
}

function writeOf(op: RowOp, now: number): AnyBulkWriteOperation<Row> {
  if (op.kind === 'insert') return { insertOne: { document: op.row } };
  const _id = op.kind === 'remove' ? op.id : op.row._id;
  const filter = { _id, _version: op.version, ...unexpired(op.collection, now) };
  return op.kind === 'remove' ? { deleteOne: { filter } } : { replaceOne: { filter, replacement: op.row } };
}

/** Without MongoDB's own words as cause: they hold the value that was taken. */
function conflict(ops: readonly RowOp[]): CodedError {
  const names = new Set(ops.map(({ collection }) => collection.name));
  const kinds = new Set(ops.map(({ kind }) => kind));
  return new CodedError('store.conflict', { collection: [...names].join(' '), op: [...kinds].join(' ') });
}
