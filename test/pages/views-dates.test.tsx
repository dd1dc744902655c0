import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  daysBetween,
  fieldsOf,
  formatDate,
  formatMoment,
  formatShortDate,
  formatSpan,
  momentOf,
} from '../../src/web/dates.ts';

const at = (date: string, time: string): number => momentOf(date, time) ?? Number.NaN;
const now = at('2026-11-24', '07:51');

describe('a date on the screen', () => {
  test('names weekday, day, month, year and both times', () => {
    const span = [at('2026-11-26', '14:00'), at('2026-11-26', '16:00')] as const;
    expect(formatSpan(...span, 'de', now)).toBe('Donnerstag, 26. November 2026, 14:00 bis 16:00 Uhr');
    expect(formatSpan(...span, 'en', now)).toBe('Thursday, 26 November 2026, 14:00 to 16:00');
  });

  test('says heute, morgen and gestern where that is shorter', () => {
    const span = (day: string) => formatSpan(at(day, '06:00'), at(day, '07:30'), 'de', now);
    expect(span('2026-11-24')).toBe('heute, 6:00 bis 7:30 Uhr');
    expect(span('2026-11-25')).toBe('morgen, 6:00 bis 7:30 Uhr');
    expect(span('2026-11-23')).toBe('gestern, 6:00 bis 7:30 Uhr');
  });

  test('names both days of an event that goes over night', () => {
    expect(formatSpan(at('2027-03-09', '14:00'), at('2027-03-10', '12:00'), 'de', now)).toBe(
      'Dienstag, 9. März 2027, 14:00 Uhr bis Mittwoch, 10. März 2027, 12:00 Uhr',
    );
  });

  test('is short in tables, and not to be mistaken in English', () => {
    expect(formatShortDate(now, 'de')).toBe('24.11.2026');
    expect(formatShortDate(now, 'en')).toBe('24 Nov 2026');
  });

  test('is the one in Berlin, in summer and in winter', () => {
    expect(formatMoment(Date.UTC(2026, 6, 1, 22, 30), 'de')).toBe('Donnerstag, 2. Juli 2026, 0:30 Uhr');
    expect(formatMoment(Date.UTC(2026, 11, 1, 22, 30), 'de')).toBe('Dienstag, 1. Dezember 2026, 23:30 Uhr');
    expect(formatDate(Date.UTC(2026, 11, 31, 23, 0), 'en')).toBe('Friday, 1 January 2027');
  });
});

describe('a date that somebody typed', () => {
  test('means that time in Berlin, in summer and in winter', () => {
    expect(momentOf('2026-07-01', '14:00')).toBe(Date.UTC(2026, 6, 1, 12));
    expect(momentOf('2026-12-01', '14:00')).toBe(Date.UTC(2026, 11, 1, 13));
  });

  test('is refused where no such moment is', () => {
    expect(momentOf('2026-02-31', '14:00')).toBeUndefined();
    expect(momentOf('2027-03-28', '02:30')).toBeUndefined();
    expect(momentOf('2026-12-01', '24:30')).toBeUndefined();
    expect(momentOf('26.11.2026', '14:00')).toBeUndefined();
    expect(momentOf('', '')).toBeUndefined();
  });

  test('means the first of two moments in the night when summer time ends', () => {
    expect(momentOf('2026-10-25', '02:30')).toBe(Date.UTC(2026, 9, 25, 0, 30));
  });

  test('comes back to the form as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2060, 0) }), (ms) => {
        const fields = fieldsOf(ms);
        expect(fieldsOf(momentOf(fields.date, fields.time) ?? Number.NaN)).toEqual(fields);
      }),
    );
  });
});

test('days are counted by the calendar in Berlin, also when a day has 23 or 25 hours', () => {
  expect(daysBetween(at('2026-11-24', '23:59'), at('2026-11-25', '00:00'))).toBe(1);
  expect(daysBetween(at('2027-03-27', '12:00'), at('2027-03-28', '23:30'))).toBe(1);
  expect(daysBetween(at('2026-10-24', '00:00'), at('2026-10-25', '23:59'))).toBe(1);
  expect(daysBetween(at('2026-11-25', '00:00'), at('2026-11-24', '23:59'))).toBe(-1);
});
