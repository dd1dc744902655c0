import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mostTaken, safeguard, type Taking } from '../../src/domain/safeguard.ts';

const harmless: Taking = { targets: [], sources: [], irreversible: 0, isComplete: true };
const one = (taken: number, size: number): Taking => ({
  ...harmless,
  targets: [{ target: 't', size, taken }],
});

describe('The safeguard', () => {
  test.each([
    [5, 12, 'run'],
    [6, 12, 'hold'],
    [5, 5, 'run'],
    [10, 200, 'run'],
    [11, 200, 'hold'],
    [500, 10_000, 'run'],
    [501, 10_000, 'hold'],
  ])('where %d of %d would lose something, says: %s', (taken, size, verdict) => {
    expect(safeguard(one(taken, size)).kind).toBe(verdict);
  });

  test('holds where many groups lose a few each, because together they are many', () => {
    const targets = Array.from({ length: 12 }, (_, place) => ({ target: `t${place}`, size: 20, taken: 4 }));
    const verdict = safeguard({ ...harmless, targets });
    expect(verdict).toEqual({ kind: 'hold', reasons: [{ code: 'all-lose-many', taken: 48, of: 240 }] });
  });

  test('holds where a source turned empty, even if nobody would lose anything, and says which', () => {
    const sources = [{ mappingId: 'm', now: 0, before: 3, isReviewed: true }];
    const reasons = [{ code: 'source-turned-empty', mappingId: 'm', before: 3 }];
    expect(safeguard({ ...harmless, sources })).toEqual({ kind: 'hold', reasons });
  });

  test('holds a mapping that nobody has reviewed, and steps that cannot be undone', () => {
    const sources = [{ mappingId: 'm', now: 4, before: 0, isReviewed: false }];
    expect(safeguard({ ...harmless, sources, irreversible: 2 })).toEqual({
      kind: 'hold',
      reasons: [
        { code: 'mapping-not-reviewed', mappingId: 'm' },
        { code: 'not-reversible', steps: 2 },
      ],
    });
  });

  test('refuses to take anything from anybody on what was not read completely', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 1000 }), (taken, size) => {
        expect(safeguard({ ...one(taken, size), isComplete: false }).kind).toBe('refuse');
      }),
    );
    expect(safeguard({ ...one(0, 10), isComplete: false }).kind).toBe('run');
  });

  test('never lets more than five people, or five in a hundred, lose something by itself', () => {
    const target = fc.record({ target: fc.string(), size: fc.nat(2000), taken: fc.nat(200) });
    fc.assert(
      fc.property(fc.array(target), (targets) => {
        if (safeguard({ ...harmless, targets }).kind !== 'run') return;
        const taken = targets.reduce((sum, each) => sum + each.taken, 0);
        const size = targets.reduce((sum, each) => sum + each.size, 0);
        expect(taken).toBeLessThanOrEqual(mostTaken(size));
        for (const each of targets) expect(each.taken).toBeLessThanOrEqual(Math.max(5, each.size * 0.05));
      }),
      { numRuns: 1000 },
    );
  });
});
