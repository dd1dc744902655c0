import type { VNode } from 'preact';
import { translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { GradeState } from './grade-state.tsx';
import { inSentence } from './names.ts';
import { Note } from './notice.tsx';
import { type ReviewedPerson, reviewedName } from './submission-review.tsx';

export interface ReviewListEntry extends ReviewedPerson {
  /** The person's own page. */
  address: string;
}

export interface ReviewListPageProps {
  frame: Frame;
  now: number;
  /** Both may be empty. */
  courseTitle: string;
  linkTitle: string;
  /** Whether Moodle led here for somebody who has never opened the link. */
  isUnknown: boolean;
  entries: readonly ReviewListEntry[];
}

/** Everybody who learns in a course and has been in the space, each with the way to the own page. */
export function ReviewListPage(props: ReviewListPageProps): VNode {
  const { frame, entries } = props;
  const t = translator(frame.language);
  const place = [props.linkTitle, props.courseTitle].filter((title) => title !== '').map(inSentence);
  const heading = entries.length === 0 ? t('review.list-none') : counted(t, 'review.list', entries.length);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      {place.length > 0 && (
        <p class="nb-lead">
          <bdi>{place.join(', ')}</bdi>
        </p>
      )}
      <p class="nb-small">{t('review.visible')}</p>
      {props.isUnknown && (
        <Note tone="info">
          <p>
            <strong>{t('review.unknown')}</strong> {t('review.unknown-what')}
          </p>
        </Note>
      )}
      {entries.length === 0 && <p>{t('review.list-empty')}</p>}
      {entries.length > 0 && (
        <ul class="nb-rows" aria-label={t('review.names')}>
          {entries.map((entry) => (
            <li key={entry.address}>
              <p class="nb-row-title">
                <a href={entry.address}>
                  <bdi>{reviewedName(t, entry)}</bdi>
                </a>
              </p>
              {entry.deliveries.length === 0 && <p class="nb-row-line">{t('grades.state.open')}</p>}
              {entry.deliveries.map((delivery) => (
                <GradeState key={delivery.id} t={t} delivery={delivery} now={props.now} />
              ))}
            </li>
          ))}
        </ul>
      )}
    </Document>
  );
}
