import type { VNode } from 'preact';
import type { MemberRole } from '../../domain/member-role.ts';
import { formatDate } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';
import { GradeState, type ShownDelivery } from './grade-state.tsx';
import { inSentence, memberName } from './names.ts';

/** What is known of a person in a space and a course link. */
export interface ReviewedPerson {
  /** Empty after a pseudonymous launch. */
  displayName: string;
  /** Member number; undefined for somebody who never was a member. */
  number: number | undefined;
  /** Undefined for somebody who is no member now; `role` only where the viewer may see it. */
  membership: { createdAt: number; role?: MemberRole } | undefined;
  /** Grades in the column of this link. */
  deliveries: readonly ShownDelivery[];
}

export interface ReviewPageProps {
  frame: Frame;
  now: number;
  /** Both may be empty. */
  courseTitle: string;
  linkTitle: string;
  person: ReviewedPerson;
  /** Everybody of the course. */
  list: string;
  /** The grades of the space; only for those who lead it. */
  grades?: string;
}

/** The progress of one person, opened from Moodle's gradebook by somebody who teaches in that course. */
export function ReviewPage(props: ReviewPageProps): VNode {
  const { frame, person, courseTitle, linkTitle } = props;
  const t = translator(frame.language);
  const name = reviewedName(t, person);
  const heading = t('review.heading', { name: inSentence(name) });
  return (
    <Document frame={frame} title={heading}>
      <div class="nb-text">
        <h1>{heading}</h1>
        <p class="nb-small">{t('review.visible')}</p>
        <section>
          <h2>{t('review.grade')}</h2>
          {linkTitle !== '' && (
            <p class="nb-label">
              <bdi>{linkTitle}</bdi>
            </p>
          )}
          {person.deliveries.length === 0 && <p>{t('review.no-grade')}</p>}
          {person.deliveries.map((delivery) => (
            <GradeState key={delivery.id} t={t} delivery={delivery} now={props.now} />
          ))}
        </section>
        <section>
          <h2>{t('review.in-space')}</h2>
          <dl class="nb-pairs">
            {courseTitle !== '' && (
              <>
                <dt>{t('review.course')}</dt>
                <dd>
                  <bdi>{courseTitle}</bdi>
                </dd>
              </>
            )}
            {person.membership?.role !== undefined && (
              <>
                <dt>{t('review.role')}</dt>
                <dd>{t(`roles.${person.membership.role}`)}</dd>
              </>
            )}
            <dt>{t('review.member')}</dt>
            <dd>
              {person.membership
                ? t('review.since', { date: formatDate(person.membership.createdAt, t.language) })
                : t('review.no-member')}
            </dd>
          </dl>
        </section>
        <p class="nb-buttons">
          <a class="btn btn-outline-secondary" href={props.list}>
            {t('review.all')}
          </a>
          {props.grades !== undefined && (
            <a class="btn btn-outline-secondary" href={props.grades}>
              {t('space.action.report-progress')}
            </a>
          )}
        </p>
      </div>
    </Document>
  );
}

export function reviewedName(t: T, { displayName, number }: ReviewedPerson): string {
  if (number === undefined && displayName.trim() === '') return t('review.nameless');
  return memberName(t, { displayName, number: number ?? 0 });
}
