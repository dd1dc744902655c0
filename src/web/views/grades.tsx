import type { VNode } from 'preact';
import type { ScoreDelivery } from '../../domain/score-delivery.ts';
import { inLanguage, type Words } from '../../domain/words.ts';
import { formatMoment } from '../dates.ts';
import { isTextKey, type T, translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';
import { BackIcon, CheckIcon, HourglassIcon, ProblemIcon } from './icons.tsx';
import { inSentence, memberName } from './names.ts';
import { Note } from './notice.tsx';

type ShownDelivery = Pick<
  ScoreDelivery,
  'id' | 'wanted' | 'state' | 'reason' | 'dueAt' | 'attempts' | 'changedAt'
>;

export interface GradeEntry {
  number: number;
  /** Empty after a pseudonymous launch. */
  displayName: string;
  isSelf: boolean;
  /** `again` is there for one that did not arrive. */
  deliveries: readonly { delivery: ShownDelivery; module?: Words | undefined; again?: string }[];
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
            <strong>{t('grades.rule')}</strong> {t('grades.rule-where')}
          </p>
          <p>{t('grades.rule-course')}</p>
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
        {entry.deliveries.map(({ delivery, module }) => (
          <State key={delivery.id} t={t} delivery={delivery} module={module} now={props.now} />
        ))}
      </div>
      {entry.deliveries.map(({ again }) => again !== undefined && button(again, t('grades.again')))}
      {entry.report !== undefined && button(entry.report, t('grades.report'))}
      {entry.takeBack !== undefined && button(entry.takeBack, t('grades.take-back'))}
    </>
  );
}

const icons = {
  queued: HourglassIcon,
  complete: CheckIcon,
  undone: BackIcon,
  superseded: ProblemIcon,
  dead: ProblemIcon,
};

function State(props: { t: T; delivery: ShownDelivery; module: Words | undefined; now: number }): VNode {
  const { t, delivery, now } = props;
  const state = delivery.state === 'delivered' ? delivery.wanted : delivery.state;
  const Icon = icons[state];
  const reason = delivery.reason === null ? undefined : reasonOf(t, delivery.reason);
  const isWaiting = reason !== undefined && delivery.dueAt !== null && delivery.dueAt > now;
  return (
    <>
      <p class="nb-words">
        {props.module && <strong>{inLanguage(props.module, t.language)}</strong>}
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
