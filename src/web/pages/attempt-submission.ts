import { CodedError } from '../../domain/errors.ts';
import { type Attempt, graded, percentOf } from '../../domain/self-check.ts';
import type { UnitState } from '../../domain/training-participant.ts';
import { withState } from '../../domain/training-progress.ts';
import { commitWhat, type Stored, update } from '../../store/port.ts';
import { attempts, attemptsOf } from '../../store/self-check.ts';
import { participants } from '../../store/training-participant.ts';
import { progressOps } from '../../store/training-progress.ts';
import { addressOf, paths } from '../addresses.ts';
import type { TraineeVisit } from '../training-visit.ts';
import type { Answer } from '../visit.ts';
import { showAttempt } from './attempt.ts';
import { type PostedAnswers, postedAnswers } from './attempt-fields.ts';
import { type AttemptAtHand, attemptAtHand } from './attempt-visit.ts';
import { valuesOf } from './trainee-path.ts';

/** Keeps answers of an open attempt. With `draft` a script saves in place; with `stay` the same page opens again. */
export async function saveAnswers(visit: TraineeVisit): Promise<Answer> {
  const { fields } = visit;
  const at = await attemptAtHand(visit);
  const posted = postedAnswers(fields, at.asked);
  const kept = await keep(visit, at, posted);
  if (fields.draft !== undefined) return { saved: kept.isConflict ? undefined : kept.stored.doc.savedAt };
  if (kept.isConflict) return showAttempt(visit, { ...at, ...kept }, { posted, isConflict: true });
  if (posted.doubled.length > 0) {
    return showAttempt(visit, { ...at, ...kept }, { posted: { ...posted, unanswered: [] } });
  }
  const values = { ...valuesOf(visit), unit: at.unit.key, attempt: at.stored.doc.id };
  const redirect =
    fields.stay === undefined ? addressOf(paths.unit, values) : addressOf(paths.attempt, values);
  return { redirect, flash: { notice: 'answers-saved' } };
}

/**
 * Grades an attempt, once and for good, and does the unit when it is passed. Answers that are missing or unclear come
 * back, kept as far as they go. The same form sent twice leads to the one result.
 */
export async function submitAttempt(visit: TraineeVisit): Promise<Answer> {
  const at = await attemptAtHand(visit);
  const posted = postedAnswers(visit.fields, at.asked);
  const values = { ...valuesOf(visit), unit: at.unit.key, attempt: at.stored.doc.id };
  const redirect = addressOf(paths.attempt, values);
  if (at.stored.doc.state === 'submitted') return afterwards(at.stored.doc, posted, redirect);
  if (posted.doubled.length > 0 || posted.unanswered.length > 0) {
    const kept = await keep(visit, at, posted);
    return showAttempt(visit, { ...at, ...kept }, { posted, isConflict: kept.isConflict });
  }
  const outcome = await grade(visit, at, posted);
  if ('other' in outcome) {
    if (outcome.other.doc.state === 'submitted') return afterwards(outcome.other.doc, posted, redirect);
    return showAttempt(visit, { ...at, stored: outcome.other }, { posted, isConflict: true });
  }
  const { request, site, account, space } = visit;
  const ids = { site: site.id, account: account.id, space: space.doc.id, attempt: at.stored.doc.id };
  request.log.info({ ...ids, unit: at.unit.key, passed: outcome.isPassed }, 'attempt graded');
  return { redirect };
}

/** @throws CodedError `training.attempt-over` unless the answers are those that were graded */
function afterwards(attempt: Attempt, posted: PostedAnswers, redirect: string): Answer {
  if (!isSame(attempt.answers, posted.answers)) {
    throw new CodedError('training.attempt-over', { attempt: attempt.id });
  }
  return { redirect };
}

type Kept = { stored: Stored<Attempt>; isConflict: boolean };

/**
 * Answers of an open attempt, unless another window kept other ones since the form was made (`read`).
 *
 * @throws CodedError `training.attempt-over`
 */
async function keep(
  visit: TraineeVisit,
  { stored: { doc } }: AttemptAtHand,
  posted: PostedAnswers,
): Promise<Kept> {
  const { store } = visit.services;
  await commitWhat(store, async () => {
    const stored = await attemptNow(visit, doc.id);
    if (stored.doc.state === 'submitted') throw new CodedError('training.attempt-over', { attempt: doc.id });
    const isKept = isSame(stored.doc.answers, posted.answers) || isStale(visit, stored.doc);
    return {
      ops: isKept ? [] : [update(attempts, stored, keptNow(visit, stored.doc, posted))],
      result: undefined,
    };
  });
  const stored = await attemptNow(visit, doc.id);
  return { stored, isConflict: !isSame(stored.doc.answers, posted.answers) };
}

async function grade(
  visit: TraineeVisit,
  { unit, stored: { doc }, selfCheck }: AttemptAtHand,
  posted: PostedAnswers,
): Promise<{ isPassed: boolean } | { other: Stored<Attempt> }> {
  const { services, curriculum, participant, now } = visit;
  const { store, clock } = services;
  return commitWhat<{ isPassed: boolean } | { other: Stored<Attempt> }>(store, async () => {
    const stored = await attemptNow(visit, doc.id);
    const isOther = !isSame(stored.doc.answers, posted.answers) && isStale(visit, stored.doc);
    if (stored.doc.state === 'submitted' || isOther) return { ops: [], result: { other: stored } };
    const part = await store.get(participants, participant.doc.id);
    if (!part) throw new CodedError('training.no-part');
    const result = graded(selfCheck, { asked: stored.doc.asked, answers: posted.answers });
    const submitted: Attempt = {
      ...stored.doc,
      ...keptNow(visit, stored.doc, posted),
      ...result,
      ...{ state: 'submitted', submittedAt: now },
    };
    const earlier = (await attemptsOf(store, doc)).filter((one) => one.doc.state === 'submitted').length;
    const state = stateAfter(part.doc.units[unit.key], submitted, earlier + 1, now);
    const units = withState(part.doc.units, unit.key, state);
    const { ops } = await progressOps(store, clock, part, curriculum, { units });
    return { ops: [update(attempts, stored, submitted), ...ops], result: { isPassed: result.isPassed } };
  });
}

/** What was done before stays done since then, however a later attempt goes. */
function stateAfter(was: UnitState | undefined, attempt: Attempt, count: number, now: number): UnitState {
  const tried = { attempts: count, best: Math.max(was?.best ?? 0, percentOf(attempt)) };
  if (was?.state === 'done') return { ...was, ...tried };
  return { state: attempt.isPassed ? 'done' : 'begun', at: now, by: 'self-check', ...tried };
}

async function attemptNow({ services }: TraineeVisit, id: string): Promise<Stored<Attempt>> {
  const stored = await services.store.get(attempts, id);
  if (!stored) throw new CodedError('page.not-found');
  return stored;
}

/** A second save in the same millisecond must still be told from the first. */
function keptNow(
  { now }: TraineeVisit,
  was: Attempt,
  { answers }: PostedAnswers,
): Pick<Attempt, 'answers' | 'savedAt'> {
  return { answers, savedAt: Math.max(now, was.savedAt + 1) };
}

function isStale({ fields }: TraineeVisit, { savedAt }: Attempt): boolean {
  return fields.read !== String(savedAt);
}

/** An answer that was never given is the same as an empty one. */
function isSame(a: Attempt['answers'], b: Attempt['answers']): boolean {
  const ids = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...ids].every((id) => plain(a[id]) === plain(b[id]));
}

function plain(answer: readonly string[] = []): string {
  return answer.every((part) => part === '') ? '' : JSON.stringify(answer);
}
