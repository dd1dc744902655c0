import { randomInt } from 'node:crypto';

const steps = 2 ** 32;

/** A number from 0 (inclusive) to 1 (exclusive) that nobody can foresee. */
export function chance(): number {
  return randomInt(steps) / steps;
}
