import { CodedError } from '../domain/errors.ts';
import type { IndexValue } from './port.ts';

/** Where a page ended: the values of the index fields after the prefix, then the id of its last document. */
export type Position = readonly [...IndexValue[], string];

/** `next` of a page: base64url of JSON. Opaque to callers, but neither secret nor signed. */
export function writeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** @throws CodedError `request.invalid`: a cursor travels through addresses, where people can change it. */
export function readCursor(cursor: string, length: number): Position {
  const position = parsed(cursor);
  if (isPosition(position) && position.length === length) return position;
  throw new CodedError('request.invalid', { parameter: 'after' });
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && value.every(isIndexValue) && typeof value.at(-1) === 'string';
}

function isIndexValue(value: unknown): value is IndexValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
