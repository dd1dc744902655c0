import type { VNode } from 'preact';
import type { SyncPlan } from '../../domain/sync-run.ts';
import { formatNumber } from '../dates.ts';
import type { T } from '../language.ts';
import { holdText } from '../sync-text.ts';
import { TickBox } from './choices.tsx';
import { Form, type FormSeal } from './form.tsx';
import { CheckIcon, ProblemIcon } from './icons.tsx';
import { Note } from './notice.tsx';
import { fieldId, ProblemLine } from './problems.tsx';

interface RunPlanProps {
  t: T;
  plan: SyncPlan;
  seal: FormSeal;
  changes: number;
  missing: readonly ('reviewed' | 'remove')[];
  runIt: string;
  again: string;
  overview: string;
}

/** The button that runs a plan; a held one explains itself before, and wants a tick. */
export function RunPlanForm(props: RunPlanProps): VNode {
  const { t, plan, changes } = props;
  const isHeld = plan.state === 'held';
  return (
    <>
      {isHeld ? <HeldNote {...props} /> : changes > 0 && <Run {...props} />}
      {plan.undoes === null && (
        <Form action={props.again} seal={props.seal} class="nb-buttons">
          <input type="hidden" name="mapping" value={plan.mappings.map(({ id }) => id).join(' ')} />
          <button type="submit" class="btn btn-outline-secondary">
            {t('sync-plan.again')}
          </button>
          <a class="btn btn-link" href={props.overview}>
            {t('sync-plan.leave')}
          </a>
        </Form>
      )}
    </>
  );
}

function HeldNote(props: RunPlanProps): VNode {
  const { t, plan, missing } = props;
  const reasons = [...new Set(plan.holdReasons.map((reason) => holdText(plan, reason, t)))];
  const group = plan.holdReasons.find((reason) => reason.code === 'group-loses-many');
  const all = plan.holdReasons.find((reason) => reason.code === 'all-lose-many');
  const many = group ?? all;
  return (
    <>
      {missing.length > 0 && (
        <div role="alert" tabindex={-1} autofocus>
          <Note tone="bad">
            <p>
              <strong>{t('sync-plan.not-yet')}</strong>
            </p>
            <ul>
              {missing.map((name) => (
                <li key={name}>
                  <a href={`#${fieldId('run', name)}`}>{t(`field-problems.sync-${name}-missing`)}</a>
                </li>
              ))}
            </ul>
          </Note>
        </div>
      )}
      <Note tone="warn">
        <h2>{t('sync-plan.held')}</h2>
        {reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        {many && (
          <p>
            {t('sync-plan.why-ask', {
              percent: formatNumber(Math.round((many.taken / Math.max(many.of, 1)) * 100), t.language),
            })}
          </p>
        )}
        <ul class="nb-checked">
          <li>
            <CheckIcon /> {t('sync-plan.read-completely')}
          </li>
          {plan.counts.suspend > 0 && (
            <li class="nb-means">
              <ProblemIcon /> {t('sync-plan.means-suspended')}
            </li>
          )}
          {plan.counts.remove > 0 && (
            <li class="nb-means">
              <ProblemIcon /> {t('sync-plan.means-removed')}
            </li>
          )}
        </ul>
        <Run {...props} />
      </Note>
    </>
  );
}

function Run(props: RunPlanProps): VNode {
  const { t, plan, changes, missing } = props;
  const taken = plan.counts.suspend + plan.counts.remove;
  return (
    <Form action={props.runIt} seal={props.seal}>
      <input type="hidden" name="hash" value={plan.hash} />
      {plan.state === 'held' && (
        <>
          <TickBox form="run" name="reviewed" isTicked={false}>
            {taken > 0 ? t('sync-plan.tick-taken', { count: taken }) : t('sync-plan.tick')}
          </TickBox>
          <ProblemLine
            t={t}
            id="run-reviewed-problem"
            problem={missing.includes('reviewed') ? 'sync-reviewed-missing' : undefined}
          />
          {plan.irreversible > 0 && (
            <TickBox form="run" name="remove" isTicked={false} hint={t('sync-plan.tick-remove-hint')}>
              {t('sync-plan.tick-remove', { count: plan.irreversible })}
            </TickBox>
          )}
        </>
      )}
      <div class="nb-buttons">
        <button type="submit" class="btn btn-primary">
          {changes === 0 ? t('sync-plan.approve') : t('sync-plan.run', { count: changes })}
        </button>
      </div>
    </Form>
  );
}
