import { curriculum as laidDown } from '../../config/curriculum.ts';
import type { Curriculum } from '../../src/domain/training-curriculum.ts';
import type { TrainingRun } from '../../src/domain/training-run.ts';
import type { Words } from './samples-ground.ts';

const day = 86_400_000;

/** The contents as they are laid down; the first step has somebody's title. */
export function sampleCurriculum({ title }: Pick<Words, 'title'>): Curriculum {
  const [first, ...others] = laidDown.steps.map((step) => ({
    ...step,
    units: step.units.map((unit) => ({ ...unit, contentId: 'content' })),
  }));
  const steps = first ? [{ ...first, title: { de: title.slice(0, 120), en: '' } }, ...others] : others;
  return {
    ...{ id: 'c1', spaceId: 'space-1', version: 1, state: 'published', steps },
    ...{ practice: laidDown.practice, createdAt: 0, createdBy: null, publishedAt: 0 },
  };
}

/** A run with one meeting and one due day ahead. */
export function sampleRun({ title, place }: Pick<Words, 'title' | 'place'>, now: number): TrainingRun {
  const at = now + 3 * day;
  const meeting = { startsAt: at, endsAt: at + 3_600_000, place, url: '' as const };
  return {
    ...{ id: 'run-1', spaceId: 'space-1', title, curriculumId: 'c1', state: 'running', entry: 'course' },
    ...{ meetings: { 'kick-off-day': meeting }, dueAt: { 'module-1': at }, createdAt: 0, createdBy: null },
  };
}
