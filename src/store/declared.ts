import { rowLimit } from './limits.ts';
import type { AnyCollection } from './port.ts';

/**
 * Says whether a store was opened with a collection.
 *
 * @throws TypeError (the function that comes back) where it was not: a programming error
 */
export function declaredIn(collections: readonly AnyCollection[]): (collection: AnyCollection) => void {
  const names = new Set(collections.map(({ name }) => name));
  return ({ name }) => {
    if (!names.has(name)) throw new TypeError(`this store was opened without ${name}`);
  };
}

/** What a worker takes from a queue. */
export interface Claim {
  collection: AnyCollection;
  queue: NonNullable<AnyCollection['queue']>;
  leaseMs: number;
  limit: number;
}

/** @throws TypeError for a collection that is no queue, RangeError for a bad limit */
export function claimOf(collection: AnyCollection, options: { leaseMs: number; limit: number }): Claim {
  const { queue, name } = collection;
  if (queue === undefined) throw new TypeError(`${name} is no queue`);
  return { collection, queue, leaseMs: options.leaseMs, limit: rowLimit(options.limit) };
}
