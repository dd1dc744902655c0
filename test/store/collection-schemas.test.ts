import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { collections } from '../../src/store/collections.ts';

/** @throws Error for a type that JSON does not have; whether something in it may be anything at all. */
function takesAnything(schema: z.ZodType): boolean {
  const seen = JSON.stringify(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'throw' }));
  return /:\{\}|\[\{\}/.test(seen);
}

describe('The schema of a collection', () => {
  test.each(collections.map(({ name, schema }) => [name, schema] as const))(
    'lets through only what JSON brings back unchanged: %s',
    (_name, schema) => {
      expect(takesAnything(schema)).toBe(false);
    },
  );

  test.each([
    ['a date', z.date()],
    ['a number of any size', z.bigint()],
    ['a map', z.map(z.string(), z.string())],
  ])('would be refused with %s', (_what, field) => {
    expect(() => takesAnything(z.object({ id: z.string(), field }))).toThrow();
  });

  test.each([
    ['anything', z.unknown()],
    ['a list of anything', z.array(z.any())],
    ['a record of anything', z.record(z.string(), z.unknown())],
  ])('would be refused with %s', (_what, field) => {
    expect(takesAnything(z.object({ id: z.string(), field }))).toBe(true);
  });
});
