import { CodedError } from '../../domain/errors.ts';
import type { Curriculum } from '../../domain/training-curriculum.ts';
import type { Participant } from '../../domain/training-participant.ts';
import type { TrainingRun } from '../../domain/training-run.ts';
import type { Stored } from '../../store/port.ts';
import { findMentorship, participants } from '../../store/training-participant.ts';
import { trainingRuns } from '../../store/training-run.ts';
import { curriculumOf, type TrainingVisit } from '../training-visit.ts';
import { storedInSpace } from './in-this-space.ts';

/** What a visitor is to the trainee that an address names. */
export type Relation = 'trains' | 'self' | 'mentor';

/** The trainee that an address names, with the run and its contents. */
export interface Trainee {
  participant: Stored<Participant>;
  run: TrainingRun;
  curriculum: Curriculum;
  relation: Relation;
}

/**
 * For those who train, the person, and the person's mentor.
 *
 * @throws CodedError `page.not-found` for nobody of this training, `access.denied` for anybody else
 */
export async function traineeOf(visit: TrainingVisit): Promise<Trainee> {
  const { services, values } = visit;
  const participant = await storedInSpace(visit, participants, values.participant);
  const relation = await relationTo(visit, participant.doc);
  if (!relation) throw new CodedError('access.denied', { participant: participant.doc.id });
  const run = (await storedInSpace(visit, trainingRuns, participant.doc.runId)).doc;
  return { participant, run, curriculum: await curriculumOf(services.store, run), relation };
}

async function relationTo(
  { services, account, may }: TrainingVisit,
  participant: Participant,
): Promise<Relation | undefined> {
  if (may('lead-training')) return 'trains';
  if (participant.isGone) return undefined;
  if (participant.accountId === account.id) return 'self';
  const mentorship = await findMentorship(services.store, participant);
  return mentorship?.doc.mentorId === account.id ? 'mentor' : undefined;
}
