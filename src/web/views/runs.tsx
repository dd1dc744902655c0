import type { VNode } from 'preact';
import type { TrainingRun } from '../../domain/training-run.ts';
import { type T, translator } from '../language.ts';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';
import { type OfferedVersion, type RunFieldName, RunFields } from './run-form.tsx';

export interface RunsPageProps {
  frame: Frame;
  seal: FormSeal;
  /** Newest first. */
  runs: readonly { run: TrainingRun; people: number; href: string }[];
  versions: readonly OfferedVersion[];
  /** POST fields of `RunFieldName` but `state`, and `run`: an id made for this form. */
  action: string;
  newId: string;
  draft?: Draft<RunFieldName>;
}

/** All runs of a training, and the form for the next one. */
export function RunsPage(props: RunsPageProps): VNode {
  const { frame, seal, draft } = props;
  const t = translator(frame.language);
  const running = props.runs.filter(({ run }) => run.state === 'running').length;
  const heading = running === 0 ? t('runs.heading-none') : counted(t, 'runs.heading', running);
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-lead">{t('runs.about')}</p>
      <ul class="nb-rows" aria-label={t('runs.list')}>
        {props.runs.map(({ run, people, href }) => (
          <li key={run.id} class="nb-row-split">
            <div class="nb-row-words">
              <p class="nb-row-title">
                <a href={href}>
                  <bdi>{run.title}</bdi>
                </a>
              </p>
              <p class="nb-row-line">{peopleWords(t, people)}</p>
            </div>
            <p class="nb-words">
              <span class="nb-status">{t(`runs.state.${run.state}`)}</span>
            </p>
          </li>
        ))}
      </ul>
      <section class="nb-text" aria-labelledby="new-run-heading">
        <h2 id="new-run-heading">{t('runs.new')}</h2>
        <ProblemSummary t={t} form="run" draft={draft} />
        <Form action={props.action} seal={seal} labelledBy="new-run-heading">
          <input type="hidden" name="run" value={props.newId} />
          <RunFields t={t} form="run" draft={draft} versions={props.versions} />
          <p class="nb-buttons">
            <button type="submit" class="btn btn-primary">
              {t('runs.make')}
            </button>
          </p>
        </Form>
      </section>
    </Document>
  );
}

export function peopleWords(t: T, count: number): string {
  return count === 0 ? t('runs.people-none') : counted(t, 'runs.people', count);
}
