import type { VNode } from 'preact';

/** A small bar beside its numbers: it shows what is written there, and is silent itself. */
export function Bar(props: { done: number; of: number }): VNode {
  const width = props.of === 0 ? 0 : Math.round((100 * props.done) / props.of);
  return (
    <svg class="nb-bar-line" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width={width} height="8" />
    </svg>
  );
}
