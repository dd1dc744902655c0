import { type Position, readCursor, writeCursor } from './cursor.ts';
import { type AnyIndex, idOrder } from './indexes.ts';
import { rowLimit } from './limits.ts';
import type { AnyCollection, FindOptions, IndexValue, Page, Stored } from './port.ts';

/** What a page is read from. */
export interface Query {
  collection: AnyCollection;
  index: AnyIndex;
  prefix: readonly IndexValue[];
  from: IndexValue | undefined;
  after: Position | undefined;
  limit: number;
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

/** All documents in the order of their ids. @throws RangeError, CodedError `request.invalid` */
export function scanQuery(collection: AnyCollection, options: Omit<FindOptions, 'from'>): Query {
  const after = options.after === undefined ? undefined : readCursor(options.after, 1);
  return { collection, index: idOrder, prefix: [], from: undefined, after, limit: rowLimit(options.limit) };
}

/** A stretch of an index: these values of its first fields, and a greater one of the next. */
export interface Stretch {
  same: readonly IndexValue[];
  above: IndexValue | undefined;
}

/**
 * The stretches of the index, in its order, that a page is read from. After (a, b, id) come: the same a and b with
 * a greater id; the same a with a greater b; a greater a. As one condition it would read from the start of a
 * again, and it could not say "greater than null".
 */
export function stretchesOf({ prefix, after }: Query): Stretch[] {
  if (after === undefined) return [{ same: prefix, above: undefined }];
  return after
    .map((bound, place) => ({ same: [...prefix, ...after.slice(0, place)], above: bound }))
    .reverse();
}

type Row = Stored<{ id: string }>;

/** The page of the rows that were found: at the most one more than it takes, which tells that there is a next one. */
export function pageOfRows(query: Query, rows: Row[]): Page<{ id: string }> {
  if (rows.length <= query.limit) return { rows };
  const page = rows.slice(0, query.limit);
  return { rows: page, next: writeCursor(positionOf(query, page.at(-1)?.doc as Document)) };
}

type Document = { id: string } & Record<string, IndexValue | undefined>;

function positionOf({ index, prefix }: Query, last: Document): Position {
  return [...index.fields.slice(prefix.length).map((field) => last[field] ?? null), last.id];
}
