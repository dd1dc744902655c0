import type { VNode } from 'preact';
import type { TrainingStep, Unit } from '../../domain/training-curriculum.ts';
import { inLanguage } from '../../domain/words.ts';
import { formatMoment } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { saveScript } from '../scripts.ts';
import { AttemptQuestion, type ShownQuestion } from './attempt-question.tsx';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';
import { Note } from './notice.tsx';

export interface AttemptPageProps {
  frame: Frame;
  seal: FormSeal;
  step: TrainingStep;
  unit: Unit;
  /** 1, 2, … for this person. */
  number: number;
  passMark: number;
  questions: readonly ShownQuestion[];
  /** The state that the form is made from, in epoch milliseconds. */
  savedAt: number;
  /** Whether anything was kept yet. */
  isSaved: boolean;
  /** Whether another window kept other answers since. */
  isConflict: boolean;
  /** POST: grades. */
  submission: string;
  /** POST: only keeps. */
  answers: string;
}

/** An open attempt: its questions, kept while they are answered. */
export function AttemptPage(props: AttemptPageProps): VNode {
  const { frame, seal, step, unit, questions, savedAt, passMark } = props;
  const t = translator(frame.language);
  const title = inLanguage(unit.title, t.language);
  const count = questions.length;
  return (
    <Document frame={frame} title={title}>
      <div class="nb-text">
        <p class="nb-kicker">
          {t('attempt.kicker', { step: inLanguage(step.title, t.language), number: props.number })}
        </p>
        <h1>{title}</h1>
        <p>{t('attempt.about', { count, needed: Math.ceil((passMark * count) / 100) })}</p>
        {props.isConflict && <Conflict t={t} />}
        <Problems t={t} questions={questions} />
        <Form action={props.submission} saveTo={props.answers} seal={seal} class="nb-saving">
          <input type="hidden" name="read" value={String(savedAt)} />
          {/* The Enter key presses the first button of a form: it keeps, and never grades by mistake. */}
          <button type="submit" formAction={props.answers} name="stay" value="on" hidden>
            {t('attempt.keep')}
          </button>
          {questions.map((question, index) => (
            <AttemptQuestion key={question.name} t={t} question={question} number={index + 1} count={count} />
          ))}
          <p
            class="nb-small"
            role="status"
            data-saved={t('attempt.saved-now')}
            data-unsaved={t('attempt.not-saved')}
          >
            {props.isSaved && t('attempt.saved-at', { moment: formatMoment(savedAt, t.language) })}
          </p>
          <p class="nb-buttons">
            <button type="submit" class="btn btn-primary">
              {t('attempt.submit')}
            </button>
            <button type="submit" class="btn btn-outline-secondary" formAction={props.answers}>
              {t('attempt.later')}
            </button>
          </p>
          <p class="nb-small">{t('attempt.submit-hint')}</p>
        </Form>
      </div>
      <script src={saveScript} defer />
    </Document>
  );
}

function Problems({ t, questions }: { t: T; questions: readonly ShownQuestion[] }): VNode | null {
  const wrong = questions.flatMap(({ problem, name }, index) =>
    problem === undefined ? [] : [{ name, number: index + 1, problem }],
  );
  if (wrong.length === 0) return null;
  return (
    <div role="alert" tabindex={-1} autofocus>
      <Note tone="bad">
        <p>
          <strong>{t('attempt.problems')}</strong> {t('attempt.problems-todo')}
        </p>
        <ul>
          {wrong.map(({ name, number, problem }) => (
            <li key={name}>
              <a href={`#${name}`}>
                {t('attempt.problem', { number, problem: t(`field-problems.${problem}`) })}
              </a>
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}

function Conflict({ t }: { t: T }): VNode {
  return (
    <div role="alert" tabindex={-1} autofocus>
      <Note tone="warn">
        <p>
          <strong>{t('attempt.conflict')}</strong> {t('attempt.conflict-todo')}
        </p>
      </Note>
    </div>
  );
}
