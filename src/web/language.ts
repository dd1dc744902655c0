import { createInstance } from 'i18next';
import de from '../../config/locales/de.json' with { type: 'json' };
import en from '../../config/locales/en.json' with { type: 'json' };

export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];

type Leaf<Tree, Prefix extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Prefix}${Key}`
    : Leaf<Tree[Key], `${Prefix}${Key}.`>;
}[keyof Tree & string];
type Singular<Key> = Key extends `${infer Stem}_one` ? Stem : Key extends `${infer Stem}_other` ? Stem : Key;

/** Every text of the catalogue `config/locales/de.json`, by its dotted path; plural forms without their ending. */
export type TextKey = Singular<Leaf<typeof de>>;

/** Texts in one language. `values` fill the placeholders; `count` chooses the plural form. */
export interface T {
  (key: TextKey, values?: Readonly<Record<string, string | number>>): string;
  readonly language: Language;
}

const texts = createInstance();
void texts.init({
  lng: 'de',
  fallbackLng: false,
  supportedLngs: languages,
  resources: { de: { translation: de }, en: { translation: en } },
  // Preact escapes; a value from a person is never read as a text with placeholders of its own.
  interpolation: { escapeValue: false, skipOnVariables: true },
  initAsync: false,
});

function bound(language: Language): T {
  const fixed = texts.getFixedT(language) as unknown as (key: string, values?: object) => string;
  return Object.assign((key: TextKey, values?: object) => fixed(key, values), { language });
}

const translators: Record<Language, T> = { de: bound('de'), en: bound('en') };

export function translator(language: Language): T {
  return translators[language];
}

/** Whether the catalogue has a text; for texts that only some things have. */
export function isTextKey(key: string): key is TextKey {
  return texts.exists(key, { lng: 'de' }) || texts.exists(`${key}_other`, { lng: 'de' });
}

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/**
 * The language of a page: what somebody chose (query, then cookie), else what the platform says about the person
 * (LTI `locale`, for example `en-US`), else the browser's (RFC 9110 section 12.5.4), else German.
 */
export function languageFor(options: {
  query?: unknown;
  cookie?: string;
  platformLocale?: string;
  acceptLanguage?: string;
}): Language {
  if (isLanguage(options.query)) return options.query;
  if (isLanguage(options.cookie)) return options.cookie;
  if (options.platformLocale) return languageOfTag(options.platformLocale) ?? 'de';
  return languageOfBrowser(options.acceptLanguage ?? '') ?? 'de';
}

function languageOfTag(tag: string): Language | undefined {
  const primary = tag.trim().toLowerCase().split(/[-_]/)[0];
  return isLanguage(primary) ? primary : undefined;
}

function languageOfBrowser(header: string): Language | undefined {
  return header
    .slice(0, 500)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';');
      const weight = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean);
      return { language: languageOfTag(tag), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .find(({ language }) => language !== undefined)?.language;
}
