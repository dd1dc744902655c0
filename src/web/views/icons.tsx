import type { ComponentChildren, VNode } from 'preact';

/** A 16-unit line drawing beside a word; never alone, so it says nothing itself. */
function Icon(props: { children: ComponentChildren }): VNode {
  return (
    <svg
      class="nb-icon"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.3"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {props.children}
    </svg>
  );
}

/** The product's mark: a bridge. */
export function BridgeMark(): VNode {
  return (
    <svg class="nb-mark" viewBox="0 0 34 34" aria-hidden="true" focusable="false">
      <rect width="34" height="34" rx="7" fill="#0a5c75" />
      <g fill="none" stroke="#ffffff" stroke-width="2" stroke-linecap="round">
        <path d="M4 21.5h26" />
        <path d="M7.5 21.5a9.5 8.5 0 0 1 19 0" />
        <path d="M12.5 21v-5.6M17 21v-7M21.5 21v-5.6" />
      </g>
    </svg>
  );
}

export const BackIcon = (): VNode => (
  <Icon>
    <path d="M14 8H2m4-4L2 8l4 4" />
  </Icon>
);
export const NewWindowIcon = (): VNode => (
  <Icon>
    <path d="M9.5 2H14v4.5M14 2 7.5 8.5M6.5 3.5h-4v10h10v-4" />
  </Icon>
);
export const MenuIcon = (): VNode => (
  <Icon>
    <path d="M2 4h12M2 8h12M2 12h12" />
  </Icon>
);
export const CheckIcon = (): VNode => (
  <Icon>
    <path d="m3 8.5 3.5 3.5L13 4.5" />
  </Icon>
);
export const CalendarIcon = (): VNode => (
  <Icon>
    <path d="M1.5 3.5h13v11h-13zM1.5 6.5h13M4.5 1.5v2M11.5 1.5v2" />
  </Icon>
);
export const PlaceIcon = (): VNode => (
  <Icon>
    <path d="M8 15S3 10.2 3 6.3a5 5 0 0 1 10 0C13 10.2 8 15 8 15Z" />
    <circle cx="8" cy="6.3" r="1.8" />
  </Icon>
);
export const LockIcon = (): VNode => (
  <Icon>
    <path d="M3.5 7.5h9v7h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5" />
  </Icon>
);
export const ProblemIcon = (): VNode => (
  <Icon>
    <circle cx="8" cy="8" r="6.5" />
    <path d="M8 4.5v4M8 11v.4" />
  </Icon>
);
export const HourglassIcon = (): VNode => (
  <Icon>
    <path d="M3.5 1.5h9M3.5 14.5h9M4.5 1.5c0 3.5 3.5 4 3.5 6.5s-3.5 3-3.5 6.5M11.5 1.5C11.5 5 8 5.5 8 8s3.5 3 3.5 6.5" />
  </Icon>
);
export const PlugIcon = (): VNode => (
  <Icon>
    <path d="M5.5 1.5v4M10.5 1.5v4M3.5 5.5h9V8a4.5 4.5 0 0 1-9 0zM8 12.5v2" />
  </Icon>
);
