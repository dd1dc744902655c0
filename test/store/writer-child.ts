import { writeSync } from 'node:fs';
import { CodedError } from '../../src/domain/errors.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { insert, type Store, update } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { book, books, contractCollections, errands } from './contract/collections.ts';

/** A process that writes into a store: `count`, `claim` or `batches`, the file, and the name of this writer. */
const [what, path = '', name = ''] = process.argv.slice(2);
const store = await openSqliteStore({ path, collections: contractCollections, clock: systemClock });
if (what === 'count') await count(store);
else if (what === 'claim') await claimAll(store);
else await writeBatches(store);
await store.close();

/** 500 commits, each with a document of its own and one more on the counter that all writers share. */
async function count(store: Store): Promise<void> {
  await store.commit([insert(books, book('counter', { place: 0 }))]).catch(passConflict);
  for (let done = 0; done < 500; ) {
    const counter = await store.get(books, 'counter');
    if (counter === undefined) throw new Error('no counter');
    const more = update(books, counter, { place: counter.doc.place + 1 });
    const own = insert(books, book(`${name}-${done}`, { shelf: name }));
    done += await store.commit([own, more]).then(() => 1, passConflict);
  }
}

/** Claims until the book `closing` is there and nothing is left; prints each claimed id, after a line when it begins. */
async function claimAll(store: Store): Promise<void> {
  writeSync(1, 'ready\n');
  for (;;) {
    const isClosing = (await store.get(books, 'closing')) !== undefined;
    const taken = await store.claim(errands, { leaseMs: 600_000, limit: 20 });
    if (isClosing && taken.length === 0) return;
    for (const { doc } of taken) writeSync(1, `${doc.id}\n`);
  }
}

/** Commits of five documents until somebody ends this process; prints the number of each that was acknowledged. */
async function writeBatches(store: Store): Promise<never> {
  for (let batch = 0; ; batch += 1) {
    const shelf = `${name}-${batch}`;
    await store.commit(
      [1, 2, 3, 4, 5].map((place) => insert(books, book(`${shelf}-${place}`, { shelf, place }))),
    );
    writeSync(1, `${shelf}\n`);
  }
}

function passConflict(error: unknown): 0 {
  if (error instanceof CodedError && error.code === 'store.conflict') return 0;
  throw error;
}
