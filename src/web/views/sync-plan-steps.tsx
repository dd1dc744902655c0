import type { VNode } from 'preact';
import type { SyncAction, SyncStep } from '../../domain/sync-step.ts';
import type { T } from '../language.ts';
import { filterAddress } from '../plan-filter.ts';
import { targetText } from '../sync-text.ts';
import { Form } from './form.tsx';
import { MoodlePersonName, moodlePersonText } from './moodle-person.tsx';
import type { PlanRow, SyncPlanPageProps } from './sync-plan.tsx';

type StepsProps = SyncPlanPageProps & { t: T; isWaiting: boolean };

const signs: Record<SyncAction, string> = {
  add: '',
  reactivate: '',
  suspend: 'nb-status-warn',
  remove: 'nb-status-bad',
  list: 'nb-status-warn',
};

/** Every step with its object and its reason, filtered by links, fifty at a time. */
export function PlanSteps(props: StepsProps): VNode {
  const { t, filter, rows } = props;
  const columns = ['step', 'person', 'where', 'why'] as const;
  const next = filter.page < props.pages ? filterAddress({ ...filter, page: filter.page + 1 }) : undefined;
  const before = filter.page > 1 ? filterAddress({ ...filter, page: filter.page - 1 }) : undefined;
  return (
    <section>
      <div class="nb-heading-split">
        <h2>{t(props.isWaiting ? 'sync-plan.what' : 'sync-plan.what-was')}</h2>
        <a href={`${props.file}${filterAddress({ ...filter, page: 1 })}`}>{t('sync-plan.csv')}</a>
      </div>
      <nav aria-label={t('sync-plan.filter')}>
        <ul class="nb-pills">
          {props.pills.map(({ name, label, href, isCurrent }) => (
            <li key={name}>
              <a href={href} {...(isCurrent ? { 'aria-current': 'true' as const } : {})}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {props.plan.targets.length > 1 && <TargetFilter {...props} />}
      <p class="nb-small">
        {t('sync-plan.shown', { count: props.found, page: filter.page, pages: props.pages })}
      </p>
      <table class="nb-table">
        <caption class="visually-hidden">{t('sync-plan.what')}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`sync-plan.columns.${column}`)}
              </th>
            ))}
            {props.isWaiting && (
              <th scope="col">
                <span class="visually-hidden">{t('sync-plan.columns.exception')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <StepRow key={row.step.id} {...props} row={row} />
          ))}
        </tbody>
      </table>
      {(next !== undefined || before !== undefined) && (
        <p class="nb-buttons">
          {before !== undefined && <a href={before}>{t('sync-plan.before')}</a>}
          {next !== undefined && <a href={next}>{t('sync-plan.next')}</a>}
        </p>
      )}
    </section>
  );
}

function TargetFilter(props: StepsProps): VNode {
  const { t, plan, filter } = props;
  return (
    <form method="get" class="nb-filter">
      <input type="hidden" name="show" value={filter.show} />
      <div class="nb-field">
        <label for="filter-target">{t('sync-plan.columns.where')}</label>
        <select id="filter-target" name="target">
          <option value="">{t('sync-plan.everywhere')}</option>
          {plan.targets.map(({ key }) => (
            <option key={key} value={key} selected={key === filter.target}>
              {targetText(plan, key, t)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="btn btn-outline-secondary">
        {t('sync-plan.filter-button')}
      </button>
    </form>
  );
}

function StepRow(props: StepsProps & { row: PlanRow }): VNode {
  const { t, plan, row } = props;
  const { step, person, pin } = row;
  return (
    <tr>
      <td>
        <span class={`nb-status ${signs[step.action]}`}>{t(`sync.actions.${step.action}`)}</span>
      </td>
      <th scope="row">
        <MoodlePersonName t={t} person={person} />
      </th>
      <td>{targetText(plan, step.target, t)}</td>
      <td>
        {t(`sync.reasons.${step.reason}`)}
        {!step.isReversible && <strong> {t('sync-plan.irreversible')}</strong>}
        {!props.isWaiting && <Outcome t={t} step={step} />}
        {pin !== undefined && <p class="nb-small">{t(`sync-plan.pins.${pin}`)}</p>}
      </td>
      {props.isWaiting && <td>{step.userId > 0 && <Exception {...props} />}</td>}
    </tr>
  );
}

function Outcome(props: { t: T; step: SyncStep }): VNode {
  return <p class="nb-small">{props.t(`sync.step-states.${props.step.state}`)}</p>;
}

function Exception(props: StepsProps & { row: PlanRow }): VNode {
  const { t, plan, row } = props;
  const name = moodlePersonText(t, row.person);
  return (
    <details class="nb-fold">
      <summary>
        {t('sync-plan.exception')} <span class="visually-hidden">: {name}</span>
      </summary>
      <div class="nb-inline-forms">
        {(['stays', 'never'] as const).map((kind) => (
          <Form key={kind} action={props.pin} seal={props.seal}>
            <input type="hidden" name="user" value={String(row.step.userId)} />
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="plan" value={plan.id} />
            <button type="submit" class="btn btn-outline-secondary btn-sm">
              {t(`sync-plan.pin-buttons.${kind}`)}
              <span class="visually-hidden">: {name}</span>
            </button>
          </Form>
        ))}
      </div>
      <p class="nb-small">{t('sync-plan.pin-hint')}</p>
    </details>
  );
}
