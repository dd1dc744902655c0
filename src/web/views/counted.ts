import { formatNumber } from '../dates.ts';
import { isTextKey, type T, type TextKey } from '../language.ts';

/**
 * A sentence with a count: up to twelve a word ("Drei Mitglieder in diesem Raum"), from thirteen on figures. The text
 * has a singular and a plural form and takes the number as `{{number}}`.
 */
export function counted(t: T, key: TextKey, count: number): string {
  const sentence = countedWithin(t, key, count);
  return sentence.charAt(0).toLocaleUpperCase(t.language) + sentence.slice(1);
}

/** The same for the rest of a sentence, which begins as the text does, with more `values` for its placeholders. */
export function countedWithin(
  t: T,
  key: TextKey,
  count: number,
  values: Readonly<Record<string, string>> = {},
): string {
  const word = `numbers.${count}`;
  const number = isTextKey(word) ? t(word) : formatNumber(count, t.language);
  return t(key, { ...values, count, number });
}
