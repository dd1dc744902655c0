import { MoodleFailure } from './failure.ts';

const attempts = 4;

/**
 * A list that two readings in a row agree on. Moodle has no count for it: nothing but a second reading tells a whole
 * list from one that was cut, or changed meanwhile.
 *
 * @throws MoodleFailure `moodle.read-incomplete`
 */
export async function agreedIds(
  read: () => Promise<readonly number[]>,
  details: Record<string, number>,
): Promise<number[]> {
  let before: number[] | undefined;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const ids = [...(await read())].sort((a, b) => a - b);
    if (before && sameIds(before, ids) && new Set(ids).size === ids.length) return ids;
    before = ids;
  }
  throw new MoodleFailure('moodle.read-incomplete', { details });
}

export function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
