import type { VNode } from 'preact';
import { formatDate } from '../dates.ts';
import { translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { type PathProps, TrainingPath } from './training-path.tsx';

/** The path when all units are done: what the practice still wants, or that nothing is left. */
export function PathDonePage(props: {
  frame: Frame;
  path: PathProps;
  /** Epoch milliseconds; null while the practice is not complete. */
  completedAt: number | null;
  practice: { done: number; wanted: number };
  practiceAddress: string;
}): VNode {
  const { frame, completedAt, practice } = props;
  const t = translator(frame.language);
  const left = Math.max(0, practice.wanted - practice.done);
  const heading =
    completedAt === null ? counted(t, 'path.heading-practice', left) : t('path.heading-complete');
  return (
    <Document frame={frame} title={heading}>
      <div class="nb-training">
        <article class="nb-unit">
          <h1>{heading}</h1>
          {completedAt === null ? (
            <>
              <p class="nb-lead">{t('path.practice-about')}</p>
              <p class="nb-buttons">
                <a class="btn btn-primary" href={props.practiceAddress}>
                  {t('path.practice-open')}
                </a>
              </p>
            </>
          ) : (
            <p class="nb-lead">{t('path.complete-since', { date: formatDate(completedAt, t.language) })}</p>
          )}
        </article>
        <TrainingPath t={t} {...props.path} />
      </div>
    </Document>
  );
}
