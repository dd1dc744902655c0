import type { VNode } from 'preact';
import type { TrainingStep } from '../../domain/training-curriculum.ts';
import { inLanguage } from '../../domain/words.ts';
import { translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';
import { TextArea, TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';
import { TitleFields } from './title-fields.tsx';

/** Where title, topics and format of a step are changed. */
export function ContentsStepPage(props: {
  frame: Frame;
  seal: FormSeal;
  step: TrainingStep;
  /** POST `title-de`, `topics-de` (one on a line), `format-de`, the same `-en`. */
  action: string;
  back: string;
  draft: Draft<string> | undefined;
}): VNode {
  const { frame, step, draft } = props;
  const t = translator(frame.language);
  const heading = t('contents.heading-unit', { title: inLanguage(step.title, t.language) });
  const shared = { t, form: 'step', draft };
  const topics = (language: 'de' | 'en'): string => step.topics.map((topic) => topic[language]).join('\n');
  return (
    <Document frame={frame} title={heading}>
      <p class="nb-small">
        <a href={props.back}>{t('contents.back')}</a>
      </p>
      <h1>{heading}</h1>
      <ProblemSummary {...shared} />
      <Form action={props.action} seal={props.seal}>
        <TitleFields {...shared} title={step.title} />
        <TextArea
          {...shared}
          name="topics-de"
          label={t('contents.topics-de')}
          hint={t('contents.topics-hint')}
          value={topics('de')}
          rows={4}
          maxLength={2200}
        />
        <TextArea
          {...shared}
          name="topics-en"
          label={t('contents.topics-en')}
          hint={t('contents.topics-en-hint')}
          value={topics('en')}
          rows={4}
          maxLength={2200}
        />
        <TextField
          {...shared}
          name="format-de"
          label={t('contents.format-de')}
          value={step.format.de}
          maxLength={200}
        />
        <TextField
          {...shared}
          name="format-en"
          label={t('contents.format-en')}
          value={step.format.en}
          maxLength={200}
        />
        <p class="nb-buttons">
          <button type="submit" class="btn btn-primary">
            {t('contents.save')}
          </button>
        </p>
      </Form>
    </Document>
  );
}
