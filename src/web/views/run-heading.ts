import type { TrainingRun } from '../../domain/training-run.ts';
import { formatDay, formatWeekday } from '../dates.ts';
import type { T } from '../language.ts';

/** How a run stands, in one sentence: the next meeting, or that there is none. */
export function runHeading(
  t: T,
  { state, meetings }: Pick<TrainingRun, 'state' | 'meetings'>,
  title: (unitKey: string) => string,
  now: number,
): string {
  if (state === 'ended') return t('runs.run-ended');
  const [next] = Object.entries(meetings)
    .filter(([, { endsAt }]) => endsAt > now)
    .sort(([, a], [, b]) => a.startsAt - b.startsAt);
  if (!next) return t(state === 'planned' ? 'runs.run-planned' : 'runs.run-no-meeting');
  const [key, { startsAt }] = next;
  const date = `${formatWeekday(startsAt, t.language)}, ${formatDay(startsAt, t.language, now)}`;
  return state === 'planned'
    ? t('runs.run-begins', { date })
    : t('runs.run-next', { date, unit: title(key) });
}
