import type { VNode } from 'preact';
import { changesIn } from '../../domain/sync-counts.ts';
import type { SyncPin } from '../../domain/sync-pin.ts';
import type { SyncPlan } from '../../domain/sync-run.ts';
import type { SyncStep, SyncWarning } from '../../domain/sync-step.ts';
import { formatNearMoment } from '../dates.ts';
import { type T, translator } from '../language.ts';
import type { Pill, StepFilter } from '../plan-filter.ts';
import { leftOutTexts, planHeadline, targetText, warningTexts } from '../sync-text.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import type { FormSeal } from './form.tsx';
import type { MoodlePerson } from './moodle-person.tsx';
import { MoodlePersonName } from './moodle-person.tsx';
import { RunPlanForm } from './sync-plan-run.tsx';
import { PlanSteps } from './sync-plan-steps.tsx';

export interface PlanRow {
  step: SyncStep;
  person: MoodlePerson;
  /** What was said about this person before. */
  pin: SyncPin['kind'] | undefined;
}

export interface SyncPlanPageProps {
  frame: Frame;
  seal: FormSeal;
  /** Epoch milliseconds. */
  now: number;
  siteName: string;
  plan: SyncPlan;
  /** What was not ticked when the plan was to run. */
  missing: readonly ('reviewed' | 'remove')[];
  filter: StepFilter;
  pills: readonly Pill[];
  /** Steps of this page of the list, of those that the filter lets through. */
  rows: readonly PlanRow[];
  found: number;
  pages: number;
  /** All steps: for what somebody should know of them. */
  warned: readonly Pick<SyncStep, 'warnings'>[];
  /** What an undo cannot bring back. */
  lost: readonly { person: MoodlePerson; target: string; what: SyncWarning }[];
  /** Form that plans again. */
  again: string;
  /** Form that approves and runs it. */
  runIt: string;
  file: string;
  /** Form that sets an exception. */
  pin: string;
  /** Page with people whose accounts are not known. */
  people: string;
  overview: string;
  /** The run that it became. */
  run?: string;
}

/** What would happen, step by step, and the one button that lets it happen. */
export function SyncPlanPage(props: SyncPlanPageProps): VNode {
  const { frame, plan, lost } = props;
  const t = translator(frame.language);
  const changes = changesIn(plan.counts);
  const isWaiting = plan.state === 'open' || plan.state === 'held';
  const heading =
    changes + plan.counts.list === 0 ? t('sync-plan.nothing') : planHeadline(plan, props.siteName, t);
  const when = formatNearMoment(plan.createdAt, t.language, props.now);
  return (
    <Document frame={frame} title={heading}>
      <p class="nb-kicker">
        {t(isWaiting ? 'sync-plan.kicker' : `sync-plan.kickers.${plan.state as 'started' | 'superseded'}`, {
          when,
        })}
      </p>
      <h1>{heading}</h1>
      <p class="nb-lead">{leadOf(t, plan, changes)}</p>
      {isWaiting ? (
        <RunPlanForm {...props} t={t} changes={changes} />
      ) : (
        <p>
          <a class="btn btn-outline-secondary" href={props.run ?? props.overview}>
            {t(props.run ? 'sync-plan.to-run' : 'sync-plan.to-overview')}
          </a>
        </p>
      )}
      <Facts {...props} t={t} />
      {lost.length > 0 && (
        <section>
          <h2>{counted(t, 'sync-plan.lost', lost.length)}</h2>
          <ul class="nb-rows">
            {lost.map(({ person, target, what }) => (
              <li key={`${person.userId} ${target} ${what}`}>
                <p class="nb-row-title">
                  <MoodlePersonName t={t} person={person} />
                </p>
                <p class="nb-row-line">
                  {targetText(plan, target, t)}: {t(`sync.warnings.${what}`)}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {changes + plan.counts.list > 0 && <PlanSteps {...props} t={t} isWaiting={isWaiting} />}
    </Document>
  );
}

function leadOf(t: T, plan: SyncPlan, changes: number): string {
  if (plan.state === 'superseded') return t('sync-plan.leads.superseded');
  if (plan.state === 'started') return t('sync-plan.leads.started');
  if (plan.undoes !== null) return t('sync-plan.leads.undo');
  if (plan.state === 'open') return t(changes === 0 ? 'sync-plan.leads.equal' : 'sync-plan.leads.open');
  const codes = plan.holdReasons.map(({ code }) => code);
  if (codes.includes('source-turned-empty')) return t('sync-plan.leads.empty');
  if (codes.some((code) => code !== 'mapping-not-reviewed' && code !== 'not-reversible'))
    return t('sync-plan.leads.many');
  return t(codes.includes('mapping-not-reviewed') ? 'sync-plan.leads.new' : 'sync-plan.leads.irreversible');
}

/** What somebody should know besides the steps. */
function Facts(props: SyncPlanPageProps & { t: T }): VNode | null {
  const { t, plan } = props;
  const warnings = [...leftOutTexts(plan, t), ...warningTexts(props.warned, t)];
  if (warnings.length === 0 && plan.unmatched === 0) return null;
  return (
    <section>
      <h2>{t('sync-plan.know')}</h2>
      <ul>
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
        {plan.unmatched > 0 && (
          <li>
            {t('sync.unmatched', { count: plan.unmatched })}{' '}
            <a href={props.people}>{t('sync-plan.to-people')}</a>
          </li>
        )}
      </ul>
    </section>
  );
}
