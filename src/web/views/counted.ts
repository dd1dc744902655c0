import { formatNumber } from '../dates.ts';
import { isTextKey, type T, type TextKey } from '../language.ts';

/**
 * A sentence with a count: up to twelve a word ("Drei Mitglieder in diesem Raum"), from thirteen on figures. The text
 * has a singular and a plural form and takes the number as `{{number}}`.
 */
export function counted(t: T, key: TextKey, count: number): string {
  const word = `numbers.${count}`;
  const number = isTextKey(word) ? t(word) : formatNumber(count, t.language);
  const sentence = t(key, { count, number });
  return sentence.charAt(0).toLocaleUpperCase(t.language) + sentence.slice(1);
}
