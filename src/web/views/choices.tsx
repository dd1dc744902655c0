import type { ComponentChildren, VNode } from 'preact';
import type { T } from '../language.ts';
import { described, Hint } from './fields.tsx';
import { type Draft, fieldId, ProblemLine } from './problems.tsx';

export interface Choice {
  value: string;
  label: string;
  /** One line about it. */
  line?: string;
  /** A word at the right, for example the kind. */
  aside?: string;
}

/** One of several, each with a line about it: a `fieldset` of radio buttons. */
export function Choices<Name extends string>(props: {
  t: T;
  form: string;
  name: Name;
  legend: string;
  /** Where the heading above says the same, the legend is for screen readers only. */
  isLegendHidden?: boolean;
  choices: readonly Choice[];
  draft: Draft<Name> | undefined;
}): VNode {
  const id = fieldId(props.form, props.name);
  const problem = props.draft?.problems[props.name];
  const chosen = props.draft?.values[props.name];
  return (
    <fieldset class="nb-choices" {...described(id, undefined, problem)}>
      <legend class={props.isLegendHidden ? 'visually-hidden' : undefined}>{props.legend}</legend>
      <ProblemLine t={props.t} id={`${id}-problem`} problem={problem} />
      {props.choices.map((choice, index) => (
        <label key={choice.value} class="nb-choice">
          <input
            type="radio"
            // The summary of mistakes links to the first one.
            id={index === 0 ? id : `${id}-${index}`}
            name={props.name}
            value={choice.value}
            checked={choice.value === chosen}
          />
          <span class="nb-choice-words">
            <bdi class="nb-choice-label">{choice.label}</bdi>
            {choice.line && <span class="nb-choice-line">{choice.line}</span>}
          </span>
          {choice.aside && <span class="nb-choice-aside">{choice.aside}</span>}
        </label>
      ))}
    </fieldset>
  );
}

/** A tick box; sends its value ("on" unless told) when ticked and nothing otherwise. */
export function TickBox(props: {
  form: string;
  name: string;
  value?: string;
  isTicked: boolean;
  hint?: string;
  children: ComponentChildren;
}): VNode {
  const id = fieldId(props.form, props.name);
  return (
    <div class="nb-field">
      <label class="nb-tick">
        <input
          type="checkbox"
          id={id}
          name={props.name}
          {...(props.value === undefined ? {} : { value: props.value })}
          checked={props.isTicked}
          {...described(id, props.hint, undefined)}
        />
        <span>{props.children}</span>
      </label>
      <Hint id={id} hint={props.hint} />
    </div>
  );
}
