import type { VNode } from 'preact';
import type { Site } from '../../domain/site.ts';
import { changesIn } from '../../domain/sync-counts.ts';
import type { SyncPlan, SyncRun } from '../../domain/sync-run.ts';
import { formatNearMoment } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { runHeading } from '../run-words.ts';
import { planHeadline, resultText } from '../sync-text.ts';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';

export interface SyncPageProps {
  frame: Frame;
  seal: FormSeal;
  /** Epoch milliseconds. */
  now: number;
  site: Pick<Site, 'name'>;
  isConnected: boolean;
  /** How many mappings there are. */
  mappings: number;
  /** The plan that could run or waits. */
  plan?: { plan: SyncPlan; address: string };
  /** The run that is under way or paused. */
  active?: { run: SyncRun; address: string };
  /** Newest first. */
  runs: readonly { run: SyncRun; plan: SyncPlan; address: string }[];
  connection: string;
  mappingList: string;
  /** Form that plans all mappings that are on. */
  makePlan: string;
  /** Form that plans the way back of the last run. */
  undo: string;
}

/** The heading says how things stand; the one button is what comes next. */
export function SyncPage(props: SyncPageProps): VNode {
  const { frame, runs } = props;
  const t = translator(frame.language);
  const { heading, lead, button } = standOf(t, props);
  const plan = (
    <Form action={props.makePlan} seal={props.seal}>
      <button type="submit" class={button === undefined ? 'btn btn-primary' : 'btn btn-outline-secondary'}>
        {t('sync-page.make-plan')}
      </button>
    </Form>
  );
  const mayPlan = props.isConnected && props.mappings > 0 && !props.active;
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-lead">{lead}</p>
      <div class="nb-buttons">
        {button && (
          <a class="btn btn-primary" href={button.href}>
            {button.label}
          </a>
        )}
        {mayPlan && plan}
      </div>
      {runs.length > 0 && <Runs {...props} t={t} />}
    </Document>
  );
}

interface Stand {
  heading: string;
  lead: string;
  button?: { label: string; href: string };
}

/** What matters most: a run, a plan that waits, a first step that is missing, else that all is equal. */
function standOf(t: T, props: SyncPageProps): Stand {
  const { active, plan, runs, site } = props;
  if (!props.isConnected) {
    return {
      heading: t('sync-page.headings.not-connected'),
      lead: t('sync-page.leads.not-connected', { site: site.name }),
      button: { label: t('sync-page.connect'), href: props.connection },
    };
  }
  if (active) {
    return {
      heading: runHeading(active.run, t),
      lead: t(`sync-page.leads.${active.run.state === 'paused' ? 'paused' : 'running'}`),
      button: { label: t('sync-page.to-run'), href: active.address },
    };
  }
  if (props.mappings === 0) {
    return {
      heading: t('sync-page.headings.no-mapping'),
      lead: t('sync-page.leads.no-mapping'),
      button: { label: t('sync-mapping.add-first'), href: props.mappingList },
    };
  }
  if (plan && (plan.plan.state === 'held' || changesIn(plan.plan.counts) > 0)) {
    return {
      heading: planHeadline(plan.plan, site.name, t),
      lead: t(plan.plan.state === 'held' ? 'sync-page.leads.held' : 'sync-page.leads.open', {
        when: formatNearMoment(plan.plan.createdAt, t.language, props.now),
      }),
      button: { label: t('sync-page.to-plan'), href: plan.address },
    };
  }
  const [last] = runs;
  const at = plan?.plan.createdAt ?? last?.run.endedAt ?? last?.run.startedAt;
  if (at === undefined) return { heading: t('sync-page.headings.never'), lead: t('sync-page.leads.never') };
  return {
    heading: t(plan ? 'sync-page.headings.equal' : 'sync-page.headings.last', {
      when: formatNearMoment(at, t.language, props.now),
    }),
    lead: t(plan ? 'sync-page.leads.equal' : 'sync-page.leads.last'),
  };
}

function Runs(props: SyncPageProps & { t: T }): VNode {
  const { t, runs } = props;
  const last = runs.find(({ run }) => run.done > 0);
  const mayUndo = !props.active && last !== undefined && last.plan.undoes === null;
  return (
    <section>
      <h2>{t('sync-page.history')}</h2>
      {mayUndo && (
        <Form action={props.undo} seal={props.seal} class="nb-buttons">
          <button type="submit" class="btn btn-outline-secondary btn-sm">
            {t('sync-page.undo-last')}
          </button>
        </Form>
      )}
      <ul class="nb-rows">
        {runs.map(({ run, plan, address }) => (
          <li key={run.id}>
            <p class="nb-row-title">
              <a href={address}>{planHeadline(plan, props.site.name, t)}</a>
            </p>
            <p class="nb-row-line">
              {formatNearMoment(run.startedAt, t.language, props.now)}, {resultText(run, t)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
