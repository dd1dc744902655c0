import type { VNode } from 'preact';
import type { Attempt, Question } from '../../domain/self-check.ts';
import type { Unit } from '../../domain/training-curriculum.ts';
import { inLanguage, type Words } from '../../domain/words.ts';
import { formatMoment } from '../dates.ts';
import { type T, translator } from '../language.ts';
import { answerWords, rightAnswer } from './answer-words.ts';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';
import { CheckIcon, ProblemIcon } from './icons.tsx';

export interface AnsweredQuestion {
  question: Question;
  answer: readonly string[];
  isRight: boolean;
}

export interface AttemptResultProps {
  frame: Frame;
  seal: FormSeal;
  unit: Unit;
  attempt: Attempt;
  passMark: number;
  questions: readonly AnsweredQuestion[];
  /** Whether any attempt of this person is passed: only then right answers are shown. */
  hasPassed: boolean;
  /** Whether the unit is done. */
  isOver: boolean;
  isAnotherOpen: boolean;
  /** The page of the self-check. */
  back: string;
  /** What comes next. */
  path: string;
  /** POST: begins another attempt, or goes on with the open one. */
  again: string;
  /** Texts of the same step. */
  read: readonly { title: Words; href: string }[];
}

/** How an attempt went. The heading is the answer; below it each question with what was answered. */
export function AttemptResultPage(props: AttemptResultProps): VNode {
  const { frame, unit, attempt, questions, hasPassed } = props;
  const t = translator(frame.language);
  const { points, possible, isPassed } = attempt;
  const needed = Math.ceil((props.passMark * possible) / 100);
  const heading = t(isPassed ? 'attempt.passed' : 'attempt.not-passed', { points, count: possible });
  return (
    <Document frame={frame} title={heading}>
      <div class="nb-text">
        <p class="nb-kicker">
          {t('attempt.result-kicker', {
            title: inLanguage(unit.title, t.language),
            number: attempt.number,
          })}
        </p>
        <h1>{heading}</h1>
        <p class="nb-muted">
          {formatMoment(attempt.submittedAt ?? attempt.startedAt, t.language)}.{' '}
          {t('attempt.needed', { count: needed })}
        </p>
        <NextStep {...props} t={t} />
        <h2>{t('attempt.answers')}</h2>
        <ol class="nb-rows nb-answers">
          {questions.map((it, index) => (
            <li key={it.question.id}>
              <Answered t={t} number={index + 1} isShown={hasPassed} {...it} />
            </li>
          ))}
        </ol>
        {!hasPassed && <p class="nb-small">{t('attempt.hidden')}</p>}
      </div>
    </Document>
  );
}

function NextStep(props: AttemptResultProps & { t: T }): VNode {
  const { t, seal, isOver, read } = props;
  return (
    <>
      {!isOver && read.length > 0 && (
        <>
          <p>{t('attempt.read-again')}</p>
          <ul>
            {read.map(({ title, href }) => (
              <li key={href}>
                <a href={href}>{inLanguage(title, t.language)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <div class="nb-buttons">
        {isOver && (
          <a class="btn btn-primary" href={props.path}>
            {t('attempt.go-on')}
          </a>
        )}
        <Form action={props.again} seal={seal}>
          <button type="submit" class={isOver ? 'btn btn-outline-secondary' : 'btn btn-primary'}>
            {t(props.isAnotherOpen ? 'attempt.continue' : 'attempt.again')}
          </button>
        </Form>
        <a class="btn btn-link" href={props.back}>
          {t('attempt.all')}
        </a>
      </div>
    </>
  );
}

function Answered(props: AnsweredQuestion & { t: T; number: number; isShown: boolean }): VNode {
  const { t, question, answer, isRight, isShown } = props;
  const feedback = question.feedback[t.language] || question.feedback.de;
  const answered = answerWords(t, question, answer);
  return (
    <>
      <p class="nb-row-title">
        {props.number}. <bdi>{inLanguage(question.text, t.language)}</bdi>
      </p>
      <p class={isRight ? 'nb-status nb-status-ok' : 'nb-status nb-status-warn'}>
        {isRight ? <CheckIcon /> : <ProblemIcon />}
        {t(isRight ? 'attempt.right' : 'attempt.not-yet')}
      </p>
      <p>
        {t('attempt.your-answer')} <bdi>{answered}</bdi>
      </p>
      {isShown && !isRight && (
        <p>
          {t('attempt.right-answer')} <bdi>{answerWords(t, question, rightAnswer(question))}</bdi>
        </p>
      )}
      {(isRight || isShown) && feedback !== '' && <p class="nb-muted">{feedback}</p>}
    </>
  );
}
