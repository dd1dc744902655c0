import { type Connection, type Model, type mongo, Schema } from 'mongoose';
import { type AnyIndex, indexesOf } from '../indexes.ts';
import type { AnyCollection } from '../port.ts';
import { type Field, fieldsOf } from './fields.ts';

/** A document as MongoDB keeps it: `_id` in place of `id`, its version, and who claimed it last. */
export interface Row {
  _id: string;
  _version: number;
  _claim?: string;
  [field: string]: unknown;
}

export interface MongoCollection {
  declared: AnyCollection;
  model: Model<Row>;
  /** What a search by this declaration goes through. */
  search(index: AnyIndex): Search;
}

/** An index by its name, and its order. */
export interface Search {
  hint: string;
  order: Record<string, 1>;
}

const types = { string: String, number: Number, boolean: Boolean, nested: Schema.Types.Mixed };
const bsonTypes = { string: 'string', number: 'number', boolean: 'bool' };

/** The model of a collection, with the fields of its zod schema and no others. */
export function modelOf(connection: Connection, declared: AnyCollection): MongoCollection {
  const { id: _, ...fields } = fieldsOf(declared);
  const schema = new Schema<Row>(
    {
      _id: { type: String, required: true },
      _version: { type: Number, required: true },
      _claim: String,
      ...Object.fromEntries(Object.entries(fields).map(([name, { type }]) => [name, types[type]])),
    },
    // Empty objects are kept, and the version is ours.
    { collection: declared.name, strict: 'throw', minimize: false, versionKey: false, id: false },
  );
  const model = connection.model<Row>(declared.name, schema);
  const isPlain = (index: AnyIndex): boolean =>
    index.unique === true && !index.fields.some((field) => fields[field]?.isNullable);
  return {
    declared,
    model,
    search(index) {
      if (index.fields.length === 0) return { hint: '_id_', order: { _id: 1 } };
      // Where all values differ, the id would add nothing to the order, and is not in the index.
      if (isPlain(index)) return { hint: uniqueName(index), order: orderOf(index.fields) };
      return { hint: index.fields.join(','), order: orderOf([...index.fields, '_id']) };
    },
  };
}

function orderOf(fields: readonly string[]): Record<string, 1> {
  return Object.fromEntries(fields.map((field) => [field, 1]));
}

/** Makes the collection's indexes that are missing, and with them the collection. Takes nothing away. */
export async function makeIndexes({ declared, model }: MongoCollection): Promise<void> {
  const fields = fieldsOf(declared);
  const specifications = indexesOf(declared).flatMap((index) => specificationsOf(index, fields));
  if (specifications.length > 0) await model.collection.createIndexes(specifications);
}

/**
 * Null is no value: where a unique field may be null, one index holds documents with a value apart from each other,
 * and another, of all documents, serves searches, which MongoDB would not send through the first.
 */
function specificationsOf(index: AnyIndex, fields: Record<string, Field>): mongo.IndexDescription[] {
  const key = orderOf(index.fields);
  const search = { key: orderOf([...index.fields, '_id']), name: index.fields.join(',') };
  if (!index.unique) return [search];
  const unique = { key, name: uniqueName(index), unique: true };
  const nullable = index.fields.filter((field) => fields[field]?.isNullable);
  if (nullable.length === 0) return [unique];
  const filters = nullable.map((field) => [field, { $type: bsonTypeOf(fields[field], field) }]);
  return [search, { ...unique, partialFilterExpression: Object.fromEntries(filters) }];
}

function uniqueName({ fields }: AnyIndex): string {
  return `${fields.join(',')} unique`;
}

function bsonTypeOf(field: Field | undefined, name: string): string {
  const type = field?.type ?? 'nested';
  if (type === 'nested') throw new TypeError(`index field ${name} is no plain field`);
  return bsonTypes[type];
}
