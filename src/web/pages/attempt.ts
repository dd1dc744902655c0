import { CodedError } from '../../domain/errors.ts';
import { type Attempt, draw, isRight, type Question } from '../../domain/self-check.ts';
import { isDone } from '../../domain/training-progress.ts';
import { chance } from '../../runtime/chance.ts';
import { randomId } from '../../runtime/secrets.ts';
import { commitWhat, insert } from '../../store/port.ts';
import { attempts, attemptsOf } from '../../store/self-check.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TraineeVisit } from '../training-visit.ts';
import { answerWords } from '../views/answer-words.ts';
import { AttemptPage } from '../views/attempt.tsx';
import { AttemptResultPage } from '../views/attempt-result.tsx';
import type { Answer } from '../visit.ts';
import { fieldName, type PostedAnswers, problemOf } from './attempt-fields.ts';
import { type AttemptAtHand, attemptAtHand, selfCheckOf } from './attempt-visit.ts';
import { valuesOf } from './trainee-path.ts';
import { placed } from './unit.ts';

/** Begins an attempt, or goes on with the one that is open: a person has one open attempt at a unit at most. */
export async function beginAttempt(visit: TraineeVisit): Promise<Answer> {
  const { services, participant, space, now, request, site, account } = visit;
  const { store } = services;
  const { unit } = placed(visit, visit.values.unit ?? '');
  if (unit.kind !== 'self-check') throw new CodedError('request.invalid', { unit: unit.kind });
  const { accountId, runId } = participant.doc;
  const key = { accountId, runId, unitKey: unit.key };
  const { id, isNew } = await commitWhat(store, async () => {
    const all = (await attemptsOf(store, key)).map(({ doc }) => doc);
    const open = all.find(({ state }) => state === 'open');
    if (open) return { ops: [], result: { id: open.id, isNew: false } };
    const attempt: Attempt = {
      ...{ id: randomId(), spaceId: space.doc.id, ...key, contentId: unit.contentId },
      number: (all.at(-1)?.number ?? 0) + 1,
      asked: draw(await selfCheckOf(visit, unit.contentId), chance),
      ...{ answers: {}, state: 'open', startedAt: now, savedAt: now, submittedAt: null },
      ...{ points: 0, possible: 0, isPassed: false },
    };
    return { ops: [insert(attempts, attempt)], result: { id: attempt.id, isNew: true } };
  });
  const ids = { site: site.id, account: account.id, space: space.doc.id };
  if (isNew) request.log.info({ ...ids, unit: unit.key, attempt: id }, 'attempt begun');
  return { redirect: addressOf(paths.attempt, { ...valuesOf(visit), unit: unit.key, attempt: id }) };
}

/** The open attempt, to be answered; after it was submitted its result. */
export async function attemptPage(visit: TraineeVisit): Promise<Answer> {
  const at = await attemptAtHand(visit);
  return at.stored.doc.state === 'open' ? showAttempt(visit, at) : showResult(visit, at);
}

/**
 * The form of an open attempt, with what is kept, or with what was typed and not taken: because of `problems` in it,
 * or because another window kept other answers since.
 */
export function showAttempt(
  visit: TraineeVisit,
  { step, unit, stored, asked, selfCheck }: AttemptAtHand,
  shown: { posted?: PostedAnswers; isConflict?: boolean } = {},
): Answer {
  const { posted, isConflict = false } = shown;
  const values = { ...valuesOf(visit), unit: unit.key, attempt: stored.doc.id };
  const page = AttemptPage({
    frame: spaceFrame(visit, 'path'),
    seal: visit.seal,
    ...{ step, unit },
    number: stored.doc.number,
    passMark: selfCheck.passMark,
    savedAt: stored.doc.savedAt,
    isSaved: stored.doc.savedAt !== stored.doc.startedAt,
    isConflict,
    // Only what a reader may see: whatever tells a right answer stays here.
    questions: asked.map(({ question, optionIds }, index) => {
      const answer = (posted?.answers ?? stored.doc.answers)[question.id] ?? [];
      const texts = new Map(question.options.map(({ id, text }) => [id, text]));
      return {
        kind: question.kind,
        text: question.text,
        name: fieldName(index),
        typed: question.kind === 'short-text' ? (answer[0] ?? '') : '',
        options: optionIds.flatMap((id, option) => {
          const text = texts.get(id);
          const name = fieldName(index, option);
          const place = answer.indexOf(id) + 1;
          return text
            ? [{ text, name, place: isAsTyped(posted, index) ? placeTyped(visit, name) : place }]
            : [];
        }),
        problem: posted && !isConflict ? problemOf(index, posted) : undefined,
        elsewhere: isConflict ? differing(visit, question, stored.doc, posted) : undefined,
      };
    }),
    submission: addressOf(paths.attemptSubmission, values),
    answers: addressOf(paths.attemptAnswers, values),
  });
  const status = isConflict ? 409 : posted ? 422 : 200;
  return { page, status, hasScript: true };
}

/** An order with a place given twice comes back as it was typed: as an answer it could not be kept. */
function isAsTyped(posted: PostedAnswers | undefined, index: number): boolean {
  return posted?.doubled.includes(index) === true;
}

/** What another window kept, in words, where it differs from what this one sent. */
function differing(
  { t }: TraineeVisit,
  question: Question,
  { answers }: Pick<Attempt, 'answers'>,
  posted: PostedAnswers | undefined,
): string | undefined {
  const [kept, sent] = [answers[question.id], posted?.answers[question.id]].map((answer = []) =>
    answerWords(t, question, answer),
  );
  return kept === sent ? undefined : kept;
}

function placeTyped({ fields }: TraineeVisit, name: string): number {
  return /^\d{1,2}$/.test(fields[name] ?? '') ? Number(fields[name]) : 0;
}

/** What was right and what was not. Right answers are shown only to whoever has passed. */
async function showResult(
  visit: TraineeVisit,
  { step, unit, stored, asked, selfCheck }: AttemptAtHand,
): Promise<Answer> {
  const { services, curriculum, participant } = visit;
  const all = await attemptsOf(services.store, stored.doc);
  const hasPassed = all.some(({ doc }) => doc.isPassed);
  const values = { ...valuesOf(visit), unit: unit.key };
  const open = all.find(({ doc }) => doc.state === 'open');
  const page = AttemptResultPage({
    frame: spaceFrame(visit, 'path'),
    seal: visit.seal,
    ...{ unit, hasPassed, passMark: selfCheck.passMark },
    attempt: stored.doc,
    isOver: isDone(participant.doc.units, unit),
    questions: asked.map(({ question }) => {
      const answer = stored.doc.answers[question.id] ?? [];
      return { question, answer, isRight: isRight(question, answer) };
    }),
    back: addressOf(paths.unit, values),
    path: addressOf(paths.trainingPath, valuesOf(visit)),
    again: addressOf(paths.attempts, values),
    isAnotherOpen: open !== undefined,
    read:
      curriculum.steps
        .find(({ id }) => id === step.id)
        ?.units.filter(({ kind }) => kind === 'reading')
        .map(({ key, title }) => ({ title, href: addressOf(paths.unit, { ...values, unit: key }) })) ?? [],
  });
  return { page };
}
