import { hoursFrom, type PracticeEntry } from '../../domain/practice-entry.ts';
import { daysBetween, momentOf } from '../dates.ts';
import type { PracticeField, PracticeValues } from '../views/practice-form.tsx';
import type { FieldProblem } from '../views/problems.tsx';
import type { SpaceVisit } from '../visit.ts';

export type ReadEntry = Pick<PracticeEntry, PracticeField>;

/** What was typed, as it was typed. */
export function typedEntry({ fields }: Pick<SpaceVisit, 'fields'>): PracticeValues {
  return {
    day: (fields.day ?? '').trim(),
    event: (fields.event ?? '').trim(),
    hours: (fields.hours ?? '').trim(),
    learned: (fields.learned ?? '').replaceAll('\r\n', '\n').trim(),
  };
}

/** The entry that was meant, or what is wrong with it. An event that is still to come cannot have been accompanied. */
export function readEntry(
  values: PracticeValues,
  now: number,
): ReadEntry | { problems: Partial<Record<PracticeField, FieldProblem>> } {
  const problems: Partial<Record<PracticeField, FieldProblem>> = {};
  const { event, learned, day } = values;
  if (event === '') problems.event = 'practice-event-missing';
  else if (event.length > 200) problems.event = 'practice-event-length';
  const noon = momentOf(day, '12:00');
  if (noon === undefined) problems.day = 'date-missing';
  else if (daysBetween(now, noon) > 0) problems.day = 'practice-day-future';
  const hours = hoursFrom(values.hours);
  if (hours === undefined) problems.hours = 'practice-hours';
  if (learned.length > 10_000) problems.learned = 'practice-learned-length';
  if (hours === undefined || Object.keys(problems).length > 0) return { problems };
  return { day, event, hours, learned };
}
