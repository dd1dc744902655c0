import { CodedError } from '../../domain/errors.ts';
import type { Attempt, SelfCheck } from '../../domain/self-check.ts';
import type { PlacedUnit } from '../../domain/training-curriculum.ts';
import type { Stored } from '../../store/port.ts';
import { attempts } from '../../store/self-check.ts';
import { unitContents } from '../../store/training-curriculum.ts';
import type { TraineeVisit } from '../training-visit.ts';
import type { AskedQuestion } from './attempt-fields.ts';
import { placed } from './unit.ts';

/** The attempt that an address names, with what it asks. */
export interface AttemptAtHand extends PlacedUnit {
  stored: Stored<Attempt>;
  selfCheck: SelfCheck;
  /** Without questions that are gone. */
  asked: AskedQuestion[];
}

/**
 * The visitor's own attempt at the unit of the address.
 *
 * @throws CodedError `page.not-found` for one of another person, run or unit, as for none
 */
export async function attemptAtHand(visit: TraineeVisit): Promise<AttemptAtHand> {
  const { services, values, participant } = visit;
  const at = placed(visit, values.unit ?? '');
  const stored = await services.store.get(attempts, values.attempt ?? '');
  const { accountId, runId } = participant.doc;
  const isOwn = stored?.doc.accountId === accountId && stored.doc.runId === runId;
  if (!isOwn || stored.doc.unitKey !== at.unit.key) throw new CodedError('page.not-found');
  const selfCheck = await selfCheckOf(visit, stored.doc.contentId);
  const questions = new Map(selfCheck.questions.map((question) => [question.id, question]));
  const asked = stored.doc.asked.flatMap(({ questionId, optionIds }) => {
    const question = questions.get(questionId);
    return question ? [{ question, optionIds }] : [];
  });
  return { ...at, stored, selfCheck, asked };
}

/** @throws CodedError `training.not-open` where there is nothing to ask */
export async function selfCheckOf(
  { services }: Pick<TraineeVisit, 'services'>,
  contentId: string,
): Promise<SelfCheck> {
  const selfCheck = (await services.store.get(unitContents, contentId))?.doc.selfCheck;
  if (!selfCheck || selfCheck.questions.length === 0) {
    throw new CodedError('training.not-open', { content: contentId });
  }
  return selfCheck;
}
