import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { copyEverything, copyStore } from '../../src/commands/store-copy.ts';
import { accounts } from '../../src/store/account.ts';
import { collections } from '../../src/store/collections.ts';
import { contentOf } from '../../src/store/copy.ts';
import { usedNonces } from '../../src/store/one-time.ts';
import { insert, remove, type Store, update } from '../../src/store/port.ts';
import { describeOnMongo, type MongoServer, startMongo, temporaryMongoDatabase } from '../support/mongo.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';

const now = 1_800_000_000_000;
const clock = (): number => now;
const account = (id: string, sub = id) => ({
  ...{ id, siteId: 's', sub, displayName: `Name ${id}`, locale: 'de' },
  ...{ firstSeenAt: 1, lastSeenAt: 2 },
});

describeOnMongo('A copy of a store', () => {
  let server: MongoServer;
  let file: TemporaryDatabase;
  let source: Store;
  let printed: string[];
  let from: string;
  let to: string;

  beforeAll(async () => {
    server = await startMongo();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    printed = [];
    file = await temporaryDatabase({ clock });
    source = await file.connect();
    from = `sqlite:${file.path}`;
    to = server.freshUrl();
    const people = Array.from({ length: 1100 }, (_, at) => insert(accounts, account(`a${at}`)));
    await source.commit(people.slice(0, 1000));
    await source.commit(people.slice(1000));
    const nonces = [now + 1, now].map((expiresAt) => insert(usedNonces, { id: randomUUID(), expiresAt }));
    await source.commit(nonces);
  });
  afterEach(() => file.remove());

  const copy = (more: { from?: string; to?: string; isContinued?: boolean } = {}): Promise<void> =>
    copyStore({ from, to, isContinued: false, ...more }, clock, (line) => void printed.push(line));
  const contents = (store: Store) => Promise.all(collections.map((each) => contentOf(store, each)));
  const target = async (work: (store: Store) => Promise<void>): Promise<void> => {
    const database = temporaryMongoDatabase({ ...server, freshUrl: () => to }, { clock });
    const store = await database.connect();
    await work(store);
    await store.close();
  };

  test('goes from SQLite to MongoDB and back, every document of every collection but what has expired', async () => {
    await copy();
    expect(printed.at(-1)).toBe(`Copied and compared: 1101 documents in ${collections.length} collections.`);
    await target(async (store) => expect(await contents(store)).toEqual(await contents(source)));
    const second = await temporaryDatabase({ clock });
    await copy({ from: to, to: `sqlite:${second.path}` });
    expect(await contents(await second.connect())).toEqual(await contents(source));
    await second.remove();
  });

  test('goes into an empty store only; one that was broken off goes on', async () => {
    await copy();
    await target(async (store) => {
      const rows = (await store.find(accounts, 'bySub', ['s'], { limit: 3 })).rows;
      const [gone, changed, swapped] = rows;
      if (!gone || !changed || !swapped) throw new Error('nothing was copied');
      await store.commit([remove(accounts, gone)]);
      await store.commit([update(accounts, changed, { displayName: 'an older name' })]);
      // Somebody only the target knows keeps a unique value that the source needs.
      await store.commit([remove(accounts, swapped)]);
      await store.commit([insert(accounts, account('zzz', swapped.doc.sub))]);
    });
    await expect(copy()).rejects.toMatchObject({ code: 'copy.target-not-empty' });
    await copy({ isContinued: true });
    await target(async (store) => expect(await contents(store)).toEqual(await contents(source)));
  });

  test('says so when the two do not come out equal', async () => {
    await target(async (store) => {
      const forgetful: Store = {
        ...store,
        commit: (ops) => store.commit(ops.filter((op) => op.kind !== 'insert' || op.doc.id !== 'a5')),
      };
      await expect(copyEverything(source, forgetful, () => undefined)).rejects.toMatchObject({
        code: 'copy.differs',
        details: { collection: 'accounts', source: 1100, target: 1099 },
      });
    });
  });

  test('needs a source that is there, and a target that is another', async () => {
    await expect(copy({ from: 'sqlite:/nowhere/at/all.db' })).rejects.toMatchObject({
      code: 'copy.source-missing',
    });
    await expect(copy({ to: from })).rejects.toMatchObject({ code: 'copy.same-store' });
  });
});
