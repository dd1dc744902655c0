import type { VNode } from 'preact';
import {
  type ActivityTotals,
  isDone,
  type MemberProgress,
  type WatchedActivity,
} from '../../domain/member-progress.ts';
import { formatNumber, formatShortDate } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';
import { type ChosenActivity, ProgressChoice, type UnitChoice } from './progress-choice.tsx';
import { TotalsRow } from './progress-teaser.tsx';

export interface PersonProgressRow {
  id: string;
  name: string;
  activities: readonly { activity: WatchedActivity; progress: MemberProgress }[];
}

export interface ProgressPageProps {
  frame: Frame;
  seal: FormSeal;
  /** Epoch milliseconds. */
  now: number;
  totals: readonly ActivityTotals[];
  /** Only for who leads the space. */
  people?: readonly PersonProgressRow[];
  /** Form that asks Moodle now. */
  read?: string;
  /** Page on which activities are chosen; only for owners who teach in the course. */
  choose?: string;
  choosing?: readonly ChosenActivity[];
  /** Only of a training. */
  units?: readonly UnitChoice[];
  save?: string;
  courseTitle: string;
}

/** How far the members are in Moodle, with the age of that, and what may be missing in it. */
export function ProgressPage(props: ProgressPageProps): VNode {
  const { frame, totals, people, choosing } = props;
  const t = translator(frame.language);
  const heading = choosing
    ? t('progress.heading-choose')
    : totals.length === 0
      ? t('progress.heading-none')
      : counted(t, 'progress.heading', totals.length);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-lead">{t(choosing ? 'progress.choose-about' : 'progress.about')}</p>
      {choosing ? (
        <ProgressChoice
          t={t}
          seal={props.seal}
          choosing={choosing}
          units={props.units ?? []}
          save={props.save ?? ''}
          courseTitle={props.courseTitle}
        />
      ) : (
        <>
          <p class="nb-small">{t('progress.visible')}</p>
          {totals.length > 0 && (
            <ul class="nb-rows">
              {totals.map((one) => (
                <li key={one.activity.id}>
                  <TotalsRow t={t} totals={one} now={props.now} />
                </li>
              ))}
            </ul>
          )}
          <Buttons {...props} t={t} />
          {people && <People t={t} people={people} />}
        </>
      )}
    </Document>
  );
}

function Buttons(props: ProgressPageProps & { t: T }): VNode {
  const { t, read, choose } = props;
  return (
    <div class="nb-buttons">
      {choose !== undefined && (
        <a class={props.totals.length === 0 ? 'btn btn-primary' : 'btn btn-outline-secondary'} href={choose}>
          {t('progress.choose')}
        </a>
      )}
      {read !== undefined && (
        <Form action={read} seal={props.seal}>
          <button type="submit" class="btn btn-outline-secondary">
            {t('progress.read')}
          </button>
        </Form>
      )}
    </div>
  );
}

function People(props: { t: T; people: readonly PersonProgressRow[] }): VNode {
  const { t, people } = props;
  return (
    <section>
      <h2>{t('progress.people')}</h2>
      <p class="nb-small">{t('progress.people-visible')}</p>
      <ul class="nb-rows">
        {people.map(({ id, name, activities }) => {
          const done = activities.filter(({ progress }) => isDone(progress)).length;
          return (
            <li key={id}>
              <p class="nb-row-title">
                <bdi>{name}</bdi>
              </p>
              <p>{t('progress.done-of', { done, people: activities.length })}</p>
              <ul class="nb-row-line">
                {activities.map(({ activity, progress }) => (
                  <li key={activity.id}>
                    <bdi>{activity.name}</bdi>: {stateText(t, progress)}
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function stateText(t: T, { completion, changedAt, grade }: MemberProgress): string {
  const parts = [t(`progress.states.${completion}`)];
  if (changedAt !== null && completion !== 'incomplete') parts.push(formatShortDate(changedAt, t.language));
  if (grade) {
    const [value, max] = [formatNumber(grade.value, t.language), formatNumber(grade.max, t.language)];
    parts.push(t('progress.grade', { value, max }));
  }
  return parts.join(', ');
}
