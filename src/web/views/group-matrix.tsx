import type { VNode } from 'preact';
import { type GroupCell, groupCell } from '../../domain/group-stand.ts';
import type { AttentionReason } from '../../domain/training-attention.ts';
import type { Curriculum, TrainingStep } from '../../domain/training-curriculum.ts';
import type { Participant } from '../../domain/training-participant.ts';
import { countedUnits, isDone } from '../../domain/training-progress.ts';
import { inLanguage } from '../../domain/words.ts';
import type { T } from '../language.ts';
import { Bar } from './bar.tsx';
import { columnsOf, type UnitColumn } from './group-columns.ts';

export interface MatrixPerson {
  name: string;
  address: string;
  participant: Participant;
  reasons: readonly AttentionReason[];
}

/** Short names: a matrix of 200 people and 40 units has 8,000 cells, and each letter stands there 8,000 times. */
const classes: Record<GroupCell, string> = { done: 'd', begun: 'b', help: 'h', open: 'o' };
const cells = Object.keys(classes) as GroupCell[];

/** People × units, with the totals below. Scrolls in its own region; on phones it is a list of people. */
export function GroupMatrix(props: {
  t: T;
  curriculum: Curriculum;
  /** Of these steps the units are shown. */
  steps: readonly TrainingStep[];
  people: readonly MatrixPerson[];
}): VNode {
  const { t, curriculum, people } = props;
  const groups = props.steps.map((step) => ({ step, columns: columnsOf(t, step) }));
  const columns = groups.flatMap((group) => group.columns);
  const counted = props.steps.flatMap(countedUnits);
  const words = Object.fromEntries(cells.map((cell) => [cell, t(`training-group.cell.${cell}`)]));
  const name = t('training-group.caption');
  return (
    <section class="nb-matrix" aria-label={name} tabindex={0}>
      <table>
        <caption class="visually-hidden">{name}</caption>
        <thead>
          <tr>
            <td />
            {groups.map(({ step, columns: { length } }) => (
              <th key={step.id} scope="colgroup" colspan={length} class="g">
                {inLanguage(step.title, t.language)}
              </th>
            ))}
            <td class="g" colspan={2} />
          </tr>
          <tr>
            <th scope="col">{t('training-group.name')}</th>
            {columns.map((column) => (
              <ColumnHead key={column.unit.key} t={t} column={column} />
            ))}
            <th scope="col" class="g">
              {t('training-group.whole')}
            </th>
            <th scope="col">{t('training-group.practice')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ address, name: person, participant, reasons }) => {
            const { units, practice } = participant;
            const done = counted.filter((unit) => isDone(units, unit)).length;
            return (
              <tr key={address}>
                <th scope="row">
                  <a href={address}>
                    <bdi>{person}</bdi>
                  </a>
                </th>
                {columns.map(({ unit, isFirst }) => {
                  const cell = groupCell(units, unit, reasons);
                  return (
                    <td key={unit.key} class={isFirst ? `${classes[cell]} g` : classes[cell]}>
                      <b>{words[cell]}</b>
                    </td>
                  );
                })}
                <td class="s g">
                  <Bar done={done} of={counted.length} />
                  {t('training-group.of', { done, of: counted.length })}
                  {reasons.length > 0 && <span class="nb-status nb-status-bad nb-need">{words.help}</span>}
                </td>
                <td class="p">
                  <span class="nb-table-label">{t('training-group.practice')}</span>
                  {t('training-group.of', { done: practice.events, of: curriculum.practice.events })}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('training-group.done')}</th>
            {columns.map(({ unit, isFirst }) => (
              <td key={unit.key} {...(isFirst ? { class: 'g' } : {})}>
                {people.filter(({ participant }) => isDone(participant.units, unit)).length}
              </td>
            ))}
            <td class="g" colspan={2} />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function ColumnHead(props: { t: T; column: UnitColumn }): VNode {
  const { t, column } = props;
  return (
    <th scope="col" {...(column.isFirst ? { class: 'g' } : {})}>
      <span aria-hidden="true">{column.short}</span>
      <span class="visually-hidden">{inLanguage(column.unit.title, t.language)}</span>
    </th>
  );
}

/** What the signs mean, and what the short heads stand for. */
export function MatrixLegend(props: { t: T; steps: readonly TrainingStep[] }): VNode {
  const { t } = props;
  return (
    <>
      <ul class="nb-legend" aria-label={t('training-group.legend')}>
        {cells.map((cell) => (
          <li key={cell} class={`nb-sign-word ${classes[cell]}`}>
            {t(`training-group.cell.${cell}`)}
          </li>
        ))}
      </ul>
      <details class="nb-fold">
        <summary>{t('training-group.columns')}</summary>
        <dl class="nb-pairs nb-fold-body">
          {props.steps.map((step) => (
            <div key={step.id}>
              <dt>{inLanguage(step.title, t.language)}</dt>
              {columnsOf(t, step).map(({ unit, short }) => (
                <dd key={unit.key}>
                  {short}: {inLanguage(unit.title, t.language)}
                </dd>
              ))}
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
