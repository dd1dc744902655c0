import type { T } from '../language.ts';

/** "etwa 35 Minuten", "etwa 2 Stunden", "etwa 1 ½ Stunden", rounded as a person would say it. */
export function duration(t: T, minutes: number): string {
  if (minutes < 60) return t('unit.minutes', { count: Math.max(5, Math.ceil(minutes / 5) * 5) });
  const halves = Math.round(minutes / 30);
  const hours = Math.floor(halves / 2);
  return halves % 2 === 0 ? t('unit.hours', { count: hours }) : t('unit.hours-half', { count: hours });
}
