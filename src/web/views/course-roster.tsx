import type { VNode } from 'preact';
import type { ErrorCode } from '../../domain/errors.ts';
import type { LaunchRight } from '../../domain/member-role.ts';
import { formatMoment } from '../dates.ts';
import type { T } from '../language.ts';
import { Note } from './notice.tsx';

/** Who is in the Moodle course and not in the space yet, or why that cannot be told. */
export type CourseRoster =
  | {
      title: string;
      total: number;
      /** When Moodle was asked, epoch milliseconds. */
      readAt: number;
      missing: readonly { displayName: string; right: LaunchRight }[];
    }
  | { title: string; failure: ErrorCode };

export function CourseRosterSection(props: { t: T; roster: CourseRoster }): VNode {
  const { t, roster } = props;
  return (
    <section aria-labelledby="roster-heading">
      <h2 id="roster-heading">{t('roster.heading')}</h2>
      {'failure' in roster ? <Failure t={t} code={roster.failure} /> : <Missing t={t} roster={roster} />}
    </section>
  );
}

function Missing(props: { t: T; roster: Exclude<CourseRoster, { failure: ErrorCode }> }): VNode {
  const { t, roster } = props;
  const { missing, total } = roster;
  return (
    <>
      <p>
        {missing.length === 0
          ? t('roster.complete', { count: total })
          : t('roster.missing', { count: missing.length, total })}
      </p>
      {missing.length > 0 && (
        <details class="nb-fold">
          <summary>{t('roster.names')}</summary>
          <div class="nb-fold-body">
            <ul>
              {missing.map((entry, index) => (
                <li key={index}>
                  <bdi>{entry.displayName || t('roster.nameless')}</bdi>
                  {entry.right !== 'learner' && `, ${t('roster.teaches')}`}
                </li>
              ))}
            </ul>
          </div>
        </details>
      )}
      <p class="nb-small">{t('roster.age', { when: formatMoment(roster.readAt, t.language) })}</p>
    </>
  );
}

function Failure(props: { t: T; code: ErrorCode }): VNode {
  const { t, code } = props;
  return (
    <Note tone="warn">
      <p>
        <strong>{t('roster.unread')}</strong> {t(`errors.${code}.what`)} <code>{code}</code>
      </p>
    </Note>
  );
}
