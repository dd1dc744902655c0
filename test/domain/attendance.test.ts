import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attendanceChanges } from '../../src/domain/attendance.ts';
import { codeFrom } from '../../src/domain/check-in.ts';
import { hoursFrom, practiceFigures } from '../../src/domain/practice-entry.ts';

const people = ['a', 'b', 'c', 'd', 'e'];
const sheet = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });
const mapOf = (there: readonly boolean[]) => new Map(people.map((id, index) => [id, there[index] === true]));
const written = (stored: ReadonlyMap<string, boolean>, own: ReadonlyMap<string, boolean>) =>
  new Map([...stored, ...own]);

describe('a list of who was there', () => {
  test('filled in by two at once keeps what either of them changed', () => {
    fc.assert(
      fc.property(sheet, sheet, sheet, (start, one, two) => {
        const shown = mapOf(start);
        const first = attendanceChanges({ shown, sent: mapOf(one), stored: shown });
        const between = written(shown, first.own);
        const second = attendanceChanges({ shown, sent: mapOf(two), stored: between });
        const after = written(between, second.own);
        for (const [index, id] of people.entries()) {
          const isChanged = one[index] !== start[index] || two[index] !== start[index];
          expect(after.get(id)).toBe(isChanged ? !start[index] : start[index]);
          const isByOther = one[index] !== start[index] && two[index] === start[index];
          expect(second.others.includes(id)).toBe(isByOther);
        }
      }),
    );
  });

  test('does not touch who was not on it, and knows nobody who is not in the run', () => {
    const stored = new Map([['new', true]]);
    const sent = new Map([
      ['new', false],
      ['stranger', true],
    ]);
    expect(attendanceChanges({ shown: new Map([['stranger', false]]), sent, stored })).toEqual({
      own: new Map(),
      others: [],
    });
  });
});

describe('what people type', () => {
  test.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['012345', '012345'],
    ['１２３４５６', '123456'],
    ['12345', undefined],
    ['1234567', undefined],
    ['12345a', undefined],
    ['', undefined],
  ])('the code %j means %j', (typed, code) => {
    expect(codeFrom(typed)).toBe(code);
  });

  test.each([
    ['2', 2],
    ['2,5', 2.5],
    ['2.5', 2.5],
    [' 0,25 ', 0.25],
    ['24', 24],
    ['24,01', undefined],
    ['0', undefined],
    ['0,00', undefined],
    ['-1', undefined],
    ['1e1', undefined],
    ['zwei', undefined],
    ['', undefined],
    ['1.000,5', undefined],
  ])('%j as hours means %p', (typed, hours) => {
    expect(hoursFrom(typed)).toBe(hours);
  });

  test('hours add up without the dust of binary fractions', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2400 }), { maxLength: 50 }), (hundredths) => {
        const { events, hours } = practiceFigures(hundredths.map((one) => ({ hours: one / 100 })));
        expect(events).toBe(hundredths.length);
        expect(hours).toBe(hundredths.reduce((sum, one) => sum + one, 0) / 100);
      }),
    );
  });
});
