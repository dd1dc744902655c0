import type { AnyCollection, IndexDeclaration } from './port.ts';

/** An index of any collection. */
export type AnyIndex = Pick<IndexDeclaration<Record<string, unknown>>, 'fields' | 'unique'>;

/** The order of the ids: an index that every collection has without declaring it. */
export const idOrder: AnyIndex = { fields: [] };

/** What every adapter has to make: the declared indexes, and one each for expiry and for what is due. */
export function indexesOf(collection: AnyCollection): AnyIndex[] {
  const more = [collection.expires, collection.queue?.dueAt].filter((field) => field !== undefined);
  return [...Object.values(collection.indexes), ...more.map((field) => ({ fields: [field] }))];
}
