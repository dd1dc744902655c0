import type { VNode } from 'preact';
import type { Curriculum, Unit } from '../../domain/training-curriculum.ts';
import type { Participant, UnitState } from '../../domain/training-participant.ts';
import { countedUnits, isDone } from '../../domain/training-progress.ts';
import { inLanguage, type Words } from '../../domain/words.ts';
import { formatDay } from '../dates.ts';
import type { T } from '../language.ts';
import { Form, type FormSeal } from './form.tsx';
import { CheckIcon } from './icons.tsx';

/** Where a trainer recognises a unit as done, or takes that back. */
export interface UnitActions {
  recognise: string;
  reopen: string;
}

interface UnitsProps {
  t: T;
  curriculum: Curriculum;
  participant: Participant;
  now: number;
  seal: FormSeal;
  /** By unit key; only for those who train. */
  actions?: (unitKey: string) => UnitActions;
}

/** Every unit of somebody, step by step: state, since when, by what. */
export function TraineeUnits(props: UnitsProps): VNode {
  const { t, curriculum, participant } = props;
  return (
    <section aria-labelledby="units-heading">
      <h2 id="units-heading">{t('trainee.units')}</h2>
      {curriculum.steps.map((step) => {
        const counted = countedUnits(step);
        const done = counted.filter((unit) => isDone(participant.units, unit)).length;
        return (
          <section key={step.id} class="nb-near">
            <h3>
              {inLanguage(step.title, t.language)}
              <span class="nb-muted">, {t('training-group.of', { done, of: counted.length })}</span>
            </h3>
            <ul class="nb-rows">
              {step.units.map((unit) => (
                <li key={unit.key} class="nb-row-split">
                  <UnitRow {...props} unit={unit} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}

function UnitRow(props: UnitsProps & { unit: Unit }): VNode {
  const { t, unit, participant, seal } = props;
  const state = participant.units[unit.key];
  const isFinished = state?.state === 'done';
  const title = inLanguage(unit.title, t.language);
  const actions = props.actions?.(unit.key);
  return (
    <>
      <div class="nb-row-words">
        <p class="nb-row-title">{title}</p>
        <p class="nb-row-line">
          {t(`training-group.kind.${unit.kind}`)}
          {unit.isOptional && `, ${t('trainee.optional')}`}
        </p>
        {state && <p class="nb-row-line">{stateLine(t, state, props.now)}</p>}
      </div>
      <UnitMark t={t} state={state} />
      {actions && (
        <Form action={isFinished ? actions.reopen : actions.recognise} seal={seal}>
          <button type="submit" class="btn btn-outline-secondary btn-sm">
            {t(isFinished ? 'trainee.reopen' : 'trainee.recognise')}
            <span class="visually-hidden">: {title}</span>
          </button>
        </Form>
      )}
    </>
  );
}

function UnitMark(props: { t: T; state: UnitState | undefined }): VNode {
  const { t, state } = props;
  const isFinished = state?.state === 'done';
  return (
    <p class="nb-words">
      <span class={`nb-status ${isFinished ? 'nb-status-ok' : state ? '' : 'nb-status-open'}`}>
        {isFinished && <CheckIcon />}
        {t(`training-group.cell.${state?.state ?? 'open'}`)}
      </span>
    </p>
  );
}

/** "am 12. September, im Selbsttest; 3 Versuche, am besten 90 Prozent". */
function stateLine(t: T, state: UnitState, now: number): string {
  const date = formatDay(state.at, t.language, now);
  const { attempts, best = 0 } = state;
  const lines = [
    state.state === 'done'
      ? t('trainee.done-line', { date, by: t(`trainee.by.${state.by}`) })
      : t('trainee.begun-line', { date }),
    ...(attempts === undefined ? [] : [t('trainee.attempts', { count: attempts, best })]),
  ];
  return lines.join('; ');
}

/** What somebody did of earlier versions that this one does not have any more. */
export function EarlierUnits(props: {
  t: T;
  units: readonly { key: string; title: Words | undefined; state: UnitState }[];
  now: number;
}): VNode | null {
  const { t, units } = props;
  if (units.length === 0) return null;
  return (
    <section aria-labelledby="earlier-heading">
      <h2 id="earlier-heading">{t('trainee.earlier')}</h2>
      <p class="nb-small">{t('trainee.earlier-hint')}</p>
      <ul class="nb-rows">
        {units.map(({ key, title, state }) => (
          <li key={key}>
            <p class="nb-row-title">{title ? inLanguage(title, t.language) : key}</p>
            <p class="nb-row-line">{stateLine(t, state, props.now)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
