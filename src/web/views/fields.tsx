import type { VNode } from 'preact';
import type { T } from '../language.ts';
import { type Draft, type FieldProblem, fieldId, ProblemLine } from './problems.tsx';

/** What all fields of a form share: label above, hint below, and the mistake between them. */
interface FieldProps<Name extends string> {
  t: T;
  form: string;
  name: Name;
  label: string;
  hint?: string;
  draft: Draft<Name> | undefined;
  /** Value before anybody typed. */
  value?: string;
}

/** Attributes by which a field finds its hint and its mistake. */
export function described(
  id: string,
  hint: string | undefined,
  problem: FieldProblem | undefined,
): { 'aria-describedby'?: string; 'aria-invalid'?: 'true' } {
  const ids = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return {
    ...(ids === '' ? {} : { 'aria-describedby': ids }),
    ...(problem ? { 'aria-invalid': 'true' as const } : {}),
  };
}

export function Hint(props: { id: string; hint: string | undefined }): VNode | null {
  if (!props.hint) return null;
  return (
    <p class="nb-hint" id={`${props.id}-hint`}>
      {props.hint}
    </p>
  );
}

function Field<Name extends string>(props: {
  field: FieldProps<Name>;
  control: (id: string, attributes: object, value: string) => VNode;
}): VNode {
  const { t, form, name, label, hint, draft, value = '' } = props.field;
  const id = fieldId(form, name);
  const problem = draft?.problems[name];
  return (
    <div class="nb-field">
      <label for={id}>{label}</label>
      {props.control(id, described(id, hint, problem), draft?.values[name] ?? value)}
      <ProblemLine t={t} id={`${id}-problem`} problem={problem} />
      <Hint id={id} hint={hint} />
    </div>
  );
}

export function TextField<Name extends string>(
  props: FieldProps<Name> & {
    type?: 'text' | 'date' | 'time';
    maxLength?: number;
    /** For codes: monospace, without spelling help or capital letters from a phone. */
    isCode?: boolean;
  },
): VNode {
  const { type = 'text', isCode = false, maxLength } = props;
  const attributes: object = {
    type,
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(type === 'text' ? { autocomplete: 'off' } : {}),
    ...(isCode ? { class: 'nb-code-input', spellcheck: false, autocapitalize: 'none' } : {}),
    ...(type === 'text' && !isCode ? { dir: 'auto' } : {}),
  };
  return (
    <Field
      field={props}
      control={(id, description, value) => (
        <input id={id} name={props.name} value={value} {...attributes} {...description} />
      )}
    />
  );
}

export function TextArea<Name extends string>(
  props: FieldProps<Name> & { rows: number; maxLength: number },
): VNode {
  return (
    <Field
      field={props}
      control={(id, description, value) => (
        <textarea
          id={id}
          name={props.name}
          rows={props.rows}
          maxLength={props.maxLength}
          dir="auto"
          {...description}
        >
          {value}
        </textarea>
      )}
    />
  );
}

export function SelectField<Name extends string>(
  props: FieldProps<Name> & { options: readonly { value: string; label: string }[]; isOpen?: boolean },
): VNode {
  return (
    <Field
      field={props}
      control={(id, description, value) => (
        <select id={id} name={props.name} {...description}>
          {props.isOpen && <option value="">{props.t('form.choose')}</option>}
          {props.options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    />
  );
}
