import { z } from 'zod';

/** A text in both languages of the screen, each at most `longest` characters. An empty English one is shown in German. */
export function wordsSchema(longest: number) {
  return z.object({ de: z.string().trim().min(1).max(longest), en: z.string().trim().max(longest) });
}
export type Words = { de: string; en: string };

/** The text in a language; German where there is no English one. */
export function inLanguage(words: Words, language: 'de' | 'en'): string {
  return words[language] || words.de;
}
