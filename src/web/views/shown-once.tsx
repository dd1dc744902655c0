import type { VNode } from 'preact';
import { Note } from './notice.tsx';

/** A code that stands here once, in a field so that it can be picked and copied whole. */
export function ShownOnce(props: { id: string; label: string; hint: string; code: string }): VNode {
  return (
    <Note tone="ok">
      <label for={props.id}>
        <strong>{props.label}</strong>
      </label>
      <input
        class="nb-code-input"
        type="text"
        id={props.id}
        value={props.code}
        readonly
        aria-describedby={`${props.id}-hint`}
      />
      <p id={`${props.id}-hint`}>{props.hint}</p>
    </Note>
  );
}
