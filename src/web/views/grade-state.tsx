import type { VNode } from 'preact';
import type { ScoreDelivery } from '../../domain/score-delivery.ts';
import { formatMoment } from '../dates.ts';
import { isTextKey, type T } from '../language.ts';
import { BackIcon, CheckIcon, HourglassIcon, ProblemIcon } from './icons.tsx';

export type ShownDelivery = Pick<
  ScoreDelivery,
  'id' | 'wanted' | 'state' | 'reason' | 'dueAt' | 'attempts' | 'changedAt'
>;

const icons = {
  queued: HourglassIcon,
  complete: CheckIcon,
  undone: BackIcon,
  superseded: ProblemIcon,
  dead: ProblemIcon,
};

/** How far a grade is on its way, and what stands in the way. */
export function GradeState(props: {
  t: T;
  delivery: ShownDelivery;
  now: number;
  /** Whose grade it is, where several stand together. */
  activity?: string;
}): VNode {
  const { t, delivery, now, activity = '' } = props;
  const state = delivery.state === 'delivered' ? delivery.wanted : delivery.state;
  const Icon = icons[state];
  const reason = delivery.reason === null ? undefined : reasonOf(t, delivery.reason);
  const isWaiting = reason !== undefined && delivery.dueAt !== null && delivery.dueAt > now;
  return (
    <>
      {activity !== '' && (
        <p class="nb-row-line">
          <bdi>{activity}</bdi>
        </p>
      )}
      <p class="nb-words">
        <span class="nb-status">
          <Icon />
          {t(`grades.state.${state}`)}
        </span>
      </p>
      <p class="nb-row-line">{t('grades.since', { date: formatMoment(delivery.changedAt, t.language) })}</p>
      {reason !== undefined && <p class="nb-row-line">{reason}</p>}
      {isWaiting && (
        <p class="nb-row-line">
          {t('grades.next-try', { date: formatMoment(delivery.dueAt ?? now, t.language) })}
        </p>
      )}
    </>
  );
}

/** A failure in a sentence about grades; else as its own page would say it. */
function reasonOf(t: T, code: string): string {
  const own = `grades.reason.${code}`;
  if (isTextKey(own)) return t(own);
  const title = `errors.${code}.title`;
  return isTextKey(title) ? `${t(title)}.` : code;
}
