import type { VNode } from 'preact';
import { type T, translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';
import { GradeState, type ShownDelivery } from './grade-state.tsx';
import { inSentence, memberName } from './names.ts';
import { Note } from './notice.tsx';

export interface GradeEntry {
  number: number;
  /** Empty after a pseudonymous launch. */
  displayName: string;
  isSelf: boolean;
  /** `activity`: whose grade it is, empty where that goes without saying. `again`: there for one that did not arrive. */
  deliveries: readonly { delivery: ShownDelivery; activity: string; again?: string }[];
  /** Where a form reports the person as done; absent where that is reported everywhere, or Moodle takes no grade. */
  report?: string;
  takeBack?: string;
}

export interface GradeCounts {
  missing: number;
  waiting: number;
  arrived: number;
}

export interface GradesPageProps {
  frame: Frame;
  seal: FormSeal;
  now: number;
  counts: GradeCounts;
  /** Whether links of the space have a column in Moodle's gradebook; `closed`: Moodle lets nobody write there. */
  links: 'none' | 'closed' | 'open';
  /** In a training: what people have done decides, and nobody reports by hand. */
  isByProgress: boolean;
  /** Where a form looks for a column of the launched link, or makes one; absent where there is no need or no way. */
  addColumn?: string;
  entries: readonly GradeEntry[];
  /** Members for whom Moodle takes no grade. */
  outside: number;
}

export function GradesPage(props: GradesPageProps): VNode {
  const { frame, entries, outside, links } = props;
  const t = translator(frame.language);
  const heading = headingOf(t, props.counts);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-lead">{t(props.isByProgress ? 'grades.about-training' : 'grades.about')}</p>
      <p class="nb-small">{t('grades.visible')}</p>
      {links !== 'open' && <NoColumn t={t} links={links} />}
      {props.addColumn !== undefined && <AddColumn t={t} seal={props.seal} action={props.addColumn} />}
      {entries.length > 0 && (
        <ul class="nb-rows" aria-label={t('grades.list')}>
          {entries.map((entry) => (
            <li key={entry.number} class="nb-row-split">
              <Entry t={t} entry={entry} seal={props.seal} now={props.now} />
            </li>
          ))}
        </ul>
      )}
      {links === 'open' && outside > 0 && <p>{counted(t, 'grades.outside', outside)}</p>}
      {links === 'open' && (
        <Note tone="info">
          <p>
            <strong>{t('grades.rule')}</strong> {t('grades.rule-unseen')} {t('grades.rule-where')}
          </p>
          {!props.isByProgress && <p>{t('grades.rule-course')}</p>}
        </Note>
      )}
    </Document>
  );
}

/** The answer first: what did not arrive, else what is on its way, else what is there. */
function headingOf(t: T, { missing, waiting, arrived }: GradeCounts): string {
  if (missing > 0) return counted(t, 'grades.heading-missing', missing);
  if (waiting > 0) return counted(t, 'grades.heading-waiting', waiting);
  return arrived > 0 ? counted(t, 'grades.heading-all', arrived) : t('grades.heading-none');
}

function NoColumn(props: { t: T; links: 'none' | 'closed' }): VNode {
  const { t } = props;
  const key = props.links === 'none' ? 'grades.no-link' : 'grades.not-allowed';
  return (
    <Note tone="warn">
      <p>
        <strong>{t(key)}</strong> {t(`${key}-todo`)}
      </p>
    </Note>
  );
}

function AddColumn(props: { t: T; seal: FormSeal; action: string }): VNode {
  const { t } = props;
  return (
    <section class="nb-text" aria-labelledby="column-heading">
      <h2 id="column-heading">{t('grades.column')}</h2>
      <p>{t('grades.column-what')}</p>
      <Form action={props.action} seal={props.seal} class="nb-buttons">
        <button type="submit" class="btn btn-outline-secondary">
          {t('grades.column-button')}
        </button>
      </Form>
    </section>
  );
}

function Entry(props: { t: T; entry: GradeEntry; seal: FormSeal; now: number }): VNode {
  const { t, entry, seal } = props;
  const name = memberName(t, entry);
  const button = (action: string, label: string): VNode => (
    <Form action={action} seal={seal}>
      <button type="submit" class="btn btn-outline-secondary btn-sm">
        {label}
        <span class="visually-hidden">: {inSentence(name)}</span>
      </button>
    </Form>
  );
  return (
    <>
      <div class="nb-row-words">
        <p class="nb-row-title">
          <bdi>{name}</bdi>
          {entry.isSelf && <span class="nb-muted"> ({t('names.you')})</span>}
        </p>
        {entry.deliveries.length === 0 && <p class="nb-row-line">{t('grades.state.open')}</p>}
        {entry.deliveries.map(({ delivery, activity }) => (
          <GradeState key={delivery.id} t={t} delivery={delivery} now={props.now} activity={activity} />
        ))}
      </div>
      {entry.deliveries.map(({ again }) => again !== undefined && button(again, t('grades.again')))}
      {entry.report !== undefined && button(entry.report, t('grades.report'))}
      {entry.takeBack !== undefined && button(entry.takeBack, t('grades.take-back'))}
    </>
  );
}
