import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { folded, matchAccount } from '../../src/domain/account-match.ts';
import type { MoodleUser } from '../../src/domain/moodle-state.ts';

const user = (id: number, known: Partial<MoodleUser> = {}): MoodleUser => ({
  id,
  fullname: `U${id}`,
  ...known,
});
const text = fc.constantFrom('a', 'b', 'C', 'ä');
const aUser = fc.record({ idnumber: text, username: text, email: text }, { requiredKeys: [] });
const aPerson = fc.record(
  { moodleId: fc.integer({ min: 1, max: 5 }), idnumber: text, username: text, email: text },
  { requiredKeys: [] },
);

describe('A Moodle account for an imported person', () => {
  test('is found by the strongest identifier that any account has', () => {
    const users = [user(1, { idnumber: 'X1', email: 'one@example.org' }), user(2, { username: 'two' })];
    expect(matchAccount({ idnumber: 'x1' }, users)).toEqual({ kind: 'found', userId: 1, by: 'idnumber' });
    expect(matchAccount({ idnumber: 'gone', username: 'TWO' }, users)).toEqual({
      kind: 'found',
      userId: 2,
      by: 'username',
    });
    expect(matchAccount({ moodleId: 2, email: 'nobody@example.org' }, users)).toEqual({
      kind: 'found',
      userId: 2,
      by: 'moodleId',
    });
    expect(matchAccount({ idnumber: 'gone' }, users)).toEqual({ kind: 'none' });
    expect(matchAccount({}, users)).toEqual({ kind: 'none' });
  });

  test('is only proposed where nothing but the address agrees: a human confirms it', () => {
    expect(matchAccount({ email: 'One@Example.org' }, [user(1, { email: 'one@example.org' })])).toEqual({
      kind: 'confirm',
      userId: 1,
    });
  });

  test('is not guessed where two have the same, or where identifiers point to different people', () => {
    const twins = [user(1, { idnumber: 'X' }), user(2, { idnumber: 'X' })];
    expect(matchAccount({ idnumber: 'X' }, twins)).toEqual({ kind: 'several', userIds: [1, 2] });
    const others = [user(1, { idnumber: 'X' }), user(2, { email: 'b@example.org' })];
    expect(matchAccount({ idnumber: 'X', email: 'b@example.org' }, others)).toEqual({
      kind: 'several',
      userIds: [1, 2],
    });
  });

  test('is found whatever the case and the composition of letters', () => {
    expect(folded('Müller')).toBe(folded('MU\u0308LLER'));
    expect(folded('Straße')).toBe(folded('STRASSE'));
    expect(matchAccount({ username: 'Ju\u0308rgen' }, [user(1, { username: 'JÜRGEN' })])).toMatchObject({
      kind: 'found',
      userId: 1,
    });
  });

  test('does not depend on the order in which Moodle lists accounts, and is always one that agrees', () => {
    fc.assert(
      fc.property(aPerson, fc.array(aUser, { maxLength: 5 }), (person, some) => {
        const users = some.map((known, place) => user(place + 1, known));
        const match = matchAccount(person, users);
        expect(matchAccount(person, users.toReversed())).toEqual(match);
        if (match.kind === 'found') {
          const found = users.find(({ id }) => id === match.userId);
          const value = match.by === 'moodleId' ? found?.id : found?.[match.by];
          expect(folded(String(value))).toBe(folded(String(person[match.by])));
          expect(match.by).not.toBe('email');
        }
      }),
      { numRuns: 2000 },
    );
  });
});
