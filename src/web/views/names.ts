import type { T } from '../language.ts';

/** The name that others see, or "Mitglied 7" where Moodle sends none: stable within a space. */
export function memberName(t: T, member: { displayName: string; number: number }): string {
  const name = member.displayName.trim();
  return name === '' ? t('names.number', { number: member.number }) : name;
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|[\u202a-\u202e\u2066-\u2069]/;

/**
 * A name for the middle of a sentence: one that is written from right to left gets isolates (Unicode FSI, PDI) and
 * loses its own direction marks, so that it cannot turn the words around it. Elements use `<bdi>` instead.
 */
export function inSentence(name: string): string {
  if (!rightToLeft.test(name)) return name;
  return `\u2068${name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`;
}
