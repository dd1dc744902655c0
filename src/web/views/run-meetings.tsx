import type { VNode } from 'preact';
import {
  type Curriculum,
  meetingKinds,
  type TrainingStep,
  type Unit,
} from '../../domain/training-curriculum.ts';
import type { TrainingRun } from '../../domain/training-run.ts';
import { inLanguage } from '../../domain/words.ts';
import { type T, translator } from '../language.ts';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { counted } from './counted.ts';
import { Document, type Frame } from './document.tsx';
import { TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';

export const meetingFields = ['date', 'from', 'to', 'place', 'url'] as const;
export type MeetingFieldName = `${(typeof meetingFields)[number]}-${string}` | `due-${string}`;

export interface RunMeetingsPageProps {
  frame: Frame;
  seal: FormSeal;
  run: TrainingRun;
  curriculum: Curriculum;
  /** POST `date-<unit>`, `from-<unit>`, `to-<unit>`, `place-<unit>`, `url-<unit>`, `due-<step>`, and `mark`. */
  action: string;
  mark: string;
  /** Values of all fields, as they are stored or were typed. */
  draft: Draft<MeetingFieldName>;
  changed?: readonly { label: string; value: string }[];
  back: string;
}

/** All dates of a run on one page: step by step when people meet, and until when the self-study is due. */
export function RunMeetingsPage(props: RunMeetingsPageProps): VNode {
  const { frame, run, curriculum, draft } = props;
  const t = translator(frame.language);
  const missing = missingIn(curriculum, run);
  const heading = missing === 0 ? t('runs.dates-heading-all') : counted(t, 'runs.dates-heading', missing);
  return (
    <Document frame={frame} title={heading}>
      <p class="nb-small">
        <a href={props.back}>
          <bdi>{run.title}</bdi>
        </a>
      </p>
      <h1>{heading}</h1>
      <p class="nb-lead">{t('runs.dates-about')}</p>
      <div class="nb-text nb-dates">
        <ProblemSummary t={t} form="dates" draft={draft} />
        <ChangedMeanwhile t={t} stored={props.changed} />
        <Form action={props.action} seal={props.seal}>
          <input type="hidden" name="mark" value={props.mark} />
          {curriculum.steps.map((step) => (
            <StepDates key={step.id} t={t} step={step} draft={draft} />
          ))}
          <p class="nb-buttons">
            <button type="submit" class="btn btn-primary">
              {t('runs.dates-save')}
            </button>
          </p>
        </Form>
      </div>
    </Document>
  );
}

function missingIn({ steps }: Curriculum, { meetings }: TrainingRun): number {
  const units = steps.flatMap((step) => step.units).filter(({ kind }) => meetingKinds.includes(kind));
  return units.filter(({ key }) => meetings[key] === undefined).length;
}

function StepDates(props: { t: T; step: TrainingStep; draft: Draft<MeetingFieldName> }): VNode {
  const { t, step, draft } = props;
  const meetings = step.units.filter(({ kind }) => meetingKinds.includes(kind));
  const title = inLanguage(step.title, t.language);
  return (
    <section>
      <h2>{title}</h2>
      {meetings.map((unit) => (
        <MeetingDates key={unit.key} t={t} unit={unit} draft={draft} />
      ))}
      {meetings.length < step.units.length && (
        <TextField
          t={t}
          form="dates"
          draft={draft}
          type="date"
          name={`due-${step.id}`}
          label={t('runs.due', { step: title })}
          hint={t('runs.due-hint')}
        />
      )}
    </section>
  );
}

function MeetingDates(props: { t: T; unit: Unit; draft: Draft<MeetingFieldName> }): VNode {
  const { t, unit, draft } = props;
  const shared = { t, form: 'dates', draft };
  const isOnline = unit.kind === 'video-conference';
  return (
    <fieldset class="nb-choices">
      <legend>{inLanguage(unit.title, t.language)}</legend>
      <div class="nb-field-group">
        <TextField {...shared} type="date" name={`date-${unit.key}`} label={t('settings.event-date')} />
        <TextField {...shared} type="time" name={`from-${unit.key}`} label={t('settings.event-from')} />
        <TextField {...shared} type="time" name={`to-${unit.key}`} label={t('settings.event-to')} />
      </div>
      <div class="nb-field-group nb-field-pair">
        <TextField
          {...shared}
          name={`place-${unit.key}`}
          label={t(isOnline ? 'runs.place-online' : 'runs.place')}
          maxLength={200}
        />
        <TextField
          {...shared}
          name={`url-${unit.key}`}
          label={t(isOnline ? 'runs.url-online' : 'runs.url')}
          maxLength={1000}
        />
      </div>
    </fieldset>
  );
}
