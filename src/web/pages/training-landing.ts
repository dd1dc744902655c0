import { isDone } from '../../domain/training-progress.ts';
import { commitWhat } from '../../store/port.ts';
import { completedScoreOps } from '../../store/training-progress.ts';
import { type TraineeVisit, trainingVisit } from '../training-visit.ts';
import type { Answer, SpaceVisit } from '../visit.ts';
import { aboutPage } from './about.ts';
import { menteesPage } from './mentees.ts';
import { groupPage } from './training-group.ts';
import { trainingPathPage } from './training-path.ts';
import { showUnit } from './unit.ts';

/**
 * Where a training begins for whom: for a trainee at the next unit of the path, or of the module that the link in the
 * course stands for (`?step=`); for those who lead with the group; for a mentor with the people that he or she
 * accompanies; for the others with what the training is about.
 */
export async function trainingLanding(visit: SpaceVisit): Promise<Answer> {
  const training = await trainingVisit(visit);
  const { participant } = training;
  if (participant) return ownPath({ ...training, participant });
  if (visit.may('lead-training')) return groupPage(training);
  return visit.membership.role === 'mentor' ? menteesPage(training) : aboutPage(visit);
}

async function ownPath(visit: TraineeVisit): Promise<Answer> {
  const { services, request, curriculum, participant } = visit;
  const { store, clock } = services;
  await commitWhat(store, async () => ({
    ops: await completedScoreOps(store, clock, participant.doc),
    result: undefined,
  }));
  const { step: stepId } = request.query as { step?: unknown };
  const step = curriculum.steps.find(({ id }) => id === stepId);
  const unit = step?.units.find((one) => !isDone(participant.doc.units, one)) ?? step?.units[0];
  return unit ? showUnit(visit, unit.key) : trainingPathPage(visit);
}
