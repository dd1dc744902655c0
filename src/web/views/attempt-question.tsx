import type { VNode } from 'preact';
import type { QuestionKind } from '../../domain/self-check.ts';
import { inLanguage, type Words } from '../../domain/words.ts';
import type { T } from '../language.ts';
import { described } from './fields.tsx';
import { type FieldProblem, ProblemLine } from './problems.tsx';

/** A question as its reader may see it: nothing in it tells what is right. */
export interface ShownQuestion {
  kind: QuestionKind;
  text: Words;
  /** Field of the question, for example "q-3". */
  name: string;
  /** `short-text`: what was written. */
  typed: string;
  /** In the order of this attempt. `place`: from 1, where it was put or whether it was chosen; 0 for neither. */
  options: readonly { text: Words; name: string; place: number }[];
  problem: FieldProblem | undefined;
  /** What another window kept in the meantime, in words. */
  elsewhere: string | undefined;
}

/** One question with its fields. Each kind works with a keyboard alone, and without script. */
export function AttemptQuestion(props: {
  t: T;
  question: ShownQuestion;
  number: number;
  count: number;
}): VNode {
  const { t, question, number, count } = props;
  const { kind, name, problem, elsewhere } = question;
  const hint = kind === 'single' ? undefined : t(`attempt.hint.${kind}`);
  const text = <bdi>{inLanguage(question.text, t.language)}</bdi>;
  const place = <span class="nb-question-number">{t('attempt.question', { number, count })}</span>;
  const notes = (
    <>
      {hint && (
        <p class="nb-hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <ProblemLine t={t} id={`${name}-problem`} problem={problem} />
      {elsewhere !== undefined && <p class="nb-small">{t('attempt.elsewhere', { answer: elsewhere })}</p>}
    </>
  );
  if (kind === 'short-text') {
    return (
      <div class="nb-question nb-field">
        <label for={name}>
          {place} {text}
        </label>
        {notes}
        <input
          type="text"
          id={name}
          name={name}
          value={question.typed}
          maxLength={300}
          autocomplete="off"
          dir="auto"
          {...described(name, hint, problem)}
        />
      </div>
    );
  }
  return (
    <fieldset class="nb-question nb-choices" {...described(name, hint, problem)}>
      <legend>
        {place} {text}
      </legend>
      {notes}
      {kind === 'order' ? <Places t={t} question={question} /> : <Ticks t={t} question={question} />}
    </fieldset>
  );
}

function Ticks({ t, question }: { t: T; question: ShownQuestion }): VNode {
  const { kind, name, options } = question;
  return (
    <>
      {options.map((option, index) => (
        <label key={option.name} class="nb-choice">
          <input
            type={kind === 'single' ? 'radio' : 'checkbox'}
            // The summary of mistakes links to the first one.
            id={index === 0 ? name : option.name}
            name={kind === 'single' ? name : option.name}
            value={kind === 'single' ? String(index + 1) : 'on'}
            checked={option.place > 0}
          />
          <span class="nb-choice-words">
            <bdi>{inLanguage(option.text, t.language)}</bdi>
          </span>
        </label>
      ))}
    </>
  );
}

/** Each option gets a place. */
function Places({ t, question }: { t: T; question: ShownQuestion }): VNode {
  const { name, options } = question;
  return (
    <>
      {options.map((option, index) => {
        const id = index === 0 ? name : option.name;
        return (
          <div key={option.name} class="nb-place">
            <label for={id}>
              <bdi>{inLanguage(option.text, t.language)}</bdi>
            </label>
            <select id={id} name={option.name}>
              <option value="">{t('attempt.no-place')}</option>
              {options.map((_option, place) => (
                <option key={place} value={String(place + 1)} selected={option.place === place + 1}>
                  {t('attempt.place', { number: place + 1 })}
                </option>
              ))}
            </select>
          </div>
        );
      })}
    </>
  );
}
