import type { ComponentChildren, VNode } from 'preact';

/** What every form carries: against forgery, and for whom it was made (two people may use one browser). */
export interface FormSeal {
  csrf: string;
  account: string;
}

/** A form that changes something. `POST`, url-encoded; checks are ours, so that their words are. */
export function Form(props: {
  action: string;
  seal: FormSeal;
  class?: string;
  /** Names the form for people who cannot see what stands around it. */
  labelledBy?: string;
  /** Where a script saves what is being written (class `nb-saving`), if not where the form goes. */
  saveTo?: string;
  children: ComponentChildren;
}): VNode {
  return (
    <form
      method="post"
      action={props.action}
      class={props.class}
      aria-labelledby={props.labelledBy}
      data-save={props.saveTo}
      novalidate
    >
      <input type="hidden" name="csrf" value={props.seal.csrf} />
      <input type="hidden" name="account" value={props.seal.account} />
      {props.children}
    </form>
  );
}
