import type { GroupCounts } from '../../domain/group-stand.ts';
import type { TrainingRun } from '../../domain/training-run.ts';
import type { T, TextKey } from '../language.ts';
import { counted, countedWithin } from './counted.ts';

type Part = 'needing' | 'going' | 'complete' | 'unfinished';

/** Texts of a part: for the whole group, for a group of two, as the first of several, and after the first. */
const keys: Record<Part, { all: TextKey; both: TextKey; first: TextKey; next: TextKey }> = {
  needing: {
    all: 'training-group.heading.needing-all',
    both: 'training-group.heading.needing-both',
    first: 'training-group.heading.needing',
    next: 'training-group.heading.needing',
  },
  going: {
    all: 'training-group.heading.going-all',
    both: 'training-group.heading.going-both',
    first: 'training-group.heading.going-first',
    next: 'training-group.heading.going',
  },
  complete: {
    all: 'training-group.heading.complete-all',
    both: 'training-group.heading.complete-both',
    first: 'training-group.heading.complete-first',
    next: 'training-group.heading.complete',
  },
  unfinished: {
    all: 'training-group.heading.unfinished-all',
    both: 'training-group.heading.unfinished-all',
    first: 'training-group.heading.unfinished',
    next: 'training-group.heading.unfinished',
  },
};

/**
 * How a group stands, in one sentence: who needs somebody first, then who gets on, then who has finished. After a run
 * only who has finished and who has not; before it how many wait.
 */
export function groupHeading(t: T, state: TrainingRun['state'], counts: GroupCounts): string {
  const { needing, going, complete } = counts;
  const total = needing + going + complete;
  if (total === 0) return t('training-group.heading.none');
  if (state === 'planned') return counted(t, 'training-group.heading.planned', total);
  const parts: [Part, number][] =
    state === 'ended'
      ? [
          ['complete', complete],
          ['unfinished', going + needing],
        ]
      : [
          ['needing', needing],
          ['going', going],
          ['complete', complete],
        ];
  const [first, ...others] = parts.filter(([, count]) => count > 0);
  if (!first) return t('training-group.heading.none');
  const [part, count] = first;
  if (others.length === 0) return counted(t, count === 2 ? keys[part].both : keys[part].all, count);
  const rest = others.map(([other, number]) => countedWithin(t, keys[other].next, number));
  return [counted(t, keys[part].first, count), ...rest].join(', ');
}
