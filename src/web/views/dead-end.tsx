import type { ComponentChildren, VNode } from 'preact';
import { Document, type Frame } from './document.tsx';
import { PlugIcon } from './icons.tsx';

/** A calm page where nothing opens: what is so, what it means, and the way on as `children`. */
export function DeadEnd(props: {
  frame: Frame;
  heading: string;
  lead: string;
  children: ComponentChildren;
}): VNode {
  const { frame, heading } = props;
  return (
    <Document frame={frame} title={heading}>
      <div class="nb-text">
        <p class="nb-sign">
          <PlugIcon />
        </p>
        <h1>{heading}</h1>
        <p class="nb-lead">{props.lead}</p>
        {props.children}
      </div>
    </Document>
  );
}
