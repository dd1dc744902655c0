import type { VNode } from 'preact';
import type { AttentionReason } from '../../domain/training-attention.ts';
import type { Curriculum } from '../../domain/training-curriculum.ts';
import type { Participant } from '../../domain/training-participant.ts';
import { formatDay } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { attentionSentence } from './attention-words.ts';
import { Bar } from './bar.tsx';
import { counted, countedWithin } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { unitCounts } from './trainee-heading.ts';

export interface Mentee {
  name: string;
  page: string;
  curriculum: Curriculum;
  participant: Participant;
  reasons: readonly AttentionReason[];
  /** Practice entries that nobody has commented on. */
  waiting: number;
  /** Reflections shared with the mentor or the group, and when the last one was written. */
  shared: { count: number; lastAt: number };
}

export interface MenteesPageProps {
  frame: Frame;
  now: number;
  mentees: readonly Mentee[];
}

/** Whom a mentor accompanies, how far they are, and what is new. */
export function MenteesPage(props: MenteesPageProps): VNode {
  const { frame, mentees, now } = props;
  const t = translator(frame.language);
  const heading = menteesHeading(t, mentees);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-lead">{t(mentees.length === 0 ? 'mentees.empty' : 'mentees.about')}</p>
      {mentees.length > 0 && (
        <ul class="nb-rows" aria-label={t('mentees.list')}>
          {mentees.map((mentee) => (
            <li key={mentee.page}>
              <Row t={t} mentee={mentee} now={now} />
            </li>
          ))}
        </ul>
      )}
    </Document>
  );
}

/** What waits for the mentor first, then who needs somebody, else that all is well. */
export function menteesHeading(t: T, mentees: readonly Pick<Mentee, 'waiting' | 'reasons'>[]): string {
  if (mentees.length === 0) return t('mentees.heading-none');
  const waiting = mentees.reduce((sum, mentee) => sum + mentee.waiting, 0);
  if (waiting > 0) return counted(t, 'mentees.heading-waiting', waiting);
  const needing = mentees.filter(({ reasons }) => reasons.length > 0).length;
  if (needing > 0) return counted(t, 'mentees.heading-needing', needing);
  return counted(t, 'mentees.heading-fine', mentees.length);
}

function Row(props: { t: T; mentee: Mentee; now: number }): VNode {
  const { t, mentee, now } = props;
  const { participant, curriculum, reasons } = mentee;
  const { done, of } = unitCounts(curriculum, participant);
  const values = { done, of, events: participant.practice.events, wanted: curriculum.practice.events };
  const news = newsOf(t, mentee, now);
  return (
    <>
      <p class="nb-row-title">
        <a href={mentee.page}>
          <bdi>{mentee.name}</bdi>
        </a>
      </p>
      <Bar done={done} of={of} />
      <p class="nb-row-line">
        {participant.completedAt === null ? t('mentees.line', values) : t('mentees.complete')},{' '}
        {t('mentees.active', { date: formatDay(participant.lastActiveAt, t.language, now) })}
      </p>
      {reasons.length > 0 && (
        <p>{reasons.map((reason) => attentionSentence(t, curriculum, reason, now)).join(' ')}</p>
      )}
      <p>
        {news === '' ? t('mentees.nothing-new') : news}
        {mentee.waiting > 0 && (
          <>
            {' '}
            <a href={`${mentee.page}#log`}>
              {t('mentees.to-log')}
              <span class="visually-hidden"> {t('mentees.to-log-of', { name: mentee.name })}</span>
            </a>
          </>
        )}
      </p>
    </>
  );
}

function newsOf(t: T, { waiting, shared }: Mentee, now: number): string {
  const date = formatDay(shared.lastAt, t.language, now);
  const parts = [
    ...(waiting > 0 ? [countedWithin(t, 'mentees.waiting', waiting)] : []),
    ...(shared.count > 0 ? [countedWithin(t, 'mentees.shared', shared.count, { date })] : []),
  ];
  const sentence = parts.join('; ');
  return sentence === '' ? '' : `${sentence.charAt(0).toLocaleUpperCase(t.language)}${sentence.slice(1)}.`;
}
