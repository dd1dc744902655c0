import type { SpaceEvent } from '../../domain/event.ts';
import type { SpaceKind } from '../../domain/space.ts';
import { daysBetween, formatDay, formatWeekday } from '../dates.ts';
import type { T } from '../language.ts';

/** Days from today in which a weekday alone names a date. */
const weekdayReach = 6;

/**
 * The heading of a space is the answer to "what is next?": "Am Donnerstag trifft sich die Lenkungsrunde", or a plain
 * sentence by kind. `next` is the event that ends first and has not ended.
 */
export function spaceHeading(
  t: T,
  space: { kind: SpaceKind },
  next: Pick<SpaceEvent, 'kind' | 'startsAt'> | undefined,
  now: number,
): string {
  if (next === undefined) return t(`heading.none.${space.kind}`);
  return t(`heading.event.${next.kind}`, { when: when(t, next.startsAt, now) });
}

function when(t: T, startsAt: number, now: number): string {
  if (startsAt <= now) return t('heading.when.now');
  const days = daysBetween(now, startsAt);
  if (days === 0) return t('heading.when.today');
  if (days === 1) return t('heading.when.tomorrow');
  if (days <= weekdayReach)
    return t('heading.when.weekday', { weekday: formatWeekday(startsAt, t.language) });
  return t('heading.when.day', { day: formatDay(startsAt, t.language, now) });
}
