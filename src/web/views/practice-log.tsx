import type { VNode } from 'preact';
import type { PracticeEntry } from '../../domain/practice-entry.ts';
import { formatDate, formatMoment, formatNumber, momentOf } from '../dates.ts';
import type { T } from '../language.ts';
import { CalendarIcon, HourglassIcon } from './icons.tsx';

export interface LogEntry {
  entry: PracticeEntry;
  /** Name of who commented; undefined for nobody, and for somebody who was erased. */
  commenter: string | undefined;
  /** Whether its author has not seen the comment before. */
  isNew: boolean;
  /** Its page: where its author changes it, and where a mentor comments. */
  href: string;
}

export interface PracticeLogProps {
  t: T;
  /** The newest event first. */
  entries: readonly LogEntry[];
  figures: { events: number; hours: number };
  /** Events that belong to the whole practice. */
  wanted: number;
  /** The author, or somebody who accompanies or trains. */
  reader: 'author' | 'companion';
}

/** A practice log: its sums, then what was accompanied, what was learned, and what the mentor says to it. */
export function PracticeLog(props: PracticeLogProps): VNode {
  const { t, entries, figures, wanted, reader } = props;
  return (
    <>
      <p>{practiceSums(t, figures, wanted)}</p>
      {entries.length > 0 && (
        <ul class="nb-rows">
          {entries.map((it) => (
            <li key={it.entry.id} id={`entry-${it.entry.id}`}>
              <Entry t={t} reader={reader} {...it} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** "2 von 4 Treffen, zusammen 6,5 Stunden." */
function practiceSums(t: T, figures: PracticeLogProps['figures'], wanted: number): string {
  const hours = t('practice.hours-count', {
    count: figures.hours,
    hours: formatNumber(figures.hours, t.language),
  });
  return t('practice.sums', { done: figures.events, count: wanted, hours });
}

/** The day of an entry in words; as it is stored where that is no day in Berlin. */
export function entryDay(t: T, { day }: Pick<PracticeEntry, 'day'>): string {
  const noon = momentOf(day, '12:00');
  return noon === undefined ? day : formatDate(noon, t.language);
}

/** Day and length of an accompanied event. */
export function EntryFacts({ t, entry }: { t: T; entry: PracticeEntry }): VNode {
  return (
    <ul class="nb-facts">
      <li>
        <CalendarIcon />
        <span>{entryDay(t, entry)}</span>
      </li>
      <li>
        <HourglassIcon />
        <span>
          {t('practice.hours-count', {
            count: entry.hours,
            hours: formatNumber(entry.hours, t.language),
          })}
        </span>
      </li>
    </ul>
  );
}

/** What a mentor wrote, with name and time. */
export function EntryComment(props: {
  t: T;
  entry: PracticeEntry;
  commenter: string | undefined;
  isNew: boolean;
}): VNode | null {
  const { t, entry, commenter, isNew } = props;
  if (entry.comment === '') return null;
  return (
    <div class="nb-comment">
      <p class="nb-row-line">
        {isNew && <span class="nb-status">{t('practice.new')}</span>}{' '}
        <bdi>{commenter ?? t('practice.comment-former')}</bdi>
        {entry.commentAt !== null && `, ${formatMoment(entry.commentAt, t.language)}`}
      </p>
      <p class="nb-typed">
        <bdi>{entry.comment}</bdi>
      </p>
    </div>
  );
}

function Entry(props: LogEntry & Pick<PracticeLogProps, 't' | 'reader'>): VNode {
  const { t, entry, reader, href } = props;
  const hasComment = entry.comment !== '';
  const word =
    reader === 'author'
      ? 'practice.change'
      : hasComment
        ? 'practice.change-comment'
        : 'practice.write-comment';
  return (
    <>
      <p class="nb-row-title">
        <bdi>{entry.event}</bdi>
      </p>
      <EntryFacts t={t} entry={entry} />
      {entry.learned !== '' && (
        <p class="nb-typed">
          <bdi>{entry.learned}</bdi>
        </p>
      )}
      <EntryComment {...props} />
      <p class="nb-row-line">
        <a href={href}>
          {t(word)}
          <span class="visually-hidden">: {entry.event}</span>
        </a>
      </p>
    </>
  );
}
