import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { collections } from '../../src/store/collections.ts';
import { indexesOf } from '../../src/store/indexes.ts';
import { connect } from '../../src/store/mongo/connection.ts';
import { fieldsOf } from '../../src/store/mongo/fields.ts';
import { type Migration, migrate } from '../../src/store/mongo/migrations.ts';
import { modelOf } from '../../src/store/mongo/model.ts';
import { type AnyCollection, insert } from '../../src/store/port.ts';
import { describeOnMongo, type MongoServer, startMongo, temporaryMongoDatabase } from '../support/mongo.ts';
import { book, books, contractCollections } from './contract/collections.ts';

describeOnMongo('The schema of a MongoDB database', () => {
  let server: MongoServer;
  let database: ReturnType<typeof temporaryMongoDatabase>;
  let connection: Connection;
  beforeAll(async () => {
    server = await startMongo();
  });
  beforeEach(async () => {
    database = temporaryMongoDatabase(server);
    connection = await connect(database.url);
  });
  afterEach(async () => {
    await connection.close();
    await database.remove();
  });
  afterAll(() => server.stop());

  const version = async (): Promise<unknown> => (await connection.collection('schema').findOne({}))?.version;

  test('has every index that the collections declare, unique where they say so', async () => {
    await database.connect();
    for (const collection of collections) {
      const made = await connection.collection(collection.name).listIndexes().toArray();
      const names = made.map(({ key, unique }) => {
        const fields = Object.keys(key).filter((field) => field !== '_id');
        return `${fields.join(',')}${unique && fields.length > 0 ? ' unique' : ''}`;
      });
      const wanted = indexesOf(collection).map(
        ({ fields, unique }) => `${fields.join(',')}${unique ? ' unique' : ''}`,
      );
      expect(names).toEqual(expect.arrayContaining(wanted));
    }
  });

  test('made by a newer release is refused and left alone', async () => {
    await database.connect();
    await connection.collection('schema').updateOne({}, { $set: { version: 99 } });
    await expect(database.connect()).rejects.toMatchObject({ code: 'store.newer', details: { found: 99 } });
    expect(await version()).toBe(99);
  });

  test('made by an older release is brought forward, each step once and in order; a new one has none to take', async () => {
    const done: string[] = [];
    const step =
      (name: string): Migration =>
      async () =>
        void done.push(name);
    await migrate(connection, []);
    await migrate(connection, [step('first'), step('second')]);
    await migrate(connection, [step('first'), step('second'), step('third')]);
    expect([done, await version()]).toEqual([['first', 'second', 'third'], 4]);
    const fresh = await connect(server.freshUrl());
    await migrate(fresh, [step('needless')]);
    expect(done).toHaveLength(3);
    await fresh.close();
  });

  test('goes on with the step that failed', async () => {
    await migrate(connection, []);
    let isBroken = true;
    const steps: Migration[] = [
      async () => undefined,
      async () => {
        if (isBroken) throw new Error('broken off');
      },
    ];
    await expect(migrate(connection, steps)).rejects.toThrow('broken off');
    expect(await version()).toBe(2);
    isBroken = false;
    await migrate(connection, steps);
    expect(await version()).toBe(3);
  });

  test('takes no condition from outside for a search, not even past the port', async () => {
    const store = await database.connect({ collections: contractCollections });
    await store.commit([insert(books, book('b'))]);
    const { model } = modelOf(connection, books);
    expect(await model.find({ shelf: 'A' })).toHaveLength(1);
    await expect(model.find({ shelf: { $gt: '' } })).rejects.toThrow('Cast to string failed');
    await expect(model.find({ colour: 'red' })).rejects.toThrow('not in schema');
  });
});

describe('The fields of a MongoDB document', () => {
  const collection = (schema: z.ZodType<{ id: string }>): AnyCollection => ({ ...books, schema });

  test('are those of the collection, with their types', () => {
    const declared = z.object({
      id: z.string(),
      kind: z.enum(['a', 'b']),
      count: z.number().int().nullable(),
      isOpen: z.boolean().optional(),
      list: z.array(z.string()),
      either: z.union([z.string(), z.number()]),
    });
    expect(fieldsOf(collection(declared))).toEqual({
      id: { type: 'string', isNullable: false },
      kind: { type: 'string', isNullable: false },
      count: { type: 'number', isNullable: true },
      isOpen: { type: 'boolean', isNullable: true },
      list: { type: 'nested', isNullable: false },
      either: { type: 'nested', isNullable: false },
    });
  });

  test('are those of every kind, where documents are of several kinds', () => {
    const one = z.object({ id: z.string(), kind: z.literal('one'), text: z.string() });
    const two = z.object({ id: z.string(), kind: z.literal('two'), count: z.number() });
    expect(fieldsOf(collection(z.discriminatedUnion('kind', [one, two])))).toEqual({
      id: { type: 'string', isNullable: false },
      kind: { type: 'string', isNullable: false },
      text: { type: 'string', isNullable: true },
      count: { type: 'number', isNullable: true },
    });
  });

  test('of every index of the product are plain', () => {
    const odd = collections.flatMap((each) => {
      const fields = { ...fieldsOf(each) };
      const used = indexesOf(each).flatMap((index) => index.fields);
      return used
        .filter((field) => (fields[field]?.type ?? 'nested') === 'nested')
        .map((f) => `${each.name} ${f}`);
    });
    expect(odd).toEqual([]);
  });
});
