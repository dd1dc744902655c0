import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import { mostRows } from './limits.ts';
import { type AnyCollection, insert, type Op, remove, type Store, type Stored } from './port.ts';

type Row = Stored<{ id: string }>;

/** What a collection of one store holds: how many documents, and a hash over all of them (SHA-256, hex). */
export interface Content {
  count: number;
  hash: string;
}

export async function contentOf(store: Store, collection: AnyCollection): Promise<Content> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const { doc } of allRows(store, collection)) {
    hash.update(`${canonicalJson(doc)}\n`);
    count += 1;
  }
  return { count, hash: hash.digest('hex') };
}

export async function isEmpty(store: Store, collection: AnyCollection): Promise<boolean> {
  return (await store.scan(collection, { limit: 1 })).rows.length === 0;
}

/**
 * Makes a collection of one store equal to that of another. Broken off, it can be repeated: what is there already
 * stays. First goes what is different, so that it keeps no unique value from what comes.
 */
export async function copyCollection(from: Store, to: Store, collection: AnyCollection): Promise<void> {
  if (!(await isEmpty(to, collection))) {
    await commitAll(to, differences(from, to, collection, 'surplus'));
  }
  await commitAll(to, differences(from, to, collection, 'missing'));
}

/** What the second store has too much, as removals, or too little, as inserts: both walks go in the order of the ids. */
async function* differences(
  from: Store,
  to: Store,
  collection: AnyCollection,
  wanted: 'surplus' | 'missing',
): AsyncGenerator<Op> {
  const targets = allRows(to, collection);
  let target = await nextOf(targets);
  for await (const source of allRows(from, collection)) {
    for (; target && order(target, source) < 0; target = await nextOf(targets)) {
      if (wanted === 'surplus') yield remove(collection, target);
    }
    const isThere = target !== undefined && order(target, source) === 0;
    const isSame = isThere && canonicalJson(target?.doc) === canonicalJson(source.doc);
    if (wanted === 'missing' && !isThere) yield insert(collection, source.doc);
    if (wanted === 'surplus' && target && isThere && !isSame) yield remove(collection, target);
    if (isThere) target = await nextOf(targets);
  }
  for (; target && wanted === 'surplus'; target = await nextOf(targets)) yield remove(collection, target);
}

async function commitAll(store: Store, ops: AsyncIterable<Op>): Promise<void> {
  let batch: Op[] = [];
  for await (const op of ops) {
    batch.push(op);
    if (batch.length < mostRows) continue;
    await store.commit(batch);
    batch = [];
  }
  if (batch.length > 0) await store.commit(batch);
}

async function* allRows(store: Store, collection: AnyCollection): AsyncGenerator<Row> {
  let after: string | undefined;
  do {
    const page = await store.scan(collection, { limit: mostRows, ...(after && { after }) });
    yield* page.rows as Row[];
    after = page.next;
  } while (after !== undefined);
}

async function nextOf(rows: AsyncGenerator<Row>): Promise<Row | undefined> {
  const { value, done } = await rows.next();
  return done ? undefined : value;
}

/** As the stores order ids: by the bytes of UTF-8. */
function order({ doc: a }: Row, { doc: b }: Row): number {
  return Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));
}
