import type { TrainingRun } from '../../domain/training-run.ts';
import { commitWhat } from '../../store/port.ts';
import { participants, participantsOf } from '../../store/training-participant.ts';
import { progressOps } from '../../store/training-progress.ts';
import { curriculumOf, type TrainingVisit } from '../training-visit.ts';

/**
 * Looks again at which steps everybody has completed, after a run was moved to another version. What people did stays;
 * a step that has one more unit is open again, and one with fewer may be complete now.
 */
export async function moveParticipants(
  { services }: Pick<TrainingVisit, 'services'>,
  run: TrainingRun,
): Promise<void> {
  const { store, clock } = services;
  const curriculum = await curriculumOf(store, run);
  for (const { doc } of await participantsOf(store, run.id)) {
    await commitWhat(store, async () => {
      const stored = await store.get(participants, doc.id);
      if (!stored) return { ops: [], result: undefined };
      const { lastActiveAt } = stored.doc;
      const { ops, progress } = await progressOps(store, clock, stored, curriculum, { lastActiveAt });
      const { completed, reopened, training } = progress;
      const isSame = completed.length + reopened.length === 0 && training === undefined;
      return { ops: isSame ? [] : ops, result: undefined };
    });
  }
}
