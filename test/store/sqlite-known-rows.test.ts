import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { insert, remove, type Store, type Stored, update } from '../../src/store/port.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { type Book, book, books, contractCollections, tickets } from './contract/collections.ts';

let database: TemporaryDatabase;
let [here, there]: Store[] = [];
let now = 1000;
beforeEach(async () => {
  database = await temporaryDatabase({ collections: contractCollections, clock: () => now });
  here = await database.connect();
  there = await database.connect();
  await here.commit([insert(books, book('b', { label: 'L', shelf: 'A' }))]);
});
afterEach(() => database.remove());

const byId = async (store = here): Promise<Stored<Book> | undefined> => store?.get(books, 'b');
const byLabel = async (label = 'L'): Promise<Stored<Book> | undefined> =>
  (await here?.find(books, 'byLabel', [label]))?.rows[0];
async function changed(store: Store | undefined, changes: Partial<Book>): Promise<void> {
  const was = (await byId(store)) as Stored<Book>;
  await store?.commit([update(books, was, changes)]);
}

describe('A row that was read before', () => {
  test('is not read again while nobody changes it, neither by its id nor by a unique value', async () => {
    const first = await byId();
    expect(await byId()).toBe(first);
    const labelled = await byLabel();
    expect(await byLabel()).toBe(labelled);
    await here?.commit([insert(books, book('c', { label: 'M' }))]);
    expect(await byLabel()).toBe(labelled);
  });

  test.each([
    ['this process', () => here],
    ['another process', () => there],
  ])('is the new one as soon as %s has changed it', async (_who, store) => {
    for (const shelf of ['B', 'C', 'D']) {
      await Promise.all([byId(), byLabel()]);
      await changed(store(), { shelf });
      expect([(await byId())?.doc.shelf, (await byLabel())?.doc.shelf]).toEqual([shelf, shelf]);
    }
  });

  test('is seen although both read and wrote in the same turn', async () => {
    for (let round = 0; round < 50; round++) {
      const reading = Promise.all([byId(), byLabel(), byId(there)]);
      await Promise.all([reading, changed(there, { shelf: `S${round}` })]);
      expect((await byId())?.doc.shelf).toBe(`S${round}`);
    }
  });

  test('is not found any more under a unique value that it has lost, but under the new one', async () => {
    await byLabel();
    await changed(here, { label: 'N' });
    expect([await byLabel(), (await byLabel('N'))?.doc.id]).toEqual([undefined, 'b']);
    await here?.commit([insert(books, book('c', { label: 'L' }))]);
    expect((await byLabel())?.doc.id).toBe('c');
  });

  test('is gone when it was removed, by whomever, or has expired', async () => {
    await byId();
    await there?.commit([remove(books, (await byId(there)) as Stored<Book>)]);
    expect([await byId(), await byLabel()]).toEqual([undefined, undefined]);
    await here?.commit([insert(tickets, { id: 't', seat: '1', row: 'A', expiresAt: now + 10 })]);
    expect(await here?.get(tickets, 't')).toBeDefined();
    now += 10;
    expect(await here?.get(tickets, 't')).toBeUndefined();
  });

  test('stays what it was when a change of it is taken back', async () => {
    const was = (await byId()) as Stored<Book>;
    const ops = [update(books, was, { shelf: 'X' }), insert(books, book('b'))];
    await expect(here?.commit(ops)).rejects.toMatchObject({ code: 'store.conflict' });
    expect((await byId())?.doc.shelf).toBe('A');
  });
});
