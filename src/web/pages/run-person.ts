import { CodedError } from '../../domain/errors.ts';
import type { Participant } from '../../domain/training-participant.ts';
import { hashOf } from '../../runtime/secrets.ts';
import { findMembership } from '../../store/membership.ts';
import { commitWhat, insert, type Op, remove, type Stored, update } from '../../store/port.ts';
import { findMentorship, mentorships, participants } from '../../store/training-participant.ts';
import { addressOf, paths } from '../addresses.ts';
import type { Flash } from '../flash.ts';
import type { TrainingVisit } from '../training-visit.ts';
import type { FieldProblem } from '../views/problems.tsx';
import type { PersonFieldName } from '../views/run-people.tsx';
import type { Answer } from '../visit.ts';
import { storedInSpace } from './in-this-space.ts';
import { runPeoplePage } from './run-members.ts';
import { peopleAddress } from './run-people-add.ts';

/** Mentor and network of somebody's practice. */
export async function savePerson(visit: TrainingVisit): Promise<Answer> {
  const { fields } = visit;
  const { doc } = await participantOf(visit);
  const before = await findMentorship(visit.services.store, doc);
  // Where nobody can be chosen the form has no such field, and nothing changes.
  const mentor = fields.mentor ?? before?.doc.mentorId ?? '';
  const network = (fields.network ?? '').trim();
  const problems: Partial<Record<PersonFieldName, FieldProblem>> = {};
  if (mentor !== '' && mentor !== before?.doc.mentorId && !(await isMentor(visit, mentor))) {
    problems.mentor = 'mentor-missing';
  }
  if (network.length > 200) problems.network = 'network-length';
  if (Object.keys(problems).length > 0) {
    return runPeoplePage(visit, { person: { id: doc.id, draft: { values: { mentor, network }, problems } } });
  }
  return change(visit, { notice: 'saved' }, async (participant) => [
    update(participants, participant, { practiceNetwork: network }),
    ...(await mentorOps(visit, participant.doc, mentor)),
  ]);
}

/** Leaves the run. What was done stays, and so does the mentor, for the way back. */
export async function removePerson(visit: TrainingVisit): Promise<Answer> {
  const undo = addressOf(paths.runPersonReturn, valuesOf(visit));
  return change(visit, { notice: 'person-removed', undo }, async (participant) => [
    update(participants, participant, { isGone: true }),
  ]);
}

export async function bringPersonBack(visit: TrainingVisit): Promise<Answer> {
  return change(visit, { notice: 'person-returned' }, async (participant) => [
    update(participants, participant, { isGone: false }),
  ]);
}

async function change(
  visit: TrainingVisit,
  flash: Flash,
  decide: (participant: Stored<Participant>) => Promise<Op[]>,
): Promise<Answer> {
  const { services, request, site, account, space, run } = visit;
  const id = await commitWhat(services.store, async () => {
    const participant = await participantOf(visit);
    return { ops: await decide(participant), result: participant.doc.id };
  });
  const ids = { site: site.id, account: account.id, space: space.doc.id, run: run.doc.id };
  request.log.info({ ...ids, participant: id, change: flash.notice }, 'participant changed');
  return { redirect: peopleAddress(visit), flash };
}

async function mentorOps(
  { services, now }: TrainingVisit,
  participant: Participant,
  mentorId: string,
): Promise<Op[]> {
  const known = await findMentorship(services.store, participant);
  if (known?.doc.mentorId === mentorId || (!known && mentorId === '')) return [];
  if (mentorId === '') return known ? [remove(mentorships, known)] : [];
  if (known) return [update(mentorships, known, { mentorId, createdAt: now })];
  const { spaceId, runId, accountId } = participant;
  const id = hashOf(`${runId} ${accountId}`);
  return [insert(mentorships, { id, spaceId, runId, accountId, mentorId, createdAt: now })];
}

async function isMentor({ services, space }: TrainingVisit, accountId: string): Promise<boolean> {
  const found = await findMembership(services.store, space.doc.id, accountId);
  return found?.doc.role === 'mentor' && found.doc.status === 'active' && found.doc.isConfirmed;
}

/** @throws CodedError `page.not-found` for somebody of another run */
async function participantOf(visit: TrainingVisit): Promise<Stored<Participant>> {
  const found = await storedInSpace(visit, participants, visit.values.participant);
  if (found.doc.runId !== visit.run.doc.id) throw new CodedError('page.not-found');
  return found;
}

function valuesOf({ site, space, run, values }: TrainingVisit) {
  const { participant = '' } = values;
  return { site: site.id, space: space.doc.id, run: run.doc.id, participant };
}
