import { z } from 'zod';
import type { AnyCollection } from '../../src/store/port.ts';

/** What this support reads of a JSON schema (draft 2020-12, as zod writes it). */
interface FieldSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, FieldSchema>;
  required?: string[];
  items?: FieldSchema;
  additionalProperties?: FieldSchema | boolean;
  anyOf?: FieldSchema[];
  oneOf?: FieldSchema[];
  allOf?: FieldSchema[];
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  maximum?: number;
  format?: string;
}

function schemaOf(collection: AnyCollection): FieldSchema {
  return z.toJSONSchema(collection.schema, { io: 'input', reused: 'inline' }) as FieldSchema;
}

/** Names of all fields of a collection's documents, at any depth. */
export function fieldNames(collection: AnyCollection): Set<string> {
  const names = new Set<string>();
  const walk = (schema: FieldSchema): void => {
    for (const [name, inner] of Object.entries(schema.properties ?? {})) {
      names.add(name);
      walk(inner);
    }
    const { items, additionalProperties, anyOf = [], oneOf = [], allOf = [] } = schema;
    const more = [items, additionalProperties, ...anyOf, ...oneOf, ...allOf];
    for (const inner of more) if (typeof inner === 'object') walk(inner);
  };
  walk(schemaOf(collection));
  return names;
}

/** Some document that the collection's schema takes, with the given fields. Times lie far in the future. */
export function sampleOf(collection: AnyCollection, fields: Record<string, unknown>): { id: string } {
  const sample = { ...(sampleValue(schemaOf(collection)) as object), ...fields };
  return collection.schema.parse(sample);
}

function sampleValue(schema: FieldSchema): unknown {
  const { type, anyOf, oneOf, allOf, items, minLength = 0, minItems = 0, format, maximum = 4e12 } = schema;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const choice = anyOf?.[0] ?? oneOf?.[0] ?? allOf?.[0];
  if (choice !== undefined) return sampleValue(choice);
  if (type === 'string' && format === 'date') return '2030-01-01';
  if (type === 'string') return 'x'.repeat(Math.max(minLength, 1));
  if (type === 'integer' || type === 'number')
    return schema.exclusiveMinimum === undefined ? Math.min(4e12, maximum) : schema.exclusiveMinimum + 1;
  if (type === 'boolean') return false;
  if (type === 'array') return Array.from({ length: minItems }, () => sampleValue(items ?? {}));
  if (type !== 'object') return null;
  const required = (schema.required ?? []).map((name) => [
    name,
    sampleValue(schema.properties?.[name] ?? {}),
  ]);
  return Object.fromEntries(required);
}

/** Whether a field of a collection takes any text. */
export function takesText(collection: AnyCollection, field: string): boolean {
  const schema = schemaOf(collection).properties?.[field];
  const choices = schema?.anyOf ?? (schema ? [schema] : []);
  return choices.some((choice) => choice.type === 'string' && choice.enum === undefined);
}
