import { isDone } from '../../domain/training-progress.ts';
import { commitWhat } from '../../store/port.ts';
import { completedScoreOps } from '../../store/training-progress.ts';
import { addressOf, paths } from '../addresses.ts';
import { type TrainingVisit, trainingVisit } from '../training-visit.ts';
import type { Answer, SpaceVisit } from '../visit.ts';

/**
 * Where a training begins for whom: for a trainee at the next unit of the path, or of the module that the link in the
 * course stands for; for those who lead at the group; for a mentor at the people that he or she accompanies.
 */
export async function trainingLanding(visit: SpaceVisit): Promise<Answer> {
  const training = await trainingVisit(visit);
  const values = { site: visit.site.id, space: visit.space.doc.id };
  if (training.participant) return { redirect: await ownPath(training) };
  if (visit.may('lead-training')) return { redirect: addressOf(paths.group, values) };
  if (visit.membership.role === 'mentor') return { redirect: addressOf(paths.mentees, values) };
  return { redirect: addressOf(paths.about, values) };
}

async function ownPath({
  services,
  site,
  space,
  request,
  curriculum,
  participant,
}: TrainingVisit): Promise<string> {
  const values = { site: site.id, space: space.doc.id };
  if (!participant) return addressOf(paths.about, values);
  const { store, clock } = services;
  await commitWhat(store, async () => ({
    ops: await completedScoreOps(store, clock, participant.doc),
    result: undefined,
  }));
  const { step: stepId } = request.query as { step?: unknown };
  const step = curriculum.steps.find(({ id }) => id === stepId);
  const unit = step?.units.find((one) => !isDone(participant.doc.units, one)) ?? step?.units[0];
  return unit ? addressOf(paths.unit, { ...values, unit: unit.key }) : addressOf(paths.trainingPath, values);
}
