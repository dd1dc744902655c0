import { describe, expect, test } from '@jest/globals';
import { nextReading, type ProgressReading } from '../../src/domain/progress-reading.ts';
import { day } from '../../src/runtime/clock.ts';

const known: ProgressReading = { scope: 's', people: 'p', progress: 'q', cursor: 7, fullAt: 1000 };
const marks = { people: 'p', progress: 'q' };
const next = (
  changed: Partial<Parameters<typeof nextReading>[1]>,
  before: ProgressReading | undefined = known,
) => nextReading(before, { scope: 's', marks, now: 1000 + day - 1, ...changed });

describe('After an earlier reading of progress', () => {
  test('equal marks mean that nothing has to be read', () => {
    expect(next({})).toEqual({ kind: 'nothing' });
  });

  test('another mark of progress means those who changed since the cursor', () => {
    expect(next({ marks: { ...marks, progress: 'r' } })).toEqual({ kind: 'changed', since: 7 });
  });

  test.each([
    ['other people in the course', { marks: { ...marks, people: 'o' } }],
    ['other people or activities asked for', { scope: 't' }],
    ['a Moodle that gives no marks', { marks: undefined }],
    ['a day after everybody was read', { now: 1000 + day }],
  ])('everybody is read: %s', (_why, changed) => {
    expect(next(changed)).toEqual({ kind: 'all' });
  });

  test('everybody is read the first time', () => {
    expect(nextReading(undefined, { scope: 's', marks, now: 0 })).toEqual({ kind: 'all' });
  });
});
