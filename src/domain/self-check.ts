import { z } from 'zod';
import { wordsSchema } from './words.ts';

export const questionKinds = ['single', 'multiple', 'order', 'short-text'] as const;
export const questionKindSchema = z.enum(questionKinds);
export type QuestionKind = z.infer<typeof questionKindSchema>;

/** Feedback that may be empty. */
const feedbackSchema = z.object({ de: z.string().max(1000), en: z.string().max(1000) });

export const questionSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  kind: questionKindSchema,
  text: wordsSchema(1000),
  /** `single`, `multiple`: what can be chosen. `order`: what is to be put in order, in the right order. */
  options: z
    .array(
      z.object({
        id: z.string().regex(/^[a-z0-9-]{1,40}$/),
        text: wordsSchema(300),
        isRight: z.boolean(),
      }),
    )
    .max(12),
  /** `short-text`: answers that count, compared without case, accents' encoding and outer or doubled spaces. */
  accepted: z.array(z.string().trim().min(1).max(200)).max(20),
  feedback: feedbackSchema,
});
/** One question of a self-check; worth one point, given for a wholly right answer. */
export type Question = z.infer<typeof questionSchema>;

export const selfCheckSchema = z.object({
  questions: z.array(questionSchema).max(50),
  /** Questions of one attempt, drawn from all; 0 for all of them. */
  drawn: z.number().int().min(0).max(50),
  /** Percent of the points. */
  passMark: z.number().int().min(1).max(100),
});
/** Questions by which somebody finds out what he or she knows (screen word: Selbsttest). */
export type SelfCheck = z.infer<typeof selfCheckSchema>;

/**
 * An answer: ids of chosen options; for `order` the one at each place, empty where none was put yet; for `short-text`
 * the text alone.
 */
const answerSchema = z.array(z.string().max(300)).max(12);

export const attemptSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  runId: z.string(),
  accountId: z.string(),
  unitKey: z.string(),
  /** The content whose questions were asked: a later version asks others. */
  contentId: z.string(),
  /** 1, 2, … for this person and unit. */
  number: z.number().int().positive(),
  /** What is asked, in the order in which this attempt asks it: drawn once, so that reloading changes nothing. */
  asked: z.array(z.object({ questionId: z.string(), optionIds: z.array(z.string()) })),
  /** By question id; kept as they are given, so that nothing is lost with a session. */
  answers: z.record(z.string(), answerSchema),
  state: z.enum(['open', 'submitted']),
  startedAt: z.number().int(),
  /** When answers were kept for the last time. */
  savedAt: z.number().int(),
  submittedAt: z.number().int().nullable(),
  /** Right answers and questions asked; 0 until it is submitted. */
  points: z.number().int(),
  possible: z.number().int(),
  isPassed: z.boolean(),
});
/** One go at a self-check. Times in epoch milliseconds. */
export type Attempt = z.infer<typeof attemptSchema>;

type Asked = Attempt['asked'];
/** A number from 0 (inclusive) to 1 (exclusive). */
export type Chance = () => number;

/**
 * What an attempt asks, in random order. Options of `order` never stand in the right order by chance where they can
 * stand in another.
 */
export function draw({ questions, drawn }: SelfCheck, chance: Chance): Asked {
  const count = drawn === 0 ? questions.length : Math.min(drawn, questions.length);
  return shuffled(questions, chance)
    .slice(0, count)
    .map(({ id, kind, options }) => {
      const right = options.map((option) => option.id);
      const mixed = shuffled(right, chance);
      const isSolved =
        kind === 'order' && right.length > 1 && mixed.every((it, index) => it === right[index]);
      return { questionId: id, optionIds: isSolved ? [...right.slice(1), ...right.slice(0, 1)] : mixed };
    });
}

/** Whether an answer is wholly right. */
export function isRight(question: Question, answer: readonly string[]): boolean {
  const { kind, options, accepted } = question;
  if (kind === 'short-text') return accepted.some((text) => plain(text) === plain(answer[0] ?? ''));
  if (kind === 'order') {
    return answer.length === options.length && options.every(({ id }, index) => answer[index] === id);
  }
  const chosen = new Set(answer);
  return options.every((option) => chosen.has(option.id) === option.isRight) && chosen.size > 0;
}

/** Points of an attempt. Questions that are gone from the self-check count as not asked. */
export function graded(
  selfCheck: SelfCheck,
  { asked, answers }: Pick<Attempt, 'asked' | 'answers'>,
): Pick<Attempt, 'points' | 'possible' | 'isPassed'> {
  const questions = new Map(selfCheck.questions.map((question) => [question.id, question]));
  const known = asked.flatMap(({ questionId }) => questions.get(questionId) ?? []);
  const points = known.filter((question) => isRight(question, answers[question.id] ?? [])).length;
  const possible = known.length;
  return { points, possible, isPassed: possible > 0 && points * 100 >= selfCheck.passMark * possible };
}

/**
 * What an answer may hold of what was posted: options that were offered, each once; a text cut to its length. For
 * `order` the places stay where nothing was put.
 */
export function answerFrom({ kind, options }: Question, posted: readonly string[]): string[] {
  if (kind === 'short-text') return [(posted[0] ?? '').slice(0, 300)];
  const known = new Set(options.map(({ id }) => id));
  if (kind === 'order') {
    return options.map((_option, place) => {
      const id = posted[place] ?? '';
      return known.has(id) && posted.indexOf(id) === place ? id : '';
    });
  }
  const chosen = [...new Set(posted)].filter((id) => known.has(id));
  return kind === 'single' ? chosen.slice(0, 1) : chosen;
}

/** Whether a question has its whole answer, right or wrong. */
export function isAnswered({ kind, options }: Question, answer: readonly string[]): boolean {
  if (kind === 'order') return answer.length === options.length && !answer.includes('');
  return (answer[0] ?? '').trim() !== '';
}

/**
 * The order that somebody means who gave each option a place, "1", "2", …: the option at each place, and whether one
 * place was given twice. Anything that is no place counts as none.
 */
export function orderFrom(places: ReadonlyMap<string, string>): { order: string[]; isDoubled: boolean } {
  const order = Array.from({ length: places.size }, () => '');
  let isDoubled = false;
  for (const [id, place] of places) {
    const index = /^\d{1,2}$/.test(place) ? Number(place) - 1 : -1;
    if (index < 0 || index >= order.length) continue;
    if (order[index] === '') order[index] = id;
    else isDoubled = true;
  }
  return { order, isDoubled };
}

/** Whole percent of the points, rounded down: nobody reads 60 who has not reached 60. */
export function percentOf({ points, possible }: Pick<Attempt, 'points' | 'possible'>): number {
  return possible === 0 ? 0 : Math.floor((points * 100) / possible);
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('de');
}

/** Fisher-Yates. */
function shuffled<Item>(items: readonly Item[], chance: Chance): Item[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as Item, mixed[last] as Item];
  }
  return mixed;
}
