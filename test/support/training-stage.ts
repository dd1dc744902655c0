import { randomUUID } from 'node:crypto';
import type { Space } from '../../src/domain/space.ts';
import type { TrainingRun } from '../../src/domain/training-run.ts';
import { insert } from '../../src/store/port.ts';
import { trainerNotes } from '../../src/store/trainer-note.ts';
import { mentorships, participants } from '../../src/store/training-participant.ts';
import { runsOf } from '../../src/store/training-run.ts';
import { beginTraining } from '../../src/web/first-training.ts';
import { newParticipant } from '../../src/web/training-visit.ts';
import { groundOf, makeMember } from './ground.ts';
import type { Guest } from './guest.ts';
import type { World } from './world.ts';

/** People around one training. The mentor accompanies the trainee; the last two are no members. */
export type TrainingCast = Record<
  'owner' | 'trainer' | 'mentor' | 'trainee' | 'other' | 'member' | 'removed' | 'elsewhere',
  Guest
>;

export interface TrainingStage {
  space: Space;
  run: TrainingRun;
  /** Ids for the parts of addresses: `:unit`, `:run`, `:participant`, `:note`, `:account`. */
  ids: Record<string, string>;
  /** Texts and ids that no refused answer may show. */
  secrets: string[];
}

/** A training with a run, its people, and a trainee who has read one unit. */
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
  const read = { 'media-didactics': { state: 'done', at: now, by: 'self' } } as const;
  const part = { ...newParticipant(run, cast.trainee, now), units: read };
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
  return {
    space,
    run,
    ids: {
      ...{ unit: 'media-didactics', step: 'module-1', question: 'new', run: run.id, participant: part.id },
      ...{ note: note.id, account: cast.trainer.accountId },
    },
    secrets: [space.title, part.id],
  };
}
