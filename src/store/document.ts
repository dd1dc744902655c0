import { randomInt } from 'node:crypto';
import type { AnyCollection } from './port.ts';

/** A document as it may be written: what its schema made of it, as JSON. */
export interface CheckedDocument {
  doc: { id: string } & Record<string, unknown>;
  json: string;
}

/**
 * Checks a document before anything is written. Every adapter calls it for every document.
 *
 * @throws TypeError for a document that its schema refuses, that has a field its schema does not know (at any
 * depth), or that JSON would change: all three are programming errors. The message names paths, never values.
 */
export function checkedDocument(collection: AnyCollection, given: { id: string }): CheckedDocument {
  const result = collection.schema.safeParse(given);
  if (!result.success) {
    const paths = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`);
    throw new TypeError(`document of ${collection.name} refused: ${paths.join(', ')}`);
  }
  const json = jsonOf(result.data);
  const doc = JSON.parse(json) as CheckedDocument['doc'];
  const stray = strayPath(given, doc);
  if (stray !== undefined) throw new TypeError(`document of ${collection.name} refused: ${stray}: stray`);
  return { doc, json };
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

/** Path of the first thing in `given` that did not come through the schema and JSON. */
function strayPath(given: unknown, kept: unknown, path = ''): string | undefined {
  if (given === undefined) return undefined;
  if (typeof given !== typeof kept || (given === null) !== (kept === null)) return path;
  if (typeof given !== 'object' || given === null) return undefined;
  if (Array.isArray(given) && given.length !== (kept as unknown[]).length) return path;
  for (const [key, value] of Object.entries(given)) {
    const inner = strayPath(
      value,
      (kept as Record<string, unknown>)[key],
      path === '' ? key : `${path}.${key}`,
    );
    if (inner !== undefined) return inner;
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
