import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { collections } from '../../src/store/collections.ts';
import { eraseAccount, exportAccount } from '../../src/store/personal-data.ts';
import { type AnyCollection, insert, type Op, type Store, update } from '../../src/store/port.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { fieldNames, sampleOf, takesText } from '../support/store-fields.ts';
import { everyPage } from './contract/ground.ts';

const letterSchema = z.object({
  id: z.string(),
  createdBy: z.string().nullable(),
  usedBy: z.string().nullable(),
  text: z.string(),
});
const letters = {
  name: 'letters',
  schema: letterSchema,
  indexes: {
    byCreator: { fields: ['createdBy'] },
    byUser: { fields: ['usedBy', 'text'] },
    byText: { fields: ['text'] },
  },
  personalData: {
    owners: ['createdBy', 'usedBy'],
    purpose: 'Zweck',
    retention: 'Frist',
    export: ({ text }) => ({ text }),
    erase: (doc, account) => ({
      ...doc,
      createdBy: doc.createdBy === account ? null : doc.createdBy,
      usedBy: doc.usedBy === account ? null : doc.usedBy,
    }),
  },
} satisfies AnyCollection & { schema: typeof letterSchema };

let database: TemporaryDatabase;
let now: number;
beforeEach(async () => {
  database = await temporaryDatabase({ clock: () => now });
  now = 1_800_000_000_000;
});
afterEach(() => database.remove());

const person = 'account-of-the-person';
const ownersOf = ({ personalData }: AnyCollection): string[] =>
  personalData === 'none' ? [] : [...personalData.owners];

/** A document in every collection of the product for every owner it may have: the person's, and another's. */
async function fillProduct(store: Store): Promise<void> {
  for (const collection of collections) {
    for (const owner of ownersOf(collection)) {
      for (const account of [person, 'another']) {
        // Unique texts keep the samples apart where an index is unique.
        const apart = Object.values(collection.indexes).flatMap(({ unique, fields }) =>
          unique ? fields.filter((field) => takesText(collection, field)) : [],
        );
        const texts = Object.fromEntries(apart.map((field) => [field, `${owner} ${account}`]));
        const noOwners = Object.fromEntries(ownersOf(collection).map((field) => [field, 'somebody-else']));
        const fields = { ...texts, ...noOwners, id: `${owner} ${account}`, [owner]: account };
        await store.commit([insert(collection, sampleOf(collection, fields))]);
      }
    }
  }
}

async function everything(store: Store): Promise<string> {
  const found: unknown[] = [];
  for (const collection of collections) {
    for (const account of [person, 'another']) found.push(await store.get(collection, account));
    for (const index of Object.keys(collection.indexes))
      found.push(await everyPage(store, collection, index, []));
  }
  return JSON.stringify(found);
}

describe('The data of a person', () => {
  test('are shown from every collection of the product, with purpose and retention', async () => {
    const store = await database.connect();
    await fillProduct(store);
    const exported = await exportAccount(store, collections, person);
    const holding = collections.filter(({ personalData }) => personalData !== 'none');
    expect(Object.keys(exported).sort()).toEqual(holding.map(({ name }) => name).sort());
    for (const collection of holding) {
      if (collection.personalData === 'none') continue;
      const { purpose, retention, owners } = collection.personalData;
      expect(exported[collection.name]).toMatchObject({ purpose, retention });
      expect(exported[collection.name]?.entries).toHaveLength(owners.length);
    }
    expect(JSON.stringify(exported)).not.toContain('another');
  });

  test('of somebody unknown are none, and the collections are shown all the same', async () => {
    const exported = await exportAccount(await database.connect(), collections, 'nobody');
    expect(Object.values(exported).every(({ entries }) => entries.length === 0)).toBe(true);
    expect(Object.keys(exported)).toContain('accounts');
  });

  test('are gone from every collection of the product after an erasure, and nobody else has lost anything', async () => {
    const store = await database.connect();
    await fillProduct(store);
    const others = await exportAccount(store, collections, 'another');
    const owners = collections.flatMap(ownersOf);
    expect(await everything(store)).toContain(`"${person}"`);
    expect(await eraseAccount(store, collections, person)).toBe(owners.length);
    expect(await everything(store)).not.toContain(`"${person}"`);
    expect(await exportAccount(store, collections, 'another')).toEqual(others);
    expect(await eraseAccount(store, collections, person)).toBe(0);
  });

  test('are shown and erased completely where there are thousands, each document once', async () => {
    const store = await database.connect({ collections: [letters] });
    const letter = (at: number): Op => {
      const text = String(at);
      return insert(letters, { id: `l${at}`, text, createdBy: at % 2 ? person : 'another', usedBy: person });
    };
    for (const start of [0, 800, 1600]) {
      await store.commit(Array.from({ length: 800 }, (_, at) => letter(start + at)));
    }
    const exported = await exportAccount(store, [letters], person);
    const texts = exported.letters?.entries.map(({ text }) => text);
    expect(texts).toHaveLength(2400);
    expect(new Set(texts).size).toBe(2400);
    expect(await eraseAccount(store, [letters], person)).toBe(2400);
    const left = await everyPage(store, letters, 'byText', [], { limit: 500 });
    expect(left).toHaveLength(2400);
    expect(JSON.stringify(left)).not.toContain(person);
    expect(left.filter(({ createdBy }) => createdBy === 'another')).toHaveLength(1200);
  });

  test('are erased completely although others change the same documents meanwhile', async () => {
    const store = await database.connect({ collections: [letters] });
    const ids = Array.from({ length: 40 }, (_, at) => `l${at}`);
    await store.commit(ids.map((id) => insert(letters, { id, text: '', createdBy: person, usedBy: null })));
    let disturbances = 0;
    const disturbed: Store = {
      ...store,
      async commit(ops) {
        const was = disturbances < 7 ? await store.get(letters, 'l5') : undefined;
        disturbances += 1;
        if (was) await store.commit([update(letters, was, { text: `changed ${disturbances}` })]);
        return store.commit(ops);
      },
    };
    expect(await eraseAccount(disturbed, [letters], person)).toBe(40);
    expect(disturbances).toBeGreaterThan(7);
    expect((await store.get(letters, 'l5'))?.doc).toEqual({
      id: 'l5',
      text: 'changed 7',
      createdBy: null,
      usedBy: null,
    });
    expect((await store.find(letters, 'byCreator', [person])).rows).toEqual([]);
  });

  test('that have expired are erased for good, too', async () => {
    const store = await database.connect();
    const session = collections.find(({ name }) => name === 'sessions') as AnyCollection;
    expect(fieldNames(session)).toContain('accountId');
    await store.commit([insert(session, sampleOf(session, { accountId: person, expiresAt: now + 10 }))]);
    now += 10;
    await eraseAccount(store, collections, person);
    now = 0;
    expect((await store.find(session, 'byAccount', [person])).rows).toEqual([]);
  });

  test('are never taken for erased while a document still names the person', async () => {
    const store = await database.connect({ collections: [letters] });
    await store.commit([insert(letters, { id: 'l', text: '', createdBy: person, usedBy: null })]);
    const forgetful: AnyCollection = {
      ...letters,
      personalData: { ...letters.personalData, erase: (doc) => doc },
    };
    await expect(eraseAccount(store, [forgetful], person)).rejects.toThrow('still names the person');
  });
});
