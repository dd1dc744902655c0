import { randomUUID } from 'node:crypto';
import type { Space } from '../../src/domain/space.ts';
import type { TrainingRun } from '../../src/domain/training-run.ts';
import { insert } from '../../src/store/port.ts';
import { practiceEntries } from '../../src/store/practice-entry.ts';
import { attempts } from '../../src/store/self-check.ts';
import { trainerNotes } from '../../src/store/trainer-note.ts';
import { curricula } from '../../src/store/training-curriculum.ts';
import { mentorships, participants } from '../../src/store/training-participant.ts';
import { runsOf } from '../../src/store/training-run.ts';
import { beginTraining } from '../../src/web/first-training.ts';
import { newParticipant } from '../../src/web/training-visit.ts';
import { groundOf, makeMember } from './ground.ts';
import type { Guest } from './guest.ts';
import { accompanied } from './training-routes.ts';
import type { World } from './world.ts';

/** People around one training. The mentor accompanies the trainee; the last two are no members. */
export type TrainingCast = Record<
  'owner' | 'trainer' | 'mentor' | 'trainee' | 'other' | 'member' | 'removed' | 'elsewhere',
  Guest
>;

export interface TrainingStage {
  space: Space;
  run: TrainingRun;
  /** Ids for the parts of addresses: `:unit`, `:run`, `:participant`, `:attempt`, `:entry`, … */
  ids: Record<string, string>;
  /** Texts and ids that no refused answer may show. */
  secrets: string[];
}

/** A training with a run, its people, and a trainee who has read one unit, answers a self-check and practises. */
export async function setTrainingStage(world: World, cast: TrainingCast): Promise<TrainingStage> {
  const { store } = world.core;
  const space = await groundOf(world, 'training', { title: `Titel ${randomUUID().slice(0, 8)}` });
  await beginTraining(store, world.now, space);
  await makeMember(world, space, cast.owner, { isOwner: true, role: 'training-lead' });
  await makeMember(world, space, cast.trainer, { role: 'trainer' });
  await makeMember(world, space, cast.mentor, { role: 'mentor' });
  await makeMember(world, space, cast.trainee, { role: 'trainee', isConfirmed: false });
  await makeMember(world, space, cast.other, { role: 'trainee', isConfirmed: false });
  await makeMember(world, space, cast.member, { role: 'member' });
  await makeMember(world, space, cast.removed, { role: 'trainee', status: 'removed' });
  const run = (await runsOf(store, space.id))[0]?.doc;
  if (!run) throw new Error('the training has no run');
  const now = world.now();
  const done = { state: 'done', at: now, by: 'trainer' } as const;
  // Whose practice is open.
  const units = {
    'media-didactics': { ...done, by: 'self' as const },
    ...{ 'module-2-day-1': done, 'module-2-day-2': done },
  };
  const part = { ...newParticipant(run, cast.trainee, now), units };
  const [spaceId, runId] = [space.id, run.id];
  const note = {
    ...{ id: randomUUID(), spaceId, runId, accountId: cast.trainee.accountId, text: 'Notiz' },
    ...{ writtenBy: cast.trainer.accountId, createdAt: now, expiresAt: null },
  };
  await store.commit([
    insert(trainerNotes, note),
    insert(participants, part),
    insert(participants, newParticipant(run, cast.other, now)),
    insert(mentorships, {
      ...{ id: randomUUID(), spaceId, runId, createdAt: now },
      ...{ accountId: cast.trainee.accountId, mentorId: cast.mentor.accountId },
    }),
  ]);
  const ids = { spaceId, runId, accountId: cast.trainee.accountId };
  const [attempt, entry] = [randomUUID(), randomUUID()];
  await store.commit([
    insert(attempts, {
      ...{ ...ids, id: attempt, unitKey: 'module-1-check', contentId: await checkOf(world, run) },
      ...{ number: 1, asked: [{ questionId: 'effect', optionIds: ['never', 'depends'] }], answers: {} },
      ...{ state: 'open' as const, startedAt: now, savedAt: now, submittedAt: null },
      ...{ points: 0, possible: 0, isPassed: false },
    }),
    insert(practiceEntries, {
      ...{ ...ids, ...accompanied, id: entry, hours: Number(accompanied.hours) },
      ...{
        comment: '',
        commentBy: null,
        commentAt: null,
        commentReadAt: null,
        createdAt: now,
        updatedAt: now,
      },
    }),
  ]);
  return {
    space,
    run,
    ids: {
      ...{ unit: 'media-didactics', step: 'module-1', question: 'new', run: run.id, participant: part.id },
      ...{ note: note.id, account: cast.trainer.accountId, attempt, entry },
    },
    secrets: [space.title, part.id, accompanied.learned],
  };
}

/** The content of the first self-check. */
async function checkOf({ core: { store } }: World, { curriculumId }: TrainingRun): Promise<string> {
  const steps = (await store.get(curricula, curriculumId))?.doc.steps ?? [];
  return steps.flatMap(({ units }) => units).find(({ key }) => key === 'module-1-check')?.contentId ?? '';
}
