import { randomInt } from 'node:crypto';
import type { AnyCollection } from './port.ts';

/** A document as it may be written. */
export interface CheckedDocument {
  /** Well-formed Unicode, as everything in `json`. */
  id: string;
  /** What its schema made of it. */
  doc: Readonly<Record<string, unknown>>;
  /** The same as it is kept. */
  json: string;
}

/**
 * Checks a document before anything is written. Every adapter calls it for every document.
 *
 * @throws TypeError for a document that its schema refuses, or that has a field its schema does not know (at any
 * depth): both are programming errors. The message names paths, never values. What a schema lets through is JSON:
 * a test refuses a collection whose schema is of anything else.
 */
export function checkedDocument(collection: AnyCollection, given: { id: string }): CheckedDocument {
  const result = collection.schema.safeParse(given);
  if (!result.success) {
    const paths = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`);
    throw new TypeError(`document of ${collection.name} refused: ${paths.join(', ')}`);
  }
  const doc = result.data;
  const stray = strayPath(given, doc);
  if (stray !== undefined) throw new TypeError(`document of ${collection.name} refused: ${stray}: stray`);
  return { id: doc.id.toWellFormed(), doc, json: jsonOf(doc) };
}

/** Of a lone surrogate JSON writes the escape; asking for that is cheaper than asking every text. */
function jsonOf(data: unknown): string {
  const json = JSON.stringify(data);
  return /\\ud[89a-f]/.test(json) ? JSON.stringify(data, wellFormed) : json;
}

/** Half of a surrogate pair cannot be written as UTF-8, and would be found under no index value afterwards. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

/** Path of the first thing in `given` that did not come through the schema; the empty path is `given` itself. */
function strayPath(given: unknown, kept: unknown): string | undefined {
  if (given === undefined) return undefined;
  if (typeof given !== typeof kept || (given === null) !== (kept === null)) return '';
  if (typeof given !== 'object' || given === null) return undefined;
  if (Array.isArray(given) && given.length !== (kept as unknown[]).length) return '';
  for (const [key, value] of Object.entries(given)) {
    const inner = strayPath(value, (kept as Record<string, unknown>)[key]);
    if (inner !== undefined) return inner === '' ? key : `${key}.${inner}`;
  }
  return undefined;
}

/**
 * Version of a document at its insert. Random, so that a change meant for a removed document never hits
 * another one that was inserted under the same id since; below 2^47, so that it can grow.
 */
export function firstVersion(): number {
  return randomInt(1, 2 ** 47);
}
