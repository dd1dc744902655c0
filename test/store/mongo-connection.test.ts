import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { insert, type Store } from '../../src/store/port.ts';
import { describeOnStandIn, type StandIn, startStandIn } from '../support/mongo.ts';
import { book, books, contractCollections } from './contract/collections.ts';

describeOnStandIn('A MongoDB server', () => {
  let server: StandIn;
  let store: Store;

  beforeEach(async () => {
    server = await startStandIn();
    store = await opened(server.url);
    await store.commit([insert(books, book('b')), insert(books, book('c'))]);
  });
  afterEach(async () => {
    await store.close();
    await server.stop();
  });

  function opened(address: string): Promise<Store> {
    const url = `${address}${address.includes('?') ? '&' : '?'}heartbeatFrequencyMS=500`;
    return openMongoStore({ url, collections: contractCollections, clock: Date.now, patienceMs: 1000 });
  }

  /** Asks until there is an answer again, without a new store. */
  async function isBack(): Promise<void> {
    for (let left = 10; ; left -= 1) {
      try {
        await store.get(books, 'b');
        return;
      } catch (error) {
        if (left === 0) throw error;
      }
    }
  }

  const operations: [string, () => Promise<unknown>][] = [
    ['reading', () => store.get(books, 'b')],
    ['searching', () => store.find(books, 'byShelf', ['A'])],
    ['one change', () => store.commit([insert(books, book('one'))])],
    ['several changes', () => store.commit([insert(books, book('d')), insert(books, book('e'))])],
    ['sweeping', () => store.sweep()],
  ];

  test('that goes away is reported as down by every operation, and used again when it is back', async () => {
    await server.stop();
    for (const [name, operation] of operations) {
      const outcome = await operation().then(
        () => 'done',
        (error: { code?: string }) => error.code,
      );
      expect([name, outcome]).toEqual([name, 'store.down']);
    }
    // It has forgotten everything: its memory was all it had.
    server = await startStandIn({ port: server.port });
    await isBack();
    for (const [, operation] of operations) await operation();
    const { rows } = await store.find(books, 'byShelf', ['A']);
    expect(rows.map(({ doc }) => doc.id)).toEqual(['d', 'e', 'one']);
  });

  test('that hangs is reported within the time given; nothing is lost when it answers again', async () => {
    await server.hold();
    const hanging = { code: expect.stringMatching(/^store\.(busy|down)$/) };
    for (const [, operation] of operations.slice(0, 2))
      await expect(operation()).rejects.toMatchObject(hanging);
    server.goOn();
    await isBack();
    expect(await store.get(books, 'b')).toBeDefined();
    for (const [, operation] of operations) await operation();
  });

  test('that is not there at the start ends the start', async () => {
    await server.stop();
    await expect(opened(server.url)).rejects.toMatchObject({ code: 'store.down' });
  });

  test('that is no member of a replica set is refused: it has no transactions', async () => {
    const alone = await startStandIn({ isAlone: true });
    await expect(opened(alone.url)).rejects.toMatchObject({
      code: 'store.down',
      cause: { message: expect.stringContaining('replica set') },
    });
    await alone.stop();
  });
});
