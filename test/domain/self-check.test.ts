import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Attempt,
  answerFrom,
  draw,
  graded,
  isAnswered,
  isRight,
  orderFrom,
  percentOf,
  type Question,
  type QuestionKind,
  questionKinds,
  questionSchema,
} from '../../src/domain/self-check.ts';

const words = (text: string) => ({ de: text, en: '' });

/** A question of a kind with this many options, of which the first ones are right. */
function question(kind: QuestionKind, id: string, count = 4, right = 1): Question {
  const options = Array.from({ length: kind === 'short-text' ? 0 : count }, (_none, index) => ({
    ...{ id: `o-${index}`, text: words(`Option ${index}`), isRight: index < right },
  }));
  const accepted = kind === 'short-text' ? ['Schulträger'] : [];
  return questionSchema.parse({
    id,
    kind,
    text: words('Was?'),
    options,
    accepted,
    feedback: { de: '', en: '' },
  });
}

const aKind = fc.constantFrom(...questionKinds);
const aQuestion = fc
  .tuple(aKind, fc.integer({ min: 2, max: 8 }), fc.nat({ max: 7 }))
  .map(([kind, count, extra]) => question(kind, 'q', count, kind === 'single' ? 1 : 1 + (extra % count)));
const aSelfCheck = fc
  .tuple(
    fc.array(aQuestion, { minLength: 1, maxLength: 12 }),
    fc.nat({ max: 15 }),
    fc.integer({ min: 1, max: 100 }),
  )
  .map(([questions, drawn, passMark]) => ({
    ...{ drawn, passMark },
    questions: questions.map((one, index) => ({ ...one, id: `q-${index}` })),
  }));
const aChance = fc
  .infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))
  .map((stream) => {
    return (): number => stream.next().value ?? 0;
  });
/** What a stranger may post: ids that exist, ids that do not, the same one twice, nothing. */
const posted = fc.array(
  fc.oneof(
    fc.nat({ max: 9 }).map((index) => `o-${index}`),
    fc.string(),
  ),
  { maxLength: 15 },
);

const rightAnswer = ({ kind, options, accepted }: Question): string[] =>
  kind === 'short-text'
    ? accepted.slice(0, 1)
    : options.filter((option) => kind === 'order' || option.isRight).map(({ id }) => id);

describe('what an attempt asks', () => {
  test('are different questions, as many as wanted, each with all of its options', () => {
    fc.assert(
      fc.property(aSelfCheck, aChance, (selfCheck, chance) => {
        const { questions, drawn } = selfCheck;
        const asked = draw(selfCheck, chance);
        expect(asked).toHaveLength(drawn === 0 ? questions.length : Math.min(drawn, questions.length));
        expect(new Set(asked.map(({ questionId }) => questionId)).size).toBe(asked.length);
        for (const { questionId, optionIds } of asked) {
          const options = questions.find(({ id }) => id === questionId)?.options.map(({ id }) => id);
          expect([...optionIds].sort()).toEqual(options?.sort());
        }
      }),
    );
  });

  test('never begins with the right order, and what is never drawn alone is drawn some time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), aChance, (count, chance) => {
        const one = question('order', 'q', count);
        const [asked] = draw({ questions: [one], drawn: 0, passMark: 60 }, chance);
        expect(isRight(one, asked?.optionIds ?? [])).toBe(false);
      }),
    );
    const questions = Array.from({ length: 5 }, (_none, index) => question('single', `q-${index}`));
    const seen = Array.from({ length: 200 }, () => draw({ questions, drawn: 1, passMark: 60 }, Math.random));
    expect(new Set(seen.map(([one]) => one?.questionId)).size).toBe(5);
  });
});

