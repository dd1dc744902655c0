import { type Language, type T, translator } from './language.ts';

const zone = 'Europe/Berlin';
const tags: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };
const dayLength = 86_400_000;

type Style = Intl.DateTimeFormatOptions;
const formats = new Map<string, Intl.DateTimeFormat>();

function written(language: Language, ms: number, style: Style): string {
  const key = language + JSON.stringify(style);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(tags[language], { timeZone: zone, ...style });
  formats.set(key, format);
  return format.format(ms);
}

/** "Donnerstag, 26. November 2026"; "Thursday, 26 November 2026". */
export function formatDate(ms: number, language: Language): string {
  const weekday = written(language, ms, { weekday: 'long' });
  return `${weekday}, ${written(language, ms, { day: 'numeric', month: 'long', year: 'numeric' })}`;
}

/** "26.11.2026" for tables; "26 Nov 2026" in English, because 11/12/2026 means two different days. */
export function formatShortDate(ms: number, language: Language): string {
  const month = language === 'de' ? '2-digit' : 'short';
  return written(language, ms, { day: '2-digit', month, year: 'numeric' });
}

/** "26. November"; with the year where it is not the year of `now`. */
export function formatDay(ms: number, language: Language, now: number): string {
  const isThisYear = wallClock(ms).getUTCFullYear() === wallClock(now).getUTCFullYear();
  return written(language, ms, {
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
}

export function formatWeekday(ms: number, language: Language): string {
  return written(language, ms, { weekday: 'long' });
}

/** "7:51", also where the hour has one digit; 24 hours in both languages. */
export function formatTime(ms: number, language: Language): string {
  return written(language, ms, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).replace(
    /^0(?=\d)/,
    '',
  );
}

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(tags[language]).format(value);
}

/** "heute", "morgen", "gestern", else the full date. */
function formatNearDate(ms: number, language: Language, now: number): string {
  const t = translator(language);
  switch (daysBetween(now, ms)) {
    case 0:
      return t('dates.today');
    case 1:
      return t('dates.tomorrow');
    case -1:
      return t('dates.yesterday');
    default:
      return formatDate(ms, language);
  }
}

/** "heute, 7:51 Uhr"; "gestern, 7:51 Uhr"; else with the full date. */
export function formatNearMoment(ms: number, language: Language, now: number): string {
  const values = { date: formatNearDate(ms, language, now), time: formatTime(ms, language) };
  return translator(language)('dates.moment', values);
}

/** "Dienstag, 24. November 2026, 7:51 Uhr". */
export function formatMoment(ms: number, language: Language): string {
  const values = { date: formatDate(ms, language), time: formatTime(ms, language) };
  return translator(language)('dates.moment', values);
}

/**
 * "Donnerstag, 26. November 2026, 14:00 bis 16:00 Uhr"; near ones "heute, 14:00 bis 16:00 Uhr"; over midnight with
 * both dates. Times in epoch milliseconds, shown in Europe/Berlin.
 */
export function formatSpan(startsAt: number, endsAt: number, language: Language, now: number): string {
  const t: T = translator(language);
  const date = formatNearDate(startsAt, language, now);
  const from = formatTime(startsAt, language);
  const to = formatTime(endsAt, language);
  if (daysBetween(startsAt, endsAt) === 0) return t('dates.span', { date, from, to });
  return t('dates.span-days', { date, from, to, lastDate: formatNearDate(endsAt, language, now) });
}

/** Calendar days in Berlin from one moment to another: 0 on the same day, 1 for the next. */
export function daysBetween(from: number, to: number): number {
  const day = (ms: number): number => Math.floor(wallClock(ms).getTime() / dayLength);
  return day(to) - day(from);
}

const clockParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
});

/** What a clock on a wall in Berlin shows, as the UTC fields of a Date. */
function wallClock(ms: number): Date {
  const parts = clockParts.formatToParts(ms);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return new Date(Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')));
}

/** Values of the fields `<input type="date">` and `<input type="time">`: "2026-11-26", "14:00". */
export function fieldsOf(ms: number): { date: string; time: string } {
  const text = wallClock(ms).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

/**
 * The moment a person means by "2026-11-26" and "14:00" in Berlin, in epoch milliseconds; undefined where no such
 * moment is (31 February, 2:30 in the night when summer time begins). Of two (when it ends) the earlier.
 */
export function momentOf(date: string, time: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return undefined;
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(asUtc)) return undefined;
  return [2, 1]
    .map((hoursAhead) => asUtc - hoursAhead * 3_600_000)
    .find((ms) => {
      const shown = fieldsOf(ms);
      return shown.date === date && shown.time === time;
    });
}
