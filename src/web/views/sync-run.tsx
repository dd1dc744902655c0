import type { VNode } from 'preact';
import { type SyncPlan, type SyncRun, settledSteps } from '../../domain/sync-run.ts';
import type { SyncStep } from '../../domain/sync-step.ts';
import { formatNearMoment } from '../dates.ts';
import { isTextKey, type T, translator } from '../language.ts';
import { runHeading } from '../run-words.ts';
import { planHeadline, targetText } from '../sync-text.ts';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';
import { type MoodlePerson, MoodlePersonName } from './moodle-person.tsx';
import { Note } from './notice.tsx';

export interface SyncRunPageProps {
  frame: Frame;
  seal: FormSeal;
  /** Epoch milliseconds. */
  now: number;
  siteName: string;
  run: SyncRun;
  plan: SyncPlan;
  /** Its process is gone: somebody can let it go on. */
  isAbandoned: boolean;
  /** Steps that were left out or refused, and who they are about. */
  troubles: readonly { step: SyncStep; person: MoodlePerson }[];
  /** How many more there are. */
  hidden: number;
  here: string;
  /** Form for pause, stop, go on. */
  wish: string;
  overview: string;
  planAddress: string;
  file: string;
  /** Form that plans the way back, where there is one. */
  undo?: string;
  /** What shows it live. */
  live?: { script: string; events: string };
}

/** How far it is, what was left out and what to do about it, how to stop, and that it can be taken back. */
export function SyncRunPage(props: SyncRunPageProps): VNode {
  const { frame, run, plan } = props;
  const t = translator(frame.language);
  const heading = runHeading(run, t);
  const since = formatNearMoment(run.startedAt, t.language, props.now);
  return (
    <Document frame={frame} title={heading}>
      <section class="nb-panel" aria-labelledby="heading" data-events={props.live?.events}>
        <p class="nb-kicker">{t(`sync-run.kickers.${run.state}`, { since })}</p>
        <h1 id="heading">{heading}</h1>
        {run.total > 0 && (
          <progress class="nb-progress" value={settledSteps(run)} max={run.total} aria-labelledby="heading" />
        )}
        <p>{t(`sync-run.leads.${props.isAbandoned ? 'abandoned' : leadOf(run)}`)}</p>
        {props.live && (
          <>
            <p role="status" data-lost={t('sync-run.lost')} />
            <p data-reload>
              <a href={props.here}>{t('sync-run.reload')}</a>
            </p>
          </>
        )}
        <Controls {...props} t={t} />
      </section>
      {run.failure !== null && <Failure t={t} code={run.failure} />}
      <Numbers t={t} run={run} />
      <Troubles {...props} t={t} />
      <section>
        <h2>{t('sync-run.about')}</h2>
        <p>
          <a href={props.planAddress}>{planHeadline(plan, props.siteName, t)}</a>
        </p>
        <p>
          <a href={props.file}>{t('sync-run.csv')}</a>
        </p>
        {props.undo === undefined && plan.undoes === null && (
          <p class="nb-small">{t(`sync-run.undo-later`)}</p>
        )}
      </section>
      {props.live && <script type="module" src={props.live.script} />}
    </Document>
  );
}

function leadOf({
  state,
  wish,
  failure,
}: SyncRun): 'running' | 'pausing' | 'stopping' | 'paused' | 'failed' | 'stopped' | 'done' {
  if (state === 'running') return wish === 'pause' ? 'pausing' : wish === 'stop' ? 'stopping' : 'running';
  return state === 'paused' && failure !== null ? 'failed' : state;
}

function Controls(props: SyncRunPageProps & { t: T }): VNode {
  const { t, run, isAbandoned, seal, wish, undo } = props;
  const button = (name: 'go-on' | 'pause' | 'stop', look: string): VNode => (
    <Form action={wish} seal={seal}>
      <input type="hidden" name="wish" value={name} />
      <button type="submit" class={`btn ${look}`}>
        {t(`sync-run.wishes.${name}`)}
      </button>
    </Form>
  );
  const isOpen = run.state === 'running' || run.state === 'paused';
  return (
    <div class="nb-buttons">
      {(run.state === 'paused' || isAbandoned) && button('go-on', 'btn-primary')}
      {run.state === 'running' &&
        !isAbandoned &&
        run.wish === 'go-on' &&
        button('pause', 'btn-outline-secondary')}
      {isOpen && run.wish !== 'stop' && button('stop', 'btn-outline-danger')}
      {!isOpen && (
        <a class="btn btn-primary" href={props.overview}>
          {t('sync-plan.to-overview')}
        </a>
      )}
      {undo !== undefined && (
        <Form action={undo} seal={seal}>
          <button type="submit" class="btn btn-outline-secondary">
            {t('sync-page.undo')}
          </button>
        </Form>
      )}
    </div>
  );
}

function Numbers(props: { t: T; run: SyncRun }): VNode {
  const { t, run } = props;
  return (
    <ul class="nb-numbers" aria-label={t('sync-run.numbers')}>
      {(['done', 'wasSo', 'skipped', 'refused'] as const).map((name) => (
        <li key={name}>
          <strong data-number={name}>{run[name]}</strong> {t(`sync-run.counts.${name}`)}
        </li>
      ))}
    </ul>
  );
}

function Failure(props: { t: T; code: string }): VNode {
  const { t, code } = props;
  const parts = ['what', 'admin', 'todo'].map((part) => `errors.${code}.${part}`).filter(isTextKey);
  return (
    <Note tone="bad">
      <p>
        <strong>{t('sync-run.failure')}</strong>
      </p>
      {parts.map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
      <p class="nb-small">
        <code>{code}</code>
      </p>
    </Note>
  );
}

function Troubles(props: SyncRunPageProps & { t: T }): VNode | null {
  const { t, plan, troubles, hidden } = props;
  if (troubles.length === 0) return null;
  return (
    <section>
      <h2>{t('sync-run.troubles')}</h2>
      <ul class="nb-rows">
        {troubles.map(({ step, person }) => (
          <li key={step.id} class="nb-row-split">
            <div class="nb-row-words">
              <p class="nb-row-title">
                <MoodlePersonName t={t} person={person} />
              </p>
              <p>
                {targetText(plan, step.target, t)}: <Cause t={t} code={step.code ?? ''} />
              </p>
              {step.message !== undefined && (
                <p class="nb-row-line">{t('sync.said', { message: step.message })}</p>
              )}
            </div>
            <span class={`nb-status ${step.state === 'refused' ? 'nb-status-bad' : 'nb-status-warn'}`}>
              {t(`sync-run.states.${step.state as 'refused' | 'skipped'}`)}
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p>{t('sync-run.more', { count: hidden })}</p>}
    </section>
  );
}

/** What happened to a step, and what to do about it. */
function Cause(props: { t: T; code: string }): VNode {
  const { t, code } = props;
  const parts = [`errors.${code}.what`, `errors.${code}.admin`, `errors.${code}.todo`].filter(isTextKey);
  return <>{parts.length === 0 ? <code>{code}</code> : parts.map((key) => `${t(key)} `)}</>;
}
