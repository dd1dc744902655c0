import { attentionOf } from '../../domain/training-attention.ts';
import type { Participant } from '../../domain/training-participant.ts';
import { everyRow } from '../../store/port.ts';
import { practiceLogOf } from '../../store/practice-entry.ts';
import { reflections } from '../../store/reflection.ts';
import { menteesOf } from '../../store/training-participant.ts';
import { trainingRuns } from '../../store/training-run.ts';
import { spaceFrame } from '../frame.ts';
import { curriculumOf, type TrainingVisit } from '../training-visit.ts';
import { type Mentee, MenteesPage } from '../views/mentees.tsx';
import type { Answer } from '../visit.ts';
import { storedInSpace } from './in-this-space.ts';
import { byLastName, namesOf } from './run-people.ts';
import { traineeAddress } from './training-group.ts';

/** Whom this person accompanies; empty for those who accompany nobody. */
export async function menteesPage(visit: TrainingVisit): Promise<Answer> {
  const { services, space, account, t, now } = visit;
  const people = await menteesOf(services.store, account.id, space.doc.id);
  const ids = people.map(({ accountId }) => accountId);
  const names = await namesOf(services.store, t, space.doc.id, ids);
  const mentees = await Promise.all(
    people.map((one) => menteeOf(visit, one, names.get(one.accountId) ?? '')),
  );
  const page = MenteesPage({
    frame: spaceFrame(visit, 'mentees'),
    now,
    mentees: mentees.sort((a, b) => needOf(b) - needOf(a) || byLastName(a.name, b.name)),
  });
  return { page };
}

function needOf({ waiting, reasons }: Mentee): number {
  return waiting > 0 || reasons.length > 0 ? 1 : 0;
}

async function menteeOf(visit: TrainingVisit, participant: Participant, name: string): Promise<Mentee> {
  const { store } = visit.services;
  const { accountId, runId } = participant;
  const run = (await storedInSpace(visit, trainingRuns, runId)).doc;
  const [curriculum, log, written] = await Promise.all([
    curriculumOf(store, run),
    practiceLogOf(store, participant),
    Array.fromAsync(everyRow(store, reflections, 'byPerson', [accountId, runId])),
  ]);
  const shared = written.filter(({ doc }) => doc.audience !== 'private');
  return {
    ...{ name, page: traineeAddress(visit, participant.id), curriculum, participant },
    reasons: attentionOf(curriculum, run, participant, visit.now),
    waiting: log.filter(({ doc }) => doc.commentAt === null).length,
    shared: { count: shared.length, lastAt: Math.max(0, ...shared.map(({ doc }) => doc.updatedAt)) },
  };
}
