import type { VNode } from 'preact';
import type { ActivityTotals } from '../../domain/member-progress.ts';
import { daysBetween, formatNearMoment } from '../dates.ts';
import type { T } from '../language.ts';

export interface ProgressTeaserProps {
  totals: readonly ActivityTotals[];
  /** The whole page. */
  href: string;
}

/** How many are done with each activity, and how old that is. */
export function ProgressTeaser(props: ProgressTeaserProps & { t: T; now: number }): VNode {
  const { t, totals } = props;
  return (
    <section>
      <h2>{t('progress.heading-short')}</h2>
      <ul class="nb-rows">
        {totals.map((one) => (
          <li key={one.activity.id}>
            <TotalsRow t={t} totals={one} now={props.now} />
          </li>
        ))}
      </ul>
      <p>
        <a href={props.href}>{t('progress.more')}</a>
      </p>
    </section>
  );
}

/** One activity: "9 von 12 erledigt", a bar that says the same, the age, and whether something may be missing. */
export function TotalsRow(props: { t: T; totals: ActivityTotals; now: number }): VNode {
  const { t, totals, now } = props;
  const { activity, people, done, meanGrade } = totals;
  const { completeness, readAt } = activity;
  const isOld = readAt !== null && daysBetween(readAt, now) > 0;
  return (
    <>
      <p class="nb-row-title">
        <bdi>{activity.name}</bdi>
      </p>
      {readAt === null ? (
        <p>{t('progress.unread')}</p>
      ) : (
        <>
          <p>
            {t('progress.done-of', { done, people })}
            {meanGrade !== undefined && ` ${t('progress.mean', { percent: Math.round(meanGrade * 100) })}`}
          </p>
          {people > 0 && (
            <progress class="nb-progress" value={done} max={people} aria-label={activity.name} />
          )}
          <p class="nb-row-line">
            {t(isOld ? 'progress.old' : 'progress.read-at', {
              when: formatNearMoment(readAt, t.language, now),
            })}
            {completeness !== 'known' &&
              completeness !== null &&
              ` ${t(`progress.completeness.${completeness}`)}`}
          </p>
        </>
      )}
    </>
  );
}
