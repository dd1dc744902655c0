import type { VNode } from 'preact';
import type { Question } from '../../domain/self-check.ts';
import type { TrainingStep, Unit } from '../../domain/training-curriculum.ts';
import type { Material, UnitContent } from '../../domain/unit-content.ts';
import { inLanguage } from '../../domain/words.ts';
import { type T, translator } from '../language.ts';
import { htmlOf } from '../markdown.ts';
import { TickBox } from './choices.tsx';
import { Document, type Frame } from './document.tsx';
import { TextArea, TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { Note } from './notice.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';
import { TitleFields } from './title-fields.tsx';

export type UnitFields = Draft<string>;

/** Fields of one row of materials: `material-0-title` and so on. */
export const materialFields = ['title', 'url', 'author', 'licence', 'source'] as const;
export const mostMaterials = 30;

export interface ContentsUnitPageProps {
  frame: Frame;
  seal: FormSeal;
  step: TrainingStep;
  unit: Unit;
  content: UnitContent;
  /** Names the state that this form is made from. */
  read: string;
  action: string;
  back: string;
  questions: readonly { question: Question; edit: string }[];
  addQuestion: string;
  /** Somebody else saved meanwhile: what was typed stands here, over a newer state. */
  isConflict: boolean;
  draft: UnitFields | undefined;
}

const form = 'unit';

/** Where a unit's words, materials and questions are changed. */
export function ContentsUnitPage(props: ContentsUnitPageProps): VNode {
  const { frame, unit, content, draft } = props;
  const t = translator(frame.language);
  const title = inLanguage(unit.title, t.language);
  const heading = t('contents.heading-unit', { title });
  const shared = { t, form, draft };
  return (
    <Document frame={frame} title={heading}>
      <p class="nb-small">
        <a href={props.back}>{t('contents.back')}</a>
      </p>
      <p class="nb-kicker">
        {inLanguage(props.step.title, t.language)}, {t(`unit-kinds.${unit.kind}`)}
      </p>
      <h1>{heading}</h1>
      <ProblemSummary {...shared} />
      {props.isConflict && (
        <Note tone="warn">
          <p>
            <strong>{t('contents.conflict')}</strong> {t('contents.conflict-todo')}
          </p>
        </Note>
      )}
      <Form action={props.action} seal={props.seal}>
        <input type="hidden" name="read" value={props.read} />
        <TitleFields {...shared} title={unit.title} />
        <TextField
          {...shared}
          name="minutes"
          label={t('contents.minutes')}
          hint={t('contents.minutes-hint')}
          value={String(unit.minutes)}
          maxLength={4}
        />
        <TickBox
          form={form}
          name="optional"
          isTicked={draft ? draft.values.optional === 'on' : unit.isOptional}
          hint={t('contents.optional-hint')}
        >
          {t('contents.optional')}
        </TickBox>
        <TextArea
          {...shared}
          name="text-de"
          label={t('contents.text-de')}
          hint={t('contents.text-hint')}
          value={content.text.de}
          rows={12}
          maxLength={20_000}
        />
        <TextArea
          {...shared}
          name="text-en"
          label={t('contents.text-en')}
          value={content.text.en}
          rows={6}
          maxLength={20_000}
        />
        <MaterialRows {...shared} materials={content.materials} />
        {content.selfCheck && (
          <fieldset class="nb-choices nb-part">
            <legend>{t('contents.self-check')}</legend>
            <TextField
              {...shared}
              name="pass-mark"
              label={t('contents.pass-mark')}
              value={String(content.selfCheck.passMark)}
              maxLength={3}
            />
            <TextField
              {...shared}
              name="drawn"
              label={t('contents.drawn')}
              hint={t('contents.drawn-hint')}
              value={String(content.selfCheck.drawn)}
              maxLength={2}
            />
          </fieldset>
        )}
        <p class="nb-buttons">
          <button type="submit" class="btn btn-primary">
            {t('contents.save')}
          </button>
        </p>
      </Form>
      {content.selfCheck && <Questions {...props} t={t} />}
      {content.text.de !== '' && (
        <section aria-labelledby="preview-heading">
          <h2 id="preview-heading">{t('contents.preview')}</h2>
          <div
            class="nb-prose"
            lang="de"
            // Sanitised by htmlOf.
            dangerouslySetInnerHTML={{ __html: htmlOf(content.text.de) }}
          />
        </section>
      )}
    </Document>
  );
}

/** The materials that there are, and two empty rows. */
function MaterialRows(props: {
  t: T;
  form: string;
  draft: UnitFields | undefined;
  materials: readonly Material[];
}): VNode {
  const { t, draft, materials } = props;
  const typed = Object.keys(draft?.values ?? {}).filter((name) => /^material-\d+-title$/.test(name)).length;
  const count = Math.min(mostMaterials, Math.max(typed, materials.length + 2));
  return (
    <>
      <h2>{t('unit.materials')}</h2>
      <p class="nb-hint">{t('contents.materials-hint')}</p>
      {Array.from({ length: count }, (_, index) => index).map((index) => (
        <details key={index} class="nb-fold" open={index < materials.length || draft !== undefined}>
          <summary>{materials[index]?.title ?? t('contents.material', { number: index + 1 })}</summary>
          <div class="nb-fold-body">
            {materialFields.map((field) => (
              <TextField
                key={field}
                t={t}
                form={props.form}
                draft={draft}
                name={`material-${index}-${field}`}
                label={t(`contents.material-fields.${field}`)}
                value={materials[index]?.[field] ?? ''}
                maxLength={
                  field === 'url' ? 1000 : field === 'source' ? 300 : field === 'licence' ? 100 : 200
                }
              />
            ))}
          </div>
        </details>
      ))}
    </>
  );
}

function Questions({ t, questions, addQuestion }: ContentsUnitPageProps & { t: T }): VNode {
  return (
    <section aria-labelledby="questions-heading">
      <h2 id="questions-heading">{t('contents.questions')}</h2>
      {questions.length === 0 && <p>{t('contents.questions-none')}</p>}
      {questions.length > 0 && (
        <ol class="nb-rows">
          {questions.map(({ question, edit }) => (
            <li key={question.id}>
              <p class="nb-row-title">
                <a href={edit}>{inLanguage(question.text, t.language)}</a>
              </p>
              <p class="nb-row-line">{t(`question-kinds.${question.kind}`)}</p>
            </li>
          ))}
        </ol>
      )}
      <p class="nb-buttons">
        <a class="btn btn-outline-secondary" href={addQuestion}>
          {t('contents.add-question')}
        </a>
      </p>
    </section>
  );
}
