import type { VNode } from 'preact';

/** The tool's icon beside its links: a bridge. */
export function toolMark(): VNode {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#0a5c75" />
      <path
        d="M5 20h22M8 20a8 8 0 0 1 16 0M12 20v-6.9M16 20v-8M20 20v-6.9M5 23h22"
        fill="none"
        stroke="#ffffff"
        stroke-width="1.8"
        stroke-linecap="round"
      />
    </svg>
  );
}
