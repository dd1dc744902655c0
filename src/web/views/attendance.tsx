import type { VNode } from 'preact';
import type { TrainingStep, Unit } from '../../domain/training-curriculum.ts';
import type { Meeting } from '../../domain/training-run.ts';
import { inLanguage } from '../../domain/words.ts';
import { formatDate, formatSpan } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';

export interface ListedMeeting {
  step: TrainingStep;
  unit: Unit;
  meeting: Meeting | undefined;
  /** How many were there, or have noted so before. */
  there: number;
  href: string;
}

/** All meetings of a run: when, and how many were there. */
export function AttendancePage(props: {
  frame: Frame;
  now: number;
  meetings: readonly ListedMeeting[];
  /** Those who take part in the run. */
  people: number;
  runs: readonly { title: string; isCurrent: boolean; href: string }[];
  /** Where dates are set. */
  runsAddress: string;
}): VNode {
  const { frame, meetings, people, runs, now } = props;
  const t = translator(frame.language);
  const heading = attendanceHeading(t, meetings, now);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      {runs.length > 1 && (
        <nav aria-label={t('attendance.runs')}>
          <ul class="nb-words nb-list-bare">
            {runs.map(({ title, isCurrent, href }) => (
              <li key={href}>
                <a
                  class={`btn btn-sm ${isCurrent ? 'btn-primary' : 'btn-outline-secondary'}`}
                  href={href}
                  {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
                >
                  <bdi>{title}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <p>{t(people === 0 ? 'attendance.nobody' : 'attendance.about')}</p>
      <ul class="nb-rows" aria-label={t('attendance.list')}>
        {meetings.map(({ step, unit, meeting, there, href }) => (
          <li key={unit.key} class="nb-row-split">
            <div class="nb-row-words">
              <p class="nb-row-title">
                <a href={href}>{inLanguage(unit.title, t.language)}</a>
              </p>
              <p class="nb-row-line">
                {inLanguage(step.title, t.language)},{' '}
                {meeting
                  ? formatSpan(meeting.startsAt, meeting.endsAt, t.language, now)
                  : t('attendance.no-date')}
              </p>
            </div>
            {(there > 0 || (meeting && meeting.startsAt <= now)) && (
              <p>{t('attendance.share', { there, count: people })}</p>
            )}
          </li>
        ))}
      </ul>
      {meetings.some(({ meeting }) => meeting === undefined) && (
        <p>
          <a href={props.runsAddress}>{t('attendance.set-dates')}</a>
        </p>
      )}
    </Document>
  );
}

/** What is going on, else what comes next, else that all is over, or that there is no date at all. */
function attendanceHeading(t: T, meetings: readonly ListedMeeting[], now: number): string {
  const dated = meetings
    .flatMap(({ unit, meeting }) => (meeting ? [{ unit, ...meeting }] : []))
    .sort((a, b) => a.startsAt - b.startsAt);
  const present = dated.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
  const next = dated.find(({ startsAt }) => startsAt > now);
  const title = ({ unit }: Pick<ListedMeeting, 'unit'>): string => inLanguage(unit.title, t.language);
  if (present) return t('attendance.heading-now', { title: title(present) });
  if (next) {
    return t('attendance.heading-next', { title: title(next), date: formatDate(next.startsAt, t.language) });
  }
  return t(dated.length > 0 ? 'attendance.heading-over' : 'attendance.heading-none');
}
