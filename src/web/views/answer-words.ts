import type { Question } from '../../domain/self-check.ts';
import { inLanguage } from '../../domain/words.ts';
import type { T } from '../language.ts';

/** What somebody answered, in one line: "Text und Bild; Ton", "1. planen, 2. tun", or that there is no answer. */
export function answerWords(t: T, { kind, options }: Question, answer: readonly string[]): string {
  if (kind === 'short-text') return answer[0]?.trim() || t('attempt.no-answer');
  const words = answer.flatMap((id, place) => {
    const option = options.find((one) => one.id === id);
    if (!option) return [];
    const text = inLanguage(option.text, t.language);
    return kind === 'order' ? `${place + 1}. ${text}` : text;
  });
  return words.length === 0 ? t('attempt.no-answer') : words.join(kind === 'order' ? ', ' : '; ');
}

/** The answer that is right, as `answerWords` writes answers; of a short text the first that counts. */
export function rightAnswer({ kind, options, accepted }: Question): string[] {
  if (kind === 'short-text') return accepted.slice(0, 1);
  return options.filter(({ isRight }) => kind === 'order' || isRight).map(({ id }) => id);
}
