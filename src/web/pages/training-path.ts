import { nextUnit } from '../../domain/training-progress.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TraineeVisit } from '../training-visit.ts';
import { PathDonePage } from '../views/path-done.tsx';
import type { Answer } from '../visit.ts';
import { pathOf, practiceOf, valuesOf } from './trainee-path.ts';
import { showUnit } from './unit.ts';

/** The trainee's first page: the next unit, open, beside the path. When all are done: what is left, or nothing. */
export async function trainingPathPage(visit: TraineeVisit): Promise<Answer> {
  const next = nextUnit(visit.curriculum, visit.participant.doc.units);
  if (next) return showUnit(visit, next.key);
  const page = PathDonePage({
    frame: spaceFrame(visit, 'path'),
    path: await pathOf(visit, undefined),
    completedAt: visit.participant.doc.completedAt,
    practice: practiceOf(visit),
    practiceAddress: addressOf(paths.practice, valuesOf(visit)),
  });
  return { page };
}