describe('an answer', () => {
  test('holds only what was offered, each once, whatever is posted', () => {
    fc.assert(
      fc.property(aQuestion, posted, (one, sent) => {
        const answer = answerFrom(one, sent);
        if (one.kind === 'short-text') return expect(answer).toHaveLength(1);
        const given = answer.filter((id) => id !== '');
        expect(new Set(given).size).toBe(given.length);
        const known = one.options.map(({ id }) => id);
        expect(given.filter((id) => !known.includes(id) || !sent.includes(id))).toEqual([]);
        if (one.kind === 'single') expect(answer.length).toBeLessThanOrEqual(1);
        if (one.kind === 'order') expect(answer).toHaveLength(one.options.length);
      }),
    );
  });

  test('that is right stays right on its way through a form, and is whole', () => {
    fc.assert(
      fc.property(aQuestion, (one) => {
        const answer = answerFrom(one, rightAnswer(one));
        expect([isRight(one, answer), isAnswered(one, answer)]).toEqual([true, true]);
        expect([isRight(one, []), isAnswered(one, [])]).toEqual([false, false]);
      }),
    );
  });

  test.each([
    [' schulträger ', true],
    ['SCHULTRÄGER', true],
    ['Schultra\u0308ger', true],
    ['Schul träger', false],
    ['Schulträgerin', false],
    ['', false],
  ])('%j as a short text counts: %p', (text, expected) => {
    expect(isRight(question('short-text', 'q'), [text])).toBe(expected);
  });

  test('with one choice too many or too few is not right', () => {
    const one = question('multiple', 'q', 4, 2);
    expect(isRight(one, ['o-0', 'o-1'])).toBe(true);
    for (const answer of [['o-0'], ['o-0', 'o-1', 'o-2'], ['o-2', 'o-3'], []])
      expect(isRight(one, answer)).toBe(false);
  });
});

describe('an order', () => {
  test('of places without a double is the order that is meant', () => {
    const orders = fc.integer({ min: 1, max: 12 }).chain((count) =>
      fc.shuffledSubarray(
        Array.from({ length: count }, (_none, index) => `o-${index}`),
        { minLength: count, maxLength: count },
      ),
    );
    fc.assert(
      fc.property(orders, (meant) => {
        const places = new Map([...meant].sort().map((id) => [id, String(meant.indexOf(id) + 1)]));
        expect(orderFrom(places)).toEqual({ order: meant, isDoubled: false });
      }),
    );
  });

  test('with a place given twice says so, and what is no place counts as none', () => {
    const of = (...places: string[]) =>
      orderFrom(new Map(places.map((place, index) => [`o-${index}`, place])));
    expect(of('1', '1', '3')).toEqual({ order: ['o-0', '', 'o-2'], isDoubled: true });
    for (const odd of ['', '0', '4', '-1', '1.5', 'x', '1e0', '٣', ' 1', '999999999999']) {
      expect(of('1', '2', odd)).toEqual({ order: ['o-0', 'o-1', ''], isDoubled: false });
    }
  });
});

describe('points', () => {
  const attemptOf = (questions: readonly Question[], right: readonly boolean[]) => ({
    asked: questions.map(({ id, options }) => ({ questionId: id, optionIds: options.map((one) => one.id) })),
    answers: Object.fromEntries(
      questions.map((one, index): [string, string[]] => [one.id, right[index] ? rightAnswer(one) : []]),
    ),
  });

  test('are one for each right answer, and passing is a matter of the mark alone', () => {
    fc.assert(
      fc.property(
        aSelfCheck,
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        (selfCheck, right) => {
          const { questions, passMark } = selfCheck;
          const result = graded(selfCheck, attemptOf(questions, right));
          const points = right.slice(0, questions.length).filter(Boolean).length;
          expect(result).toMatchObject({ points, possible: questions.length });
          expect(result.isPassed).toBe(points / questions.length >= passMark / 100);
          const percent = percentOf(result as Attempt);
          expect(percent >= 0 && percent <= 100 && percent <= (points * 100) / questions.length).toBe(true);
        },
      ),
    );
  });

  test('count a question that is gone as not asked, and nothing asked as not passed', () => {
    const [kept, gone] = [question('single', 'kept'), question('single', 'gone')];
    const attempt = attemptOf([kept, gone], [true, true]);
    const selfCheck = { questions: [kept], drawn: 0, passMark: 60 };
    expect(graded(selfCheck, attempt)).toEqual({ points: 1, possible: 1, isPassed: true });
    expect(graded({ ...selfCheck, questions: [] }, attempt)).toEqual({
      points: 0,
      possible: 0,
      isPassed: false,
    });
    expect(percentOf({ points: 0, possible: 0 })).toBe(0);
  });
});
