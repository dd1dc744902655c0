import { type AnyIndex, indexesOf } from '../indexes.ts';
import type { AnyCollection } from '../port.ts';
import type { Connection } from './connection.ts';

export function tableOf(collection: AnyCollection): string {
  return `"${collection.name}"`;
}

/** Column that SQLite generates from a field of the document. */
export function columnOf(field: string): string {
  return `"doc.${field}"`;
}

/** Named by its definition: an index that is declared differently is another index. */
export function indexOf(collection: AnyCollection, { fields, unique }: AnyIndex): string {
  return `"${collection.name}:${fields.join(',')}${unique ? ' unique' : ''}"`;
}

/**
 * Makes every table, generated column and index that is declared and missing. Takes nothing away: that is the
 * work of a migration, because a process of another release may still need it.
 */
export function makeMissing(connection: Connection, collections: readonly AnyCollection[]): void {
  for (const collection of collections) {
    checkNames(collection);
    const table = tableOf(collection);
    connection.exec(
      `CREATE TABLE IF NOT EXISTS ${table} (id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, doc TEXT NOT NULL)`,
    );
    const indexes = indexesOf(collection);
    makeColumns(connection, collection, new Set(indexes.flatMap(({ fields }) => fields)));
    for (const index of indexes) {
      const columns = index.fields.map(columnOf).join(', ');
      // The id makes the order within equal values part of the index; a unique index has no equal values.
      const definition = `${indexOf(collection, index)} ON ${table} (${columns}${index.unique ? '' : ', id'})`;
      connection.exec(`CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS ${definition}`);
    }
  }
}

function makeColumns(connection: Connection, collection: AnyCollection, fields: Set<string>): void {
  const known = connection.prepare(`SELECT name FROM pragma_table_xinfo(?)`).all(collection.name);
  const names = new Set(known.map(({ name }) => `"${name}"`));
  for (const field of fields) {
    if (names.has(columnOf(field))) continue;
    const column = `${columnOf(field)} GENERATED ALWAYS AS (json_extract(doc, '$.${field}')) VIRTUAL`;
    connection.exec(`ALTER TABLE ${tableOf(collection)} ADD COLUMN ${column}`);
  }
}

/** Names stand in SQL text as they are. */
function checkNames(collection: AnyCollection): void {
  const fields = indexesOf(collection).flatMap((index) => index.fields);
  const isFit = /^[a-z][a-z-]*$/.test(collection.name) && fields.every((field) => /^[a-z]\w*$/i.test(field));
  if (!isFit)
    throw new TypeError(`collection ${collection.name}: its name or an index field is not a plain word`);
}
