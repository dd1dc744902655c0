import type { VNode } from 'preact';
import { type Question, questionKinds } from '../../domain/self-check.ts';
import type { Unit } from '../../domain/training-curriculum.ts';
import { inLanguage } from '../../domain/words.ts';
import { type T, translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';
import { SelectField, TextArea, TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { type Draft, fieldId, ProblemSummary } from './problems.tsx';

export const mostOptions = 8;

export interface ContentsQuestionPageProps {
  frame: Frame;
  seal: FormSeal;
  unit: Unit;
  /** Undefined for a new one. */
  question: Question | undefined;
  /** POST `kind`, `text-de`, `option-0-de`, `option-0-right`, `accepted` (a line each), `feedback-de`, the same `-en`. */
  action: string;
  removal?: string;
  back: string;
  draft: Draft<string> | undefined;
}

const form = 'question';

/** Where one question of a self-check is written. */
export function ContentsQuestionPage(props: ContentsQuestionPageProps): VNode {
  const { frame, question, draft } = props;
  const t = translator(frame.language);
  const heading = t(question ? 'contents.heading-question' : 'contents.heading-new-question');
  const shared = { t, form, draft };
  return (
    <Document frame={frame} title={heading}>
      <p class="nb-small">
        <a href={props.back}>{inLanguage(props.unit.title, t.language)}</a>
      </p>
      <h1>{heading}</h1>
      <ProblemSummary {...shared} />
      <Form action={props.action} seal={props.seal}>
        <SelectField
          {...shared}
          name="kind"
          label={t('contents.question-kind')}
          hint={t('contents.question-kind-hint')}
          value={question?.kind ?? ''}
          isOpen={!question}
          options={questionKinds.map((kind) => ({ value: kind, label: t(`question-kinds.${kind}`) }))}
        />
        <TextArea
          {...shared}
          name="text-de"
          label={t('contents.question-de')}
          value={question?.text.de ?? ''}
          rows={3}
          maxLength={1000}
        />
        <TextArea
          {...shared}
          name="text-en"
          label={t('contents.question-en')}
          hint={t('contents.english-hint')}
          value={question?.text.en ?? ''}
          rows={2}
          maxLength={1000}
        />
        <h2>{t('contents.options')}</h2>
        <p class="nb-hint">{t('contents.options-hint')}</p>
        {Array.from({ length: mostOptions }, (_, index) => index).map((index) => (
          <OptionRow key={index} {...shared} index={index} question={question} />
        ))}
        <h2>{t('contents.accepted-heading')}</h2>
        <TextArea
          {...shared}
          name="accepted"
          label={t('contents.accepted')}
          hint={t('contents.accepted-hint')}
          value={question?.accepted.join('\n') ?? ''}
          rows={3}
          maxLength={4000}
        />
        <h2>{t('contents.feedback')}</h2>
        <TextArea
          {...shared}
          name="feedback-de"
          label={t('contents.feedback-de')}
          hint={t('contents.feedback-hint')}
          value={question?.feedback.de ?? ''}
          rows={3}
          maxLength={1000}
        />
        <TextArea
          {...shared}
          name="feedback-en"
          label={t('contents.feedback-en')}
          value={question?.feedback.en ?? ''}
          rows={2}
          maxLength={1000}
        />
        <p class="nb-buttons">
          <button type="submit" class="btn btn-primary">
            {t('contents.save-question')}
          </button>
        </p>
      </Form>
      {props.removal !== undefined && (
        <Form action={props.removal} seal={props.seal}>
          <button type="submit" class="btn btn-outline-danger">
            {t('contents.remove-question')}
          </button>
        </Form>
      )}
    </Document>
  );
}

function OptionRow(props: {
  t: T;
  form: string;
  draft: Draft<string> | undefined;
  index: number;
  question: Question | undefined;
}): VNode {
  const { t, draft, index, question } = props;
  const option = question?.options[index];
  const name = `option-${index}`;
  const isRight = draft ? draft.values[`${name}-right`] === 'on' : option?.isRight === true;
  const shared = { t, form, draft };
  return (
    <fieldset class="nb-option">
      <legend>{t('contents.option', { number: index + 1 })}</legend>
      <TextField
        {...shared}
        name={`${name}-de`}
        label={t('contents.option-de')}
        value={option?.text.de ?? ''}
        maxLength={300}
      />
      <TextField
        {...shared}
        name={`${name}-en`}
        label={t('contents.option-en')}
        value={option?.text.en ?? ''}
        maxLength={300}
      />
      <label class="nb-tick">
        <input
          type="checkbox"
          id={fieldId(form, `${name}-right`)}
          name={`${name}-right`}
          checked={isRight && question?.kind !== 'order'}
        />
        {t('contents.option-right')}
      </label>
    </fieldset>
  );
}
