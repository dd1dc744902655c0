import type { VNode } from 'preact';
import type { CurriculumChanges } from '../../domain/curriculum-edit.ts';
import { type TrainingStep, type Unit, unitKinds } from '../../domain/training-curriculum.ts';
import { inLanguage } from '../../domain/words.ts';
import { formatDate } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';
import { SelectField, TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { Note } from './notice.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';
import { duration } from './unit-words.ts';

export type NewUnitField = 'step' | 'kind' | 'title' | 'minutes';

export interface ContentsPageProps {
  frame: Frame;
  seal: FormSeal;
  /** The newest published version. */
  version: number;
  publishedAt: number | null;
  /** What the draft changes; undefined without one. */
  changes: CurriculumChanges | undefined;
  /** Steps of the draft without a unit that counts. */
  emptySteps: readonly TrainingStep[];
  /** Self-checks of the draft without a question. */
  emptyChecks: readonly Unit[];
  steps: readonly {
    step: TrainingStep;
    edit: string;
    units: readonly { unit: Unit; edit: string; move: string; removal: string }[];
  }[];
  /** POST `step`, `kind`, `title`, `minutes`. */
  add: string;
  publish: string;
  discard: string;
  draft: Draft<NewUnitField> | undefined;
}

/** What the training consists of, where it is changed, and what a draft would change. */
export function ContentsPage(props: ContentsPageProps): VNode {
  const { frame, changes, version } = props;
  const t = translator(frame.language);
  const heading = headingOf(t, version, changes);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-lead">{t(changes ? 'contents.about-draft' : 'contents.about')}</p>
      {changes ? (
        <PublishForm {...props} changes={changes} t={t} />
      ) : (
        props.publishedAt !== null && (
          <p class="nb-small">
            {t('contents.since', { date: formatDate(props.publishedAt, t.language), version })}
          </p>
        )
      )}
      {props.steps.map(({ step, edit, units }) => (
        <section key={step.id} aria-labelledby={`step-${step.id}`}>
          <h2 id={`step-${step.id}`}>{inLanguage(step.title, t.language)}</h2>
          <p class="nb-row-line">
            {inLanguage(step.format, t.language)}. <a href={edit}>{t('contents.edit-step')}</a>
          </p>
          <ol class="nb-rows">
            {units.map((row, index) => (
              <li key={row.unit.key} id={`unit-${row.unit.key}`} class="nb-row-split">
                <UnitRow
                  t={t}
                  {...row}
                  seal={props.seal}
                  isFirst={index === 0}
                  isLast={index === units.length - 1}
                  mark={markOf(t, changes, row.unit.key)}
                />
              </li>
            ))}
          </ol>
        </section>
      ))}
      <AddUnit {...props} t={t} />
    </Document>
  );
}

function headingOf(t: T, version: number, changes: CurriculumChanges | undefined): string {
  if (!changes) return t('contents.heading', { version });
  const count = changes.added.length + changes.removed.length + changes.changed.length;
  if (count === 0) return t('contents.heading-rearranged', { version: version + 1 });
  return t('contents.heading-draft', { version: version + 1, count });
}

function markOf(t: T, changes: CurriculumChanges | undefined, key: string): string | undefined {
  if (changes?.added.includes(key)) return t('contents.mark-added');
  return changes?.changed.includes(key) ? t('contents.mark-changed') : undefined;
}

function PublishForm(props: ContentsPageProps & { t: T; changes: CurriculumChanges }): VNode {
  const { t, emptySteps, emptyChecks } = props;
  const namesOf = (named: readonly Pick<Unit, 'title'>[]): string =>
    named.map(({ title }) => inLanguage(title, t.language)).join(', ');
  if (emptySteps.length > 0 || emptyChecks.length > 0) {
    return (
      <>
        <Note tone="warn">
          {emptySteps.length > 0 && (
            <p>
              <strong>{t('contents.empty-step', { names: namesOf(emptySteps) })}</strong>{' '}
              {t('contents.empty-step-todo')}
            </p>
          )}
          {emptyChecks.length > 0 && (
            <p>
              <strong>{t('contents.empty-check', { names: namesOf(emptyChecks) })}</strong>{' '}
              {t('contents.empty-check-todo')}
            </p>
          )}
        </Note>
        <p class="nb-buttons">
          <a class="btn btn-outline-danger" href={props.discard}>
            {t('contents.discard')}
          </a>
        </p>
      </>
    );
  }
  return (
    <Form action={props.publish} seal={props.seal} class="nb-buttons">
      <button type="submit" class="btn btn-primary">
        {t('contents.publish', { version: props.version + 1 })}
      </button>
      <a class="btn btn-outline-danger" href={props.discard}>
        {t('contents.discard')}
      </a>
    </Form>
  );
}

function UnitRow(props: {
  t: T;
  unit: Unit;
  edit: string;
  move: string;
  removal: string;
  seal: FormSeal;
  isFirst: boolean;
  isLast: boolean;
  mark: string | undefined;
}): VNode {
  const { t, unit, seal } = props;
  const title = inLanguage(unit.title, t.language);
  const facts = [
    t(`unit-kinds.${unit.kind}`),
    duration(t, unit.minutes),
    ...(unit.isOptional ? [t('unit.optional')] : []),
  ];
  const arrow = (direction: 'up' | 'down'): VNode => (
    <button type="submit" name="direction" value={direction} class="btn btn-outline-secondary btn-sm">
      {t(`contents.${direction}`)}
      <span class="visually-hidden">: {title}</span>
    </button>
  );
  const removal = (
    <a class="btn btn-outline-danger btn-sm" href={props.removal}>
      {t('contents.remove')}
      <span class="visually-hidden">: {title}</span>
    </a>
  );
  return (
    <>
      <div class="nb-row-words">
        <p class="nb-row-title">
          <a href={props.edit}>{title}</a>
          {props.mark && (
            <>
              {' '}
              <span class="nb-status">{props.mark}</span>
            </>
          )}
        </p>
        <p class="nb-row-line">{facts.join(', ')}</p>
      </div>
      {props.isFirst && props.isLast ? (
        <p class="nb-row-buttons">{removal}</p>
      ) : (
        <Form action={props.move} seal={seal} class="nb-row-buttons">
          {!props.isFirst && arrow('up')}
          {!props.isLast && arrow('down')}
          {removal}
        </Form>
      )}
    </>
  );
}

function AddUnit(props: ContentsPageProps & { t: T }): VNode {
  const { t, draft } = props;
  const shared = { t, form: 'new-unit', draft };
  return (
    <section class="nb-text" aria-labelledby="add-heading">
      <h2 id="add-heading">{t('contents.add')}</h2>
      <ProblemSummary {...shared} />
      <Form action={props.add} seal={props.seal} labelledBy="add-heading">
        <SelectField
          {...shared}
          name="step"
          label={t('contents.step')}
          isOpen
          options={props.steps.map(({ step }) => ({
            value: step.id,
            label: inLanguage(step.title, t.language),
          }))}
        />
        <SelectField
          {...shared}
          name="kind"
          label={t('contents.kind')}
          isOpen
          options={unitKinds.map((kind) => ({ value: kind, label: t(`unit-kinds.${kind}`) }))}
        />
        <TextField {...shared} name="title" label={t('contents.title')} maxLength={120} />
        <TextField
          {...shared}
          name="minutes"
          label={t('contents.minutes')}
          hint={t('contents.minutes-hint')}
          maxLength={4}
        />
        <p class="nb-buttons">
          <button type="submit" class="btn btn-outline-secondary">
            {t('contents.add-button')}
          </button>
        </p>
      </Form>
    </section>
  );
}
