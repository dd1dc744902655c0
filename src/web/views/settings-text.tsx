import type { VNode } from 'preact';
import type { Space } from '../../domain/space.ts';
import type { T } from '../language.ts';
import { TextArea, TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';

export interface TextSettings {
  /** POST `title`, `purpose`. */
  action: string;
  draft?: Draft<'title' | 'purpose'>;
}

export function TextSection(props: TextSettings & { t: T; space: Space; seal: FormSeal }): VNode {
  const { t, space, draft } = props;
  const shared = { t, form: 'text', draft };
  return (
    <section class="nb-text" aria-labelledby="text-heading">
      <h2 id="text-heading">{t('settings.text')}</h2>
      <ProblemSummary {...shared} />
      <Form action={props.action} seal={props.seal} labelledBy="text-heading">
        <TextField
          {...shared}
          name="title"
          label={t('settings.title')}
          hint={t('settings.title-hint')}
          value={space.title}
          maxLength={120}
        />
        <TextArea
          {...shared}
          name="purpose"
          label={t('settings.purpose')}
          hint={t('settings.purpose-hint')}
          value={space.purpose}
          rows={5}
          maxLength={2000}
        />
        <p class="nb-buttons">
          <button type="submit" class="btn btn-primary">
            {t('settings.save-text')}
          </button>
        </p>
      </Form>
    </section>
  );
}
