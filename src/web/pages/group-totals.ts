import { type GroupTotals, groupTotals } from '../../domain/group-stand.ts';
import type { Curriculum } from '../../domain/training-curriculum.ts';
import type { TrainingRun } from '../../domain/training-run.ts';
import type { Store } from '../../store/port.ts';
import { participantsOf } from '../../store/training-participant.ts';

/** How far a group is, for everybody in it; undefined where so few take part that it would tell about single people. */
export async function groupTotalsOf(
  store: Store,
  run: Pick<TrainingRun, 'id'>,
  curriculum: Pick<Curriculum, 'steps'>,
): Promise<GroupTotals | undefined> {
  const people = await participantsOf(store, run.id);
  return groupTotals(
    curriculum,
    people.map(({ doc }) => doc),
  );
}
