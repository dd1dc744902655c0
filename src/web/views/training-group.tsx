import type { VNode } from 'preact';
import { groupCounts, groupPlace } from '../../domain/group-stand.ts';
import type { Curriculum } from '../../domain/training-curriculum.ts';
import type { TrainingRun } from '../../domain/training-run.ts';
import { inLanguage } from '../../domain/words.ts';
import { formatDay, formatMoment, formatWeekday } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { counted, countedWithin } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { GroupAttention } from './group-attention.tsx';
import { groupHeading } from './group-heading.ts';
import { GroupMatrix, MatrixLegend } from './group-matrix.tsx';
import { GroupPractice, type PractisingPerson } from './group-practice.tsx';
import { inSentence } from './names.ts';

/** Which part of the table is shown: everything, the practice, who needs help, or the step with this id. */
export type GroupFilter = { kind: 'all' | 'practice' | 'attention' } | { kind: 'step'; stepId: string };

export interface GroupPageProps {
  frame: Frame;
  run: TrainingRun;
  curriculum: Curriculum;
  now: number;
  /** In the order of the table. */
  people: readonly PractisingPerson[];
  filter: GroupFilter;
  filters: readonly { filter: GroupFilter; href: string }[];
  /** Other runs of the training. */
  runs: readonly { title: string; href: string }[];
  /** Where people are added. */
  peoplePage: string;
  csv: string;
}

/** How a group stands: who needs somebody first, then the whole table. */
export function GroupPage(props: GroupPageProps): VNode {
  const { frame, run, curriculum, now, people } = props;
  const t = translator(frame.language);
  const heading = groupHeading(t, run.state, groupCounts(people));
  const needing = people.filter(({ reasons }) => reasons.length > 0);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      {people.length === 0 ? (
        <>
          <p class="nb-lead">{t('training-group.empty')}</p>
          <p>
            <a class="btn btn-primary" href={props.peoplePage}>
              {t('training-group.empty-action')}
            </a>
          </p>
        </>
      ) : (
        <>
          <p class="nb-lead">{placeSentence(t, props)}</p>
          <GroupAttention
            t={t}
            curriculum={curriculum}
            people={inOrderOfNeed(needing)}
            now={now}
            all={props.filters.find(({ filter }) => filter.kind === 'attention')?.href ?? ''}
          />
          <Table {...props} t={t} needing={needing} />
        </>
      )}
      {props.runs.length > 0 && (
        <section aria-labelledby="runs-heading">
          <h2 id="runs-heading">{t('training-group.runs-other')}</h2>
          <ul class="nb-rows nb-rows-links">
            {props.runs.map(({ title, href }) => (
              <li key={href}>
                <a href={href}>
                  <bdi>{title}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Document>
  );
}

/** Who has waited longest stands first. */
function inOrderOfNeed(people: readonly PractisingPerson[]): PractisingPerson[] {
  const since = ({ reasons }: PractisingPerson): number => reasons[0]?.since ?? 0;
  return [...people].sort((a, b) => since(a) - since(b));
}

function Table(props: GroupPageProps & { t: T; needing: readonly PractisingPerson[] }): VNode {
  const { t, curriculum, filter, needing } = props;
  const people = filter.kind === 'attention' ? needing : props.people;
  const steps =
    filter.kind === 'step' ? curriculum.steps.filter(({ id }) => id === filter.stepId) : curriculum.steps;
  const visible = t('training-group.visible', { when: formatMoment(props.now, t.language) });
  return (
    <section aria-labelledby="people-heading">
      <div class="nb-head-split">
        <h2 id="people-heading">{counted(t, 'training-group.people', props.people.length)}</h2>
        <p>
          <a href={props.csv}>{t('training-group.csv')}</a>
        </p>
      </div>
      <ul class="nb-pills" aria-label={t('training-group.filter.label')}>
        {props.filters.map(({ filter: other, href }) => (
          <li key={href}>
            <a href={href} {...(isSame(filter, other) ? { 'aria-current': 'true' as const } : {})}>
              {filterWords(t, curriculum, other, needing.length)}
            </a>
          </li>
        ))}
      </ul>
      <p class="nb-small">{visible}</p>
      {people.length === 0 && <p>{t('training-group.nobody-needs')}</p>}
      {people.length > 0 && filter.kind === 'practice' && (
        <GroupPractice t={t} curriculum={curriculum} people={people} />
      )}
      {people.length > 0 && filter.kind !== 'practice' && (
        <>
          <GroupMatrix t={t} curriculum={curriculum} steps={steps} people={people} />
          <MatrixLegend t={t} steps={steps} />
        </>
      )}
    </section>
  );
}

function isSame(a: GroupFilter, b: GroupFilter): boolean {
  return a.kind === b.kind && ('stepId' in a ? a.stepId : '') === ('stepId' in b ? b.stepId : '');
}

function filterWords(t: T, { steps }: Curriculum, filter: GroupFilter, needing: number): string {
  if (filter.kind === 'attention') return t('training-group.filter.attention', { count: needing });
  if (filter.kind !== 'step') return t(`training-group.filter.${filter.kind}`);
  const step = steps.find(({ id }) => id === filter.stepId);
  return t('training-group.filter.step', { step: step ? inLanguage(step.title, t.language) : filter.stepId });
}

/** "Durchgang 4 ist bei Modul 3. Bis zum Abgabetag am Freitag, 4. Dezember, fehlen im Mittel noch drei Einheiten." */
function placeSentence(t: T, { run, curriculum, people, now }: GroupPageProps): string {
  const place = groupPlace(
    curriculum,
    people.map(({ participant }) => participant),
  );
  const title = inSentence(run.title);
  if (!place) return t('training-group.place-none', { run: title });
  const step = inLanguage(place.step.title, t.language);
  const dueAt = run.dueAt[place.step.id];
  if (dueAt === undefined)
    return countedWithin(t, 'training-group.place', place.missing, { run: title, step });
  const key = dueAt < now ? 'training-group.place-late' : 'training-group.place-due';
  const date = `${formatWeekday(dueAt, t.language)}, ${formatDay(dueAt, t.language, now)}`;
  return countedWithin(t, key, place.missing, { run: title, step, date });
}
