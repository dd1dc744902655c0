import { CodedError } from '../domain/errors.ts';
import { mostRows } from './limits.ts';
import type { AnyCollection, Op, Page, PersonalData, Store, Stored } from './port.ts';

/** What one collection keeps about a person, as an export shows it. */
export interface ExportedCollection {
  purpose: string;
  retention: string;
  entries: Record<string, unknown>[];
}

// biome-ignore lint/suspicious/noExplicitAny: walks over collections of every document type, as AnyCollection does
type AnyPersonalData = PersonalData<any>;

interface Holder {
  collection: AnyCollection;
  personalData: AnyPersonalData;
  owner: string;
}

/** Places where an account's data may stand. The account itself comes last, so that a broken-off erasure can be repeated. */
function holders(collections: readonly AnyCollection[]): Holder[] {
  const all = collections.flatMap((collection): Holder[] => {
    const { personalData } = collection;
    if (personalData === 'none') return [];
    return personalData.owners.map((owner: string) => ({ collection, personalData, owner }));
  });
  return [...all.filter(({ owner }) => owner !== 'id'), ...all.filter(({ owner }) => owner === 'id')];
}

async function pageOf(
  store: Store,
  { collection, owner }: Holder,
  accountId: string,
  options: { after?: string; limit: number },
): Promise<Page<{ id: string }>> {
  if (owner === 'id') {
    const stored: Stored<{ id: string }> | undefined = await store.get(collection, accountId);
    return { rows: stored === undefined ? [] : [stored] };
  }
  const index = Object.keys(collection.indexes).find((name) => collection.indexes[name]?.fields[0] === owner);
  if (index === undefined) throw new TypeError(`${collection.name}: no index is led by its owner ${owner}`);
  return store.find(collection, index, [accountId], options);
}

/**
 * Everything that is kept about an account, by collection, also where there is nothing, so that a person sees
 * where data could be (DSGVO Art. 15).
 */
export async function exportAccount(
  store: Store,
  collections: readonly AnyCollection[],
  accountId: string,
): Promise<Record<string, ExportedCollection>> {
  const exported: Record<string, ExportedCollection> = {};
  const seen = new Set<string>();
  for (const holder of holders(collections)) {
    const { collection, personalData } = holder;
    const { purpose, retention } = personalData;
    exported[collection.name] ??= { purpose, retention, entries: [] };
    let after: string | undefined;
    do {
      const page = await pageOf(store, holder, accountId, { limit: mostRows, ...(after && { after }) });
      for (const { doc } of page.rows) {
        const key = `${collection.name} ${doc.id}`;
        if (!seen.has(key)) exported[collection.name]?.entries.push(personalData.export(doc));
        seen.add(key);
      }
      after = page.next;
    } while (after !== undefined);
  }
  return exported;
}

/**
 * Erases an account everywhere, and what had expired with it (DSGVO Art. 17). Returns how many documents were
 * removed or changed. Broken off half way, it can be repeated. Spaces that lose their last owner are not its matter.
 */
export async function eraseAccount(
  store: Store,
  collections: readonly AnyCollection[],
  accountId: string,
): Promise<number> {
  await store.sweep();
  let total = 0;
  // Again until a whole round finds nothing: a request that was under way may have written behind the walk.
  for (let erased = -1; erased !== 0; total += erased) {
    erased = 0;
    for (const holder of holders(collections)) erased += await eraseFrom(store, holder, accountId);
  }
  return total;
}

/** Conflicts in a row with single documents after which somebody else clearly does not stop writing. */
const mostConflicts = 20;

async function eraseFrom(store: Store, holder: Holder, accountId: string): Promise<number> {
  let [erased, limit, conflicts] = [0, mostRows, 0];
  for (;;) {
    // What was erased has left the index: the rest is always its first page.
    const { rows } = await pageOf(store, holder, accountId, { limit });
    if (rows.length === 0) return erased;
    try {
      await store.commit(rows.map((stored) => erasure(holder, stored, accountId)));
      erased += rows.length;
      conflicts = 0;
    } catch (error) {
      const isConflict = error instanceof CodedError && error.code === 'store.conflict';
      if (!isConflict || conflicts === mostConflicts) throw error;
      if (limit === 1) conflicts += 1;
      limit = Math.ceil(limit / 4);
    }
  }
}

function erasure(
  { collection, personalData }: Holder,
  { doc, version }: Stored<{ id: string }>,
  id: string,
): Op {
  const rest = personalData.erase === 'remove' ? undefined : personalData.erase(doc, id);
  if (rest === undefined) return { kind: 'remove', collection, id: doc.id, version };
  if (personalData.owners.some((owner: string) => rest[owner] === id)) {
    throw new TypeError(`${collection.name}: a document still names the person after its erasure`);
  }
  return { kind: 'update', collection, doc: rest, version };
}
