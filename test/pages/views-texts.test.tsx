import { describe, expect, test } from '@jest/globals';
import { curriculum } from '../../config/curriculum.ts';
import de from '../../config/locales/de.json' with { type: 'json' };
import en from '../../config/locales/en.json' with { type: 'json' };
import { type ErrorCode, errorStatus } from '../../src/domain/errors.ts';
import { collections } from '../../src/store/collections.ts';
import { isTextKey, languages, translator } from '../../src/web/language.ts';
import { counted } from '../../src/web/views/counted.ts';
import { describedCollections } from '../../src/web/views/privacy.tsx';

function flat(tree: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

const texts = { de: flat(de), en: flat(en) };
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? '').sort();

describe('the German and the English catalogue', () => {
  test('have the same texts', () => {
    expect([...texts.en.keys()]).toEqual([...texts.de.keys()]);
  });

  test('name the same things in each text', () => {
    for (const [key, text] of texts.de) {
      // The singular may say "ein" where the plural has a number, in either language.
      const used = key.endsWith('_one') ? [] : placeholders(texts.en.get(key) ?? '');
      expect([key, used]).toEqual([key, key.endsWith('_one') ? [] : placeholders(text)]);
    }
  });

  test('have no empty text and none that was not translated', () => {
    for (const language of languages) {
      for (const [key, text] of texts[language])
        expect([key, text.trim() === text && text !== '']).toEqual([key, true]);
    }
    const same = [...texts.de].filter(([key, text]) => text.length > 40 && texts.en.get(key) === text);
    expect(same).toEqual([]);
  });
});

describe('errors', () => {
  const codes = Object.keys(errorStatus) as ErrorCode[];

  test('each say in both languages what happened, what it means and what to do', () => {
    for (const code of codes) {
      for (const part of ['title', 'what', 'todo']) {
        for (const language of languages) {
          expect([code, part, language, texts[language].has(`errors.${code}.${part}`)]).toEqual([
            code,
            part,
            language,
            true,
          ]);
        }
      }
    }
  });

  test('of login, launch and platform each tell the administration what to look at', () => {
    const silent = codes.filter(
      (code) => /^(login|launch|platform)\./.test(code) && !isTextKey(`errors.${code}.admin`),
    );
    expect(silent).toEqual([]);
  });

  test('that nobody can meet have no text', () => {
    const described = [...texts.de.keys()].filter((key) => key.startsWith('errors.'));
    const unknown = described.filter((key) => !codes.some((code) => key.startsWith(`errors.${code}.`)));
    expect(unknown).toEqual([]);
  });
});

test('the privacy page names every collection that holds personal data, and no other', () => {
  const personal = collections.filter(({ personalData }) => personalData !== 'none').map(({ name }) => name);
  expect([...describedCollections].map(String).sort()).toEqual(personal.sort());
});

test('a count is a word up to twelve and a figure from thirteen on', () => {
  const t = translator('de');
  expect(counted(t, 'members.heading', 1)).toBe('Ein Mitglied in diesem Raum');
  expect(counted(t, 'members.heading', 12)).toBe('Zwölf Mitglieder in diesem Raum');
  expect(counted(t, 'members.heading', 1240)).toBe('1.240 Mitglieder in diesem Raum');
  expect(counted(translator('en'), 'members.heading', 1240)).toBe('1,240 members in this space');
});

test('the training has a kick-off and five modules, and practice begins after the second', () => {
  expect(curriculum.steps.map(({ title, format }) => `${title.de}: ${format.de}`)).toEqual([
    'Einstiegsveranstaltung: 1 Tag Workshop',
    'Modul 1: 4 Stunden Selbststudium und 1 Stunde Videokonferenz',
    'Modul 2: 2 Tage Workshop',
    'Modul 3: 4 Stunden Selbststudium und 1 Stunde Videokonferenz',
    'Modul 4: 1 Tag Workshop',
    'Modul 5: Ein halber Tag Workshop',
  ]);
  expect(curriculum.steps.map(({ id }) => id)).toContain(curriculum.practice.afterStep);
});
