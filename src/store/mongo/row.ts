import mongoose, { type QueryFilter } from 'mongoose';
import type { AnyCollection, IndexValue, Stored } from '../port.ts';
import type { Row } from './model.ts';

export type Filter = QueryFilter<Row>;

export function storedOf<Doc>({ _id, _version, _claim, ...fields }: Row): Stored<Doc> {
  return { doc: { ...fields, id: _id } as Doc, version: _version };
}

export function rowOf({ id, ...fields }: { id: string }, version: number): Row {
  return { ...fields, _id: id, _version: version };
}

/**
 * A value as it stands in a document. @throws TypeError for what cannot be an index value: above all for an object,
 * which MongoDB could take for a condition.
 */
export function plainValue(value: unknown): IndexValue {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.toWellFormed();
  throw new TypeError(`not an index value: ${typeof value}`);
}

/** A condition of ours; `sanitizeFilter` takes every other one for a value. */
export function condition(operators: Record<string, unknown>): Record<string, unknown> {
  return mongoose.trusted(operators);
}

/** Of a document that has not expired. */
export function unexpired({ expires }: AnyCollection, now: number): Filter {
  if (expires === undefined) return {};
  return { $or: [{ [expires]: null }, { [expires]: condition({ $gt: now }) }] };
}

export function expired(expires: string, now: number): Filter {
  return { [expires]: condition({ $lte: now }) };
}
