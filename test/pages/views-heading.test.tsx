import { describe, expect, test } from '@jest/globals';
import { eventKinds } from '../../src/domain/event.ts';
import { spaceKinds } from '../../src/domain/space.ts';
import { momentOf } from '../../src/web/dates.ts';
import { languageFor, translator } from '../../src/web/language.ts';
import { spaceHeading } from '../../src/web/views/space-heading.ts';

const at = (date: string, time = '14:00'): number => momentOf(date, time) ?? Number.NaN;
const now = at('2026-11-24', '07:51');
const de = translator('de');
const en = translator('en');
const network = { kind: 'network' } as const;
const heading = (date: string, time?: string) =>
  spaceHeading(de, network, { kind: 'steering-round', startsAt: at(date, time) }, now);

describe('the heading of a space', () => {
  test('says what is next, and when', () => {
    expect(heading('2026-11-24')).toBe('Heute trifft sich die Lenkungsrunde');
    expect(heading('2026-11-25')).toBe('Morgen trifft sich die Lenkungsrunde');
    expect(heading('2026-11-26')).toBe('Am Donnerstag trifft sich die Lenkungsrunde');
    expect(heading('2026-11-30')).toBe('Am Montag trifft sich die Lenkungsrunde');
  });

  test('names the date when a weekday alone could be the wrong one', () => {
    expect(heading('2026-12-01')).toBe('Am 1. Dezember trifft sich die Lenkungsrunde');
    expect(heading('2027-01-12')).toBe('Am 12. Januar 2027 trifft sich die Lenkungsrunde');
  });

  test('says that something is going on right now', () => {
    expect(heading('2026-11-24', '07:30')).toBe('Jetzt trifft sich die Lenkungsrunde');
  });

  test('says so in English too', () => {
    const next = { kind: 'heads-round', startsAt: at('2026-11-26') } as const;
    expect(spaceHeading(en, network, next, now)).toBe("The heads' round meets on Thursday");
  });

  test('is a plain sentence where nothing is planned', () => {
    expect(spaceHeading(de, network, undefined, now)).toBe('Im Netzwerk ist zurzeit kein Termin geplant');
    expect(spaceHeading(de, { kind: 'training' }, undefined, now)).toBe('Ihre Ausbildung hat sechs Schritte');
  });

  test('is there for every kind of space and of event', () => {
    for (const t of [de, en]) {
      const plain = spaceKinds.map((kind) => spaceHeading(t, { kind }, undefined, now));
      const next = eventKinds.map((kind) =>
        spaceHeading(t, network, { kind, startsAt: at('2026-11-26') }, now),
      );
      expect(new Set([...plain, ...next]).size).toBe(spaceKinds.length + eventKinds.length);
      expect([...plain, ...next].filter((text) => /heading\.|\{\{/.test(text))).toEqual([]);
    }
  });
});

describe('the language of a page', () => {
  test('is German unless something speaks for English', () => {
    expect(languageFor({})).toBe('de');
    expect(languageFor({ platformLocale: 'fr' })).toBe('de');
    expect(languageFor({ acceptLanguage: 'fr,it;q=0.8' })).toBe('de');
  });

  test('is English where Moodle or the browser says so', () => {
    expect(languageFor({ platformLocale: 'en_US' })).toBe('en');
    expect(languageFor({ acceptLanguage: 'en-GB,de;q=0.8' })).toBe('en');
    expect(languageFor({ acceptLanguage: 'en;q=0.5, de;q=0.9' })).toBe('de');
    expect(languageFor({ acceptLanguage: 'de;q=0, en' })).toBe('en');
  });

  test('is what Moodle says about the person rather than what the browser says', () => {
    expect(languageFor({ platformLocale: 'de', acceptLanguage: 'en' })).toBe('de');
  });

  test('is what a person chose, before all else', () => {
    expect(languageFor({ query: 'en', cookie: 'de', platformLocale: 'de' })).toBe('en');
    expect(languageFor({ cookie: 'en', platformLocale: 'de' })).toBe('en');
    expect(languageFor({ query: ['en'], cookie: 'xx', platformLocale: 'de' })).toBe('de');
  });
});
