import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { collections } from '../../src/store/collections.ts';
import type { AnyCollection } from '../../src/store/port.ts';
import { personalDataMistakes } from './personal-data-mistakes.ts';

const good: AnyCollection = {
  name: 'letters',
  schema: z.object({ id: z.string(), createdBy: z.string().nullable(), title: z.string() }),
  indexes: { byCreator: { fields: ['createdBy', 'title'] }, byTitle: { fields: ['title', 'createdBy'] } },
  personalData: {
    owners: ['createdBy'],
    purpose: 'Nachvollziehen, wer geschrieben hat.',
    retention: 'Ein Jahr.',
    export: ({ title }) => ({ title }),
    erase: 'remove',
  },
};
const personalData = good.personalData as Exclude<AnyCollection['personalData'], 'none'>;
const id = z.string();

describe('What a collection says about personal data', () => {
  test.each(collections.map((collection) => [collection.name, collection]))(
    'is in order for %s',
    (_, collection) => {
      expect(personalDataMistakes(collection as AnyCollection)).toEqual([]);
    },
  );

  test('is in order when nothing is missing, or when there is none', () => {
    expect(personalDataMistakes(good)).toEqual([]);
    const none: AnyCollection = { ...good, schema: z.object({ id }), indexes: {}, personalData: 'none' };
    expect(personalDataMistakes(none)).toEqual([]);
  });

  const fields = ['accountId', 'createdBy', 'boundBy', 'usedBy', 'displayName', 'email', 'sub'];
  test.each(fields)("may not be 'none' where documents have the field %s, however deep", (field) => {
    for (const schema of [
      z.object({ id, [field]: z.string() }),
      z.object({ id, people: z.array(z.object({ [field]: z.string().nullable() })) }),
      z.object({ id, byId: z.record(z.string(), z.object({ [field]: z.string() })) }),
      z.discriminatedUnion('kind', [
        z.object({ id, kind: z.literal('a') }),
        z.object({ id, kind: z.literal('b'), [field]: z.string().optional() }),
      ]),
    ]) {
      const none: AnyCollection = { ...good, schema, indexes: {}, personalData: 'none' };
      expect(personalDataMistakes(none)).toEqual([`has ${field}, but says 'none'`]);
    }
  });

  const withData = (changes: object): AnyCollection => ({
    ...good,
    personalData: { ...personalData, ...changes },
  });
  const wrong: [string, AnyCollection, string][] = [
    [
      'nothing at all',
      { ...good, personalData: undefined } as unknown as AnyCollection,
      'says nothing about personal data',
    ],
    ['no purpose', withData({ purpose: ' ' }), 'says no purpose'],
    ['no retention', withData({ retention: undefined }), 'says no retention'],
    ['no export', withData({ export: undefined }), 'says not what an export shows'],
    ['no erasure', withData({ erase: 'keep' }), 'says not what an erasure leaves'],
    [
      'an owner whose index begins with something else',
      { ...good, indexes: { byTitle: { fields: ['title', 'createdBy'] } } },
      'cannot be searched by its owner createdBy',
    ],
  ];
  test.each(wrong)('may not be %s', (_, collection, mistake) => {
    expect(personalDataMistakes(collection)).toEqual([mistake]);
  });

  test('has to name every field that holds an account, and only fields that exist', () => {
    expect(personalDataMistakes(withData({ owners: [] }))).toEqual([
      'names no owner',
      'has createdBy, which is no owner',
    ]);
    const { schema } = good;
    const second: AnyCollection = { ...good, schema: (schema as z.ZodObject).extend({ usedBy: id }) };
    expect(personalDataMistakes(second)).toEqual(['has usedBy, which is no owner']);
    expect(personalDataMistakes(withData({ owners: ['createdBy', 'writer'] }))).toEqual([
      'has no field writer',
      'cannot be searched by its owner writer',
    ]);
  });
});
