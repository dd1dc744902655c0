import type { VNode } from 'preact';
import { type Curriculum, meetingKinds, unitsOf } from '../../domain/training-curriculum.ts';
import type { TrainingRun } from '../../domain/training-run.ts';
import { inLanguage } from '../../domain/words.ts';
import { formatSpan } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { unitTitle } from './attention-words.ts';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { SelectField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';
import { type OfferedVersion, type RunFieldName, RunFields } from './run-form.tsx';
import { runHeading } from './run-heading.ts';
import { peopleWords } from './runs.tsx';

export interface RunPageProps {
  frame: Frame;
  seal: FormSeal;
  now: number;
  run: TrainingRun;
  curriculum: Curriculum;
  people: number;
  links: Record<'meetings' | 'people' | 'group' | 'runs', string>;
  form: {
    /** POST fields of `RunFieldName`, and `mark`. */
    action: string;
    mark: string;
    versions: readonly OfferedVersion[];
    draft?: Draft<RunFieldName>;
    changed?: readonly { label: string; value: string }[];
  };
  trainers: {
    /** POST `trainer`. */
    action: string;
    listed: readonly { name: string; remove: string }[];
    /** Who could train too. */
    offered: readonly { id: string; name: string }[];
    draft?: Draft<'trainer'>;
  };
}

/** One run: what comes next in it, its dates, who trains, and what it is. */
export function RunPage(props: RunPageProps): VNode {
  const { frame, run, curriculum, now, links, seal, form } = props;
  const t = translator(frame.language);
  const heading = runHeading(t, run, (key) => unitTitle(t, curriculum, key), now);
  return (
    <Document frame={frame} title={heading}>
      <p class="nb-small">
        <a href={links.runs}>{t('runs.back')}</a>
      </p>
      <h1>{heading}</h1>
      <p class="nb-lead">
        <bdi>{run.title}</bdi>: {t(`runs.state.${run.state}`)}. {peopleWords(t, props.people)}.
      </p>
      <Dates {...props} t={t} />
      <section>
        <ul class="nb-rows nb-rows-links">
          <li>
            <a href={links.people}>{t('runs.to-people')}</a>
          </li>
          <li>
            <a href={links.group}>{t('runs.to-group')}</a>
          </li>
        </ul>
      </section>
      <Trainers {...props.trainers} t={t} seal={seal} />
      <section class="nb-text" aria-labelledby="run-form-heading">
        <h2 id="run-form-heading">{t('runs.edit')}</h2>
        <ProblemSummary t={t} form="run" draft={form.draft} />
        <ChangedMeanwhile t={t} stored={form.changed} />
        <Form action={form.action} seal={seal} labelledBy="run-form-heading">
          <input type="hidden" name="mark" value={form.mark} />
          <RunFields t={t} form="run" draft={form.draft} run={run} versions={form.versions} />
          <p class="nb-buttons">
            <button type="submit" class="btn btn-outline-secondary">
              {t('runs.save')}
            </button>
          </p>
        </Form>
      </section>
    </Document>
  );
}

function Dates(props: RunPageProps & { t: T }): VNode {
  const { t, run, curriculum, now, links } = props;
  const units = unitsOf(curriculum).filter(({ unit }) => meetingKinds.includes(unit.kind));
  const missing = units.filter(({ unit }) => run.meetings[unit.key] === undefined).length;
  const dated = units.flatMap(({ unit }) => {
    const meeting = run.meetings[unit.key];
    return meeting ? [{ unit, meeting }] : [];
  });
  return (
    <section aria-labelledby="dates-heading">
      <h2 id="dates-heading">{t('runs.dates')}</h2>
      {missing > 0 && <p>{counted(t, 'runs.dates-missing', missing)}</p>}
      {dated.length > 0 && (
        <ul class="nb-rows">
          {dated
            .sort((a, b) => a.meeting.startsAt - b.meeting.startsAt)
            .map(({ unit, meeting }) => (
              <li key={unit.key}>
                <p class="nb-row-title">{inLanguage(unit.title, t.language)}</p>
                <p class="nb-row-line">
                  {formatSpan(meeting.startsAt, meeting.endsAt, t.language, now)}
                  {meeting.place !== '' && (
                    <>
                      , <bdi>{meeting.place}</bdi>
                    </>
                  )}
                </p>
              </li>
            ))}
        </ul>
      )}
      <p class="nb-buttons">
        <a class="btn btn-primary" href={links.meetings}>
          {t(missing > 0 ? 'runs.to-dates' : 'runs.change-dates')}
        </a>
      </p>
    </section>
  );
}

function Trainers(props: RunPageProps['trainers'] & { t: T; seal: FormSeal }): VNode {
  const { t, seal, listed, offered, draft } = props;
  return (
    <section class="nb-text" aria-labelledby="trainers-heading">
      <h2 id="trainers-heading">{t('runs.trainers')}</h2>
      {listed.length === 0 && <p>{t('runs.trainers-none')}</p>}
      {listed.length > 0 && (
        <ul class="nb-rows">
          {listed.map(({ name, remove }) => (
            <li key={remove} class="nb-row-split">
              <p class="nb-row-title nb-row-words">
                <bdi>{name}</bdi>
              </p>
              <Form action={remove} seal={seal}>
                <button type="submit" class="btn btn-outline-secondary btn-sm">
                  {t('runs.trainer-remove')}
                  <span class="visually-hidden">: {name}</span>
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      {offered.length > 0 && (
        <Form action={props.action} seal={seal} labelledBy="trainers-heading">
          <ProblemSummary t={t} form="trainer" draft={draft} />
          <SelectField
            t={t}
            form="trainer"
            name="trainer"
            label={t('runs.trainer-new')}
            isOpen
            draft={draft}
            options={offered.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <button type="submit" class="btn btn-outline-secondary">
            {t('runs.trainer-add')}
          </button>
        </Form>
      )}
    </section>
  );
}
