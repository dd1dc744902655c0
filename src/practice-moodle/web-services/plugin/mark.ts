import { createHash } from 'node:crypto';

/** A text that changes whenever the thing does. */
export function markOf(thing: unknown): string {
  return createHash('sha256').update(JSON.stringify(thing)).digest('hex').slice(0, 24);
}
