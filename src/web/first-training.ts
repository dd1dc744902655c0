import { curriculum as laidDown } from '../../config/curriculum.ts';
import type { Space } from '../domain/space.ts';
import type { Curriculum } from '../domain/training-curriculum.ts';
import type { TrainingRun } from '../domain/training-run.ts';
import type { UnitContent } from '../domain/unit-content.ts';
import type { Clock } from '../runtime/clock.ts';
import { randomId } from '../runtime/secrets.ts';
import { commitWhat, insert, type Op, type Store } from '../store/port.ts';
import { curricula, unitContents } from '../store/training-curriculum.ts';
import { trainingRuns } from '../store/training-run.ts';

/**
 * What a training begins with, so that it can be used at once: the contents as they are laid down, published as
 * version 1, and a first run that everybody takes part in who comes from a course.
 */
function firstTrainingOps(clock: Clock, space: Pick<Space, 'id' | 'title'>): Op[] {
  const now = clock();
  const contents: UnitContent[] = [];
  const steps = laidDown.steps.map(({ units, ...step }) => ({
    ...step,
    units: units.map(({ text, materials, selfCheck, ...unit }) => {
      const content = { id: randomId(), spaceId: space.id, text, materials, selfCheck };
      contents.push(content);
      return { ...unit, contentId: content.id };
    }),
  }));
  const curriculum: Curriculum = {
    id: randomId(),
    spaceId: space.id,
    version: 1,
    state: 'published',
    steps,
    practice: laidDown.practice,
    createdAt: now,
    createdBy: null,
    publishedAt: now,
  };
  const run: TrainingRun = {
    id: randomId(),
    spaceId: space.id,
    title: space.title,
    curriculumId: curriculum.id,
    state: 'running',
    entry: 'course',
    meetings: {},
    dueAt: {},
    createdAt: now,
    createdBy: null,
  };
  return [
    ...contents.map((content) => insert(unitContents, content)),
    insert(curricula, curriculum),
    insert(trainingRuns, run),
  ];
}

/** Gives a training what it begins with, where it has nothing yet. */
export async function beginTraining(
  store: Store,
  clock: Clock,
  space: Pick<Space, 'id' | 'title'>,
): Promise<void> {
  await commitWhat(store, async () => {
    // Asked at every request: one version is enough to know, however many there are.
    const { rows } = await store.find(curricula, 'bySpace', [space.id, 'published'], { limit: 1 });
    return { ops: rows.length > 0 ? [] : firstTrainingOps(clock, space), result: undefined };
  });
}
