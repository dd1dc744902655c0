import type { SpaceAction } from '../domain/access.ts';
import { CodedError } from '../domain/errors.ts';
import type { Curriculum } from '../domain/training-curriculum.ts';
import type { Participant } from '../domain/training-participant.ts';
import type { TrainingRun } from '../domain/training-run.ts';
import { randomId } from '../runtime/secrets.ts';
import { commitWhat, insert, type Store, type Stored } from '../store/port.ts';
import { curricula } from '../store/training-curriculum.ts';
import { participants, participationOf } from '../store/training-participant.ts';
import { runsOf, trainingRuns } from '../store/training-run.ts';
import { beginTraining } from './first-training.ts';
import type { WebServices } from './services.ts';
import { type Answer, inSpace, type SpaceVisit } from './visit.ts';

/** A visit to a training: with the run that it is about and that run's contents. */
export interface TrainingVisit extends SpaceVisit {
  run: Stored<TrainingRun>;
  /** The version that this run uses. */
  curriculum: Curriculum;
  /** This person's own part in the run; undefined for those who lead, accompany or only look. */
  participant: Stored<Participant> | undefined;
}

/** A visit by somebody who takes part. */
export type TraineeVisit = TrainingVisit & { participant: Stored<Participant> };

type Handler = ReturnType<typeof inSpace>;

/**
 * Pages and forms of a training. The run is the one in the address (`:run`, else `?run=`), for a trainee the own one,
 * else the newest under way.
 */
export function inTraining(
  services: WebServices,
  action: SpaceAction,
  page: (visit: TrainingVisit) => Promise<Answer>,
): Handler {
  return inSpace(services, action, async (visit) => page(await trainingVisit(visit)));
}

/** The same for what only a trainee has. @throws CodedError `training.no-part` */
export function asTrainee(services: WebServices, page: (visit: TraineeVisit) => Promise<Answer>): Handler {
  return inTraining(services, 'view', async (visit) => {
    const { participant } = visit;
    if (!participant) throw new CodedError('training.no-part', { space: visit.space.doc.id });
    return page({ ...visit, participant });
  });
}

/** @throws CodedError `page.not-found` for a space that is no training, and for a run of another one */
export async function trainingVisit(visit: SpaceVisit): Promise<TrainingVisit> {
  const { services, space, account } = visit;
  if (space.doc.kind !== 'training') throw new CodedError('page.not-found');
  await beginTraining(services.store, services.clock, space.doc);
  const participant =
    (await participationOf(services.store, space.doc.id, account.id)) ?? (await joined(visit));
  const run = await runFor(visit, participant);
  return { ...visit, run, curriculum: await curriculumOf(services.store, run.doc), participant };
}

/** The version that a run uses. */
export async function curriculumOf(
  store: Store,
  { curriculumId }: Pick<TrainingRun, 'curriculumId'>,
): Promise<Curriculum> {
  const stored = await store.get(curricula, curriculumId);
  if (!stored) throw new CodedError('internal.unexpected', { curriculum: curriculumId });
  return stored.doc;
}

/** A trainee who came from a course takes part in the newest run that is open to it. */
async function joined({
  services,
  space,
  membership,
  may,
}: SpaceVisit): Promise<Stored<Participant> | undefined> {
  const { store, clock } = services;
  if (membership.role !== 'trainee' || may('lead-training')) return undefined;
  const open = (await runsOf(store, space.doc.id))
    .filter(({ doc }) => doc.entry === 'course' && doc.state === 'running')
    .at(-1);
  if (!open) return undefined;
  await commitWhat(store, async () => {
    const { rows } = await store.find(participants, 'byRun', [open.doc.id, membership.accountId]);
    const ops = rows.length > 0 ? [] : [insert(participants, newParticipant(open.doc, membership, clock()))];
    return { ops, result: undefined };
  });
  return participationOf(store, space.doc.id, membership.accountId);
}

/** Somebody at the beginning of a run. Times in epoch milliseconds. */
export function newParticipant(
  { id: runId, spaceId }: Pick<TrainingRun, 'id' | 'spaceId'>,
  { accountId, siteId }: Pick<Participant, 'accountId' | 'siteId'>,
  now: number,
): Participant {
  return {
    ...{ id: randomId(), spaceId, runId, accountId, siteId },
    ...{ practiceNetwork: '', joinedAt: now, lastActiveAt: now, units: {} },
    ...{ practice: { events: 0, hours: 0 }, completedSteps: {}, completedAt: null, isGone: false },
  };
}

async function runFor(
  { services, space, values, request, may }: SpaceVisit,
  participant: Stored<Participant> | undefined,
): Promise<Stored<TrainingRun>> {
  const { store } = services;
  const asked = values.run ?? (request.query as { run?: unknown } | undefined)?.run;
  if (typeof asked === 'string' && may('lead-training')) {
    const run = await store.get(trainingRuns, asked);
    if (run?.doc.spaceId !== space.doc.id) throw new CodedError('page.not-found');
    return run;
  }
  const runs = await runsOf(store, space.doc.id);
  const own = runs.find(({ doc }) => doc.id === participant?.doc.runId);
  const run = own ?? runs.filter(({ doc }) => doc.state === 'running').at(-1) ?? runs.at(-1);
  if (!run) throw new CodedError('internal.unexpected', { space: space.doc.id });
  return run;
}
