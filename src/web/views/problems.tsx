import type { VNode } from 'preact';
import type de from '../../../config/locales/de.json';
import type { T } from '../language.ts';
import { ProblemIcon } from './icons.tsx';
import { Note } from './notice.tsx';

/** What can be wrong with a field: a sentence under `field-problems` in the catalogues. */
export type FieldProblem = keyof (typeof de)['field-problems'];

/** What was typed into a form, and what is wrong with it; both by the field's name. */
export interface Draft<Name extends string> {
  values: Partial<Record<Name, string>>;
  problems: Partial<Record<Name, FieldProblem>>;
}

/** Id of a field; forms on one page must not share ids. */
export function fieldId(form: string, name: string): string {
  return `${form}-${name}`;
}

/** The mistakes of a form on top of it, each a link to its field. Gets the focus when the page opens. */
export function ProblemSummary<Name extends string>(props: {
  t: T;
  form: string;
  draft: Draft<Name> | undefined;
}): VNode | null {
  const { t, draft } = props;
  const problems = Object.entries(draft?.problems ?? {}) as [Name, FieldProblem][];
  if (problems.length === 0) return null;
  return (
    <div role="alert" tabindex={-1} autofocus>
      <Note tone="bad">
        <p>
          <strong>{t('form.problems')}</strong> {t('form.problems-todo')}
        </p>
        <ul>
          {problems.map(([name, problem]) => (
            <li key={name}>
              <a href={`#${fieldId(props.form, name)}`}>{t(`field-problems.${problem}`)}</a>
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}

export function ProblemLine(props: { t: T; id: string; problem: FieldProblem | undefined }): VNode | null {
  if (props.problem === undefined) return null;
  return (
    <p class="nb-problem" id={props.id}>
      <ProblemIcon />
      {props.t(`field-problems.${props.problem}`)}
    </p>
  );
}
