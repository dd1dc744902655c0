import { type Attempt, answerFrom, isAnswered, orderFrom, type Question } from '../../domain/self-check.ts';
import type { FieldProblem } from '../views/problems.tsx';
import type { SpaceVisit } from '../visit.ts';

/** A question as an attempt asks it: `optionIds` in the order of this attempt. */
export interface AskedQuestion {
  question: Question;
  optionIds: readonly string[];
}

/** What was posted into an attempt, by question id; and what is wrong with it, by the question's place from 0. */
export interface PostedAnswers {
  answers: Attempt['answers'];
  /** Places that were given twice: kept only as far as they are clear. */
  doubled: number[];
  unanswered: number[];
}

/**
 * Reads the fields of an attempt: `q-1` for a text, or for the number of the option; `q-1-2` for a tick, or for the
 * place of an option. Fields carry places in this attempt, no ids: ids could tell the right order. What was not
 * offered is not read.
 */
export function postedAnswers(fields: SpaceVisit['fields'], asked: readonly AskedQuestion[]): PostedAnswers {
  const posted: PostedAnswers = { answers: {}, doubled: [], unanswered: [] };
  for (const [index, { question, optionIds }] of asked.entries()) {
    const name = fieldName(index);
    const { given, isDoubled } = givenTo(fields, name, question, optionIds);
    const answer = answerFrom(question, given);
    posted.answers[question.id] = answer;
    if (isDoubled) posted.doubled.push(index);
    else if (!isAnswered(question, answer)) posted.unanswered.push(index);
  }
  return posted;
}

/** Name of a question's field, or of one of its options. Places from 0; names count from 1, as people do. */
export function fieldName(question: number, option?: number): string {
  return option === undefined ? `q-${question + 1}` : `q-${question + 1}-${option + 1}`;
}

export function problemOf(index: number, posted: PostedAnswers): FieldProblem | undefined {
  if (posted.doubled.includes(index)) return 'answer-doubled';
  return posted.unanswered.includes(index) ? 'answer-missing' : undefined;
}

function givenTo(
  fields: SpaceVisit['fields'],
  name: string,
  { kind }: Question,
  optionIds: readonly string[],
): { given: string[]; isDoubled: boolean } {
  const alone = fields[name] ?? '';
  const each = optionIds.map((id, option): [string, string] => [id, fields[`${name}-${option + 1}`] ?? '']);
  switch (kind) {
    case 'short-text':
      return { given: [alone], isDoubled: false };
    case 'single':
      return { given: optionIds.filter((_id, option) => String(option + 1) === alone), isDoubled: false };
    case 'multiple':
      return { given: each.filter(([, value]) => value !== '').map(([id]) => id), isDoubled: false };
    case 'order': {
      const { order, isDoubled } = orderFrom(new Map(each));
      return { given: order, isDoubled };
    }
  }
}
