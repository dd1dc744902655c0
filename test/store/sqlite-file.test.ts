import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { insert, remove } from '../../src/store/port.ts';
import { connect } from '../../src/store/sqlite/connection.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { book, books, contractCollections } from './contract/collections.ts';

let database: TemporaryDatabase;
beforeEach(async () => {
  database = await temporaryDatabase({ collections: contractCollections, waitMs: 30 });
});
afterEach(() => database.remove());

/** Another program that holds the database for itself, until it is closed. */
function holder(): DatabaseSync {
  const other = new DatabaseSync(database.path, { timeout: 0 });
  other.exec('BEGIN IMMEDIATE');
  return other;
}

describe('The SQLite file', () => {
  test('is made with its folder, and only its owner may read it', async () => {
    const store = await database.connect();
    await store.commit([insert(books, book('b'))]);
    const mode = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
    expect(await mode(dirname(database.path))).toBe(0o700);
    for (const end of ['', '-wal', '-shm']) expect(await mode(`${database.path}${end}`)).toBe(0o600);
  });

  test('keeps what was written when it is closed and opened again', async () => {
    const first = await database.connect();
    await first.commit([insert(books, book('b'))]);
    await first.close();
    expect((await (await database.connect()).get(books, 'b'))?.doc).toEqual(book('b'));
  });

  test('can be opened by many at the same time, also when it is new', async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => database.connect({ waitMs: 5000 })));
    await stores[0]?.commit([insert(books, book('b'))]);
    for (const store of stores) expect(await store.get(books, 'b')).toBeDefined();
  });

  test('is waited for while another program writes, and written when that one is done', async () => {
    const store = await database.connect({ waitMs: 5000 });
    const other = holder();
    const commit = store.commit([insert(books, book('b'))]);
    expect(await store.get(books, 'b')).toBeUndefined();
    other.exec('COMMIT');
    await commit;
    other.close();
    expect(await store.get(books, 'b')).toBeDefined();
  });

  test('that another program does not let go is reported as busy, and nothing is written', async () => {
    const store = await database.connect();
    const other = holder();
    const commit = store.commit([insert(books, book('b'))]);
    await expect(commit).rejects.toMatchObject({ code: 'store.busy', status: 503 });
    other.close();
    expect(await store.get(books, 'b')).toBeUndefined();
    await store.commit([insert(books, book('b'))]);
  });

  test('that is none, or has no place, is reported as down', async () => {
    const down = { code: 'store.down', status: 503 };
    await (await database.connect()).close();
    await writeFile(database.path, 'This is no database. '.repeat(300));
    await expect(database.connect()).rejects.toMatchObject(down);
    const options = {
      path: `${database.path}/below-a-file`,
      collections: contractCollections,
      clock: Date.now,
    };
    await expect(openSqliteStore(options)).rejects.toMatchObject(down);
  });

  test('that is full is reported as down; what was there stays, and smaller things still fit', async () => {
    const store = await database.connect();
    await store.commit([insert(books, book('b'))]);
    const full = connect(database.path, 30);
    full.exec('PRAGMA max_page_count = 1');
    const write = (id: string, length: number): Promise<unknown> =>
      full.write(() =>
        full
          .prepare(
            `INSERT INTO books (id, version, doc) VALUES (?, 1, json_object('id', ?, 'text', hex(zeroblob(?))))`,
          )
          .run(id, id, length),
      );
    await expect(write('long', 100_000)).rejects.toMatchObject({
      code: 'store.down',
      details: { sqlite: 13 },
    });
    await write('short', 10);
    full.close();
    expect(await store.get(books, 'long')).toBeUndefined();
    expect(await store.get(books, 'b')).toBeDefined();
    expect(await store.get(books, 'short')).toBeDefined();
  });

  test('holds nothing of a removed document after it was closed', async () => {
    const store = await database.connect();
    const secret = 'Name einer Person';
    await store.commit([insert(books, book('b', { label: secret })), insert(books, book('c'))]);
    const was = await store.get(books, 'b');
    if (was === undefined) throw new Error('the book was not written');
    await store.commit([remove(books, was)]);
    await store.close();
    expect((await readFile(database.path)).includes(secret)).toBe(false);
  });
});
