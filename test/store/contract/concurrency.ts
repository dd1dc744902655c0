import { expect } from '@jest/globals';
import { CodedError } from '../../../src/domain/errors.ts';
import { insert, type Store, update } from '../../../src/store/port.ts';
import { test } from './case.ts';
import { book, books } from './collections.ts';
import { conflict, type Ground } from './ground.ts';

async function countUp(store: Store, id: string): Promise<void> {
  for (;;) {
    const was = await store.get(books, id);
    if (was === undefined) throw new Error(`no book ${id}`);
    try {
      return await store.commit([update(books, was, { place: was.doc.place + 1 })]);
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'store.conflict') throw error;
    }
  }
}

export function concurrencyCases(ground: Ground): void {
  test('of changes to one document made at the same time exactly one is taken', async () => {
    await ground.store.commit([insert(books, book('b'))]);
    const was = await ground.store.get(books, 'b');
    if (was === undefined) throw new Error('the book was not written');
    const stores = [ground.store, await ground.connect(), await ground.connect()];
    const attempts = Array.from({ length: 12 }, (_, at) =>
      stores[at % 3]?.commit([insert(books, book(`by${at}`)), update(books, was, { place: 100 + at })]),
    );
    const outcomes = await Promise.allSettled(attempts);
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
    const losers = outcomes.filter(({ status }) => status === 'rejected');
    expect(losers).toHaveLength(11);
    for (const loser of losers) expect(loser).toMatchObject({ reason: conflict });
    expect((await ground.store.get(books, 'b'))?.doc.place).toBe(100 + winner);
    const written = (await ground.store.find(books, 'byShelf', ['A'])).rows.map(({ doc }) => doc.id);
    expect(written.sort()).toEqual(['b', `by${winner}`]);
  });

  test('of inserts of one unique value made at the same time exactly one is taken', async () => {
    const stores = [ground.store, await ground.connect()];
    const attempts = stores.map((store, at) => store.commit([insert(books, book(`b${at}`, { label: 'L' }))]));
    const outcomes = (await Promise.allSettled(attempts)).map(({ status }) => status);
    expect(outcomes.sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('whoever reads again and repeats after a conflict loses nothing', async () => {
    await ground.store.commit([insert(books, book('b', { place: 0 }))]);
    const stores = [ground.store, await ground.connect(), await ground.connect()];
    const rounds = Array.from({ length: 20 });
    await Promise.all(
      stores.map(async (store) => {
        for (const _ of rounds) await countUp(store, 'b');
      }),
    );
    expect((await ground.store.get(books, 'b'))?.doc.place).toBe(60);
  });
}
