import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { collections } from '../../src/store/collections.ts';
import { writeCursor } from '../../src/store/cursor.ts';
import { type AnyCollection, insert } from '../../src/store/port.ts';
import { queryOf } from '../../src/store/query.ts';
import { type Connection, connect } from '../../src/store/sqlite/connection.ts';
import { rangesOf } from '../../src/store/sqlite/find.ts';
import { type Migration, migrate, migrations } from '../../src/store/sqlite/migrations.ts';
import { indexOf } from '../../src/store/sqlite/tables.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { book, books, contractCollections, tickets } from './contract/collections.ts';

let database: TemporaryDatabase;
let connection: Connection;
beforeEach(async () => {
  database = await temporaryDatabase();
  await database.connect();
  connection = connect(database.path, 100);
});
afterEach(async () => {
  connection.close();
  await database.remove();
});

const version = (): unknown => connection.prepare('PRAGMA user_version').get()?.user_version;

describe('The schema of a SQLite database', () => {
  test('made by a newer release is refused and left alone', async () => {
    connection.exec('PRAGMA user_version = 99');
    await expect(database.connect()).rejects.toMatchObject({
      code: 'store.newer',
      details: { found: 99, known: migrations.length },
    });
    expect(version()).toBe(99);
  });

  test('made by an older release is brought forward, each step once and in order', async () => {
    const done: string[] = [];
    const step =
      (name: string): Migration =>
      () =>
        void done.push(name);
    const steps = [...migrations, step('first'), step('second')];
    await migrate(connection, collections, steps);
    await migrate(connection, collections, [...steps, step('third')]);
    await migrate(connection, collections, [...steps, step('third')]);
    expect(done).toEqual(['first', 'second', 'third']);
    expect(version()).toBe(migrations.length + 3);
  });

  test('stays as it was when a step fails', async () => {
    const steps: Migration[] = [
      ...migrations,
      (db) => db.exec('CREATE TABLE half (id TEXT)'),
      (db) => db.exec('CREATE TABLE half (id TEXT)'),
    ];
    await expect(migrate(connection, collections, steps)).rejects.toMatchObject({ code: 'store.down' });
    expect(version()).toBe(migrations.length);
    expect(connection.prepare(`SELECT name FROM sqlite_schema WHERE name = 'half'`).all()).toEqual([]);
  });

  test('gets a new collection and a new index at the next start, over what is there already', async () => {
    const plain: AnyCollection = { ...books, indexes: {} };
    const before = await database.connect({ collections: [plain] });
    await before.commit([insert(plain, book('b', { shelf: 'Z' }))]);
    const later = await database.connect({ collections: contractCollections });
    expect((await later.find(books, 'byShelf', ['Z'])).rows).toHaveLength(1);
    expect(await later.get(tickets, 't')).toBeUndefined();
  });

  test('a collection that the store was opened without is a mistake of the program', async () => {
    const store = await database.connect();
    await expect(store.get(books, 'b')).rejects.toThrow('opened without books');
    await expect(store.commit([insert(books, book('b'))])).rejects.toThrow('opened without books');
  });

  test('a collection whose names do not fit into SQL is refused', async () => {
    const odd: AnyCollection = { ...books, name: 'books"; DROP TABLE sites; --' };
    await expect(database.connect({ collections: [odd] })).rejects.toThrow('plain word');
  });
});

describe('Every search of the product', () => {
  const searches = collections.flatMap((collection) =>
    Object.entries(collection.indexes).flatMap(([index, { fields }]) =>
      fields.map((_, length): [string, string, number] => [collection.name, index, length + 1]),
    ),
  );

  test.each(searches)('in %s %s with %i values goes straight through its index', (name, index, length) => {
    const collection = collections.find((each) => each.name === name) as AnyCollection;
    const declared = collection.indexes[index];
    if (declared === undefined) throw new Error(`no index ${index}`);
    const rest = declared.fields.length - length;
    const some = (count: number): string[] => Array.from({ length: count }, () => 'x');
    const prefix = some(length);
    const after = writeCursor([...some(rest), 'id']);
    const from = rest > 0 ? { from: 'x' } : {};
    for (const options of [{}, from, { after }, { ...from, after }]) {
      for (const { sql, values } of rangesOf(queryOf(collection, index, prefix, options), 0)) {
        const plan = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values, 10);
        const details = plan.map(({ detail }) => String(detail));
        const straight = `SEARCH ${name} USING INDEX ${indexOf(collection, declared).replaceAll('"', '')} (`;
        expect(details[0]).toContain(straight);
        // Only documents that share a unique value, which is null then, are left to be put in order.
        if (!declared.unique) expect(details).toHaveLength(1);
      }
    }
  });
});
