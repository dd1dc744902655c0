import type { VNode } from 'preact';
import type { T } from '../language.ts';
import { TextArea, TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';

export const practiceFields = ['day', 'event', 'hours', 'learned'] as const;
export type PracticeField = (typeof practiceFields)[number];
export type PracticeValues = Record<PracticeField, string>;

export interface PracticeFormProps {
  t: T;
  seal: FormSeal;
  /** POST `day` (2026-11-26), `event`, `hours` (1,5), `learned`, and the hidden fields. */
  action: string;
  /** What the server needs back: the id of a new entry, or the state that the form was made from. */
  hidden: Readonly<Record<string, string>>;
  values: PracticeValues;
  draft: Draft<PracticeField> | undefined;
  /** Where one may go back to instead. */
  back?: string;
}

/** What was accompanied, when, how long, and what was learned. */
export function PracticeForm(props: PracticeFormProps): VNode {
  const { t, values, draft } = props;
  const shared = { t, form: 'practice', draft };
  return (
    <>
      <ProblemSummary {...shared} />
      <Form action={props.action} seal={props.seal}>
        {Object.entries(props.hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField
          {...shared}
          name="event"
          label={t('practice.event')}
          hint={t('practice.event-hint')}
          value={values.event}
          maxLength={200}
        />
        <TextField {...shared} type="date" name="day" label={t('practice.day')} value={values.day} />
        <TextField
          {...shared}
          name="hours"
          label={t('practice.hours')}
          hint={t('practice.hours-hint')}
          value={values.hours}
          maxLength={8}
        />
        <TextArea
          {...shared}
          name="learned"
          label={t('practice.learned')}
          hint={t('practice.learned-hint')}
          value={values.learned}
          rows={6}
          maxLength={10_000}
        />
        <p class="nb-buttons">
          <button type="submit" class="btn btn-primary">
            {t('practice.save')}
          </button>
          {props.back !== undefined && (
            <a class="btn btn-outline-secondary" href={props.back}>
              {t('practice.back')}
            </a>
          )}
        </p>
      </Form>
    </>
  );
}
