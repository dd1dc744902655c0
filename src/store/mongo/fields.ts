import { z } from 'zod';
import type { AnyCollection } from '../port.ts';

/** What a field of a document may hold, as the collection's zod schema declares it. */
export interface Field {
  /** `nested`: an object, a list, or more than one type. */
  type: 'string' | 'number' | 'boolean' | 'nested';
  /** Whether it may be null or missing. */
  isNullable: boolean;
}

interface Json {
  type?: string | string[];
  anyOf?: Json[];
  oneOf?: Json[];
  properties?: Record<string, Json>;
  required?: string[];
}

/** The fields of a collection's documents, by name, `id` among them. */
export function fieldsOf({ schema }: AnyCollection): Record<string, Field> {
  const variants = variantsOf(z.toJSONSchema(schema, { unrepresentable: 'any' }) as Json);
  const names = new Set(variants.flatMap(({ properties }) => Object.keys(properties ?? {})));
  return Object.fromEntries([...names].map((name) => [name, fieldOf(variants, name)]));
}

/** One for each kind of document, where a schema is a union of several. */
function variantsOf(schema: Json): Json[] {
  const kinds = schema.anyOf ?? schema.oneOf;
  return kinds ? kinds.flatMap(variantsOf) : [schema];
}

function fieldOf(documents: readonly Json[], name: string): Field {
  const isOptional = documents.some(({ required }) => !required?.includes(name));
  const declared = documents.map(({ properties }) => properties?.[name]).filter((each) => each !== undefined);
  const types = new Set(declared.flatMap(variantsOf).flatMap(({ type }) => type));
  const isNullable = types.delete('null') || isOptional;
  const [type] = types;
  if (types.size !== 1) return { type: 'nested', isNullable };
  if (type === 'string' || type === 'boolean') return { type, isNullable };
  return { type: type === 'integer' || type === 'number' ? 'number' : 'nested', isNullable };
}
