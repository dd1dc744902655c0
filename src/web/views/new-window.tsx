import type { VNode } from 'preact';
import { translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';
import { NewWindowIcon } from './icons.tsx';

export interface NewWindowPageProps {
  frame: Frame;
  /** Where the new window begins. */
  action: string;
  method: 'get' | 'post';
  /** What goes along, untouched: for a login, what Moodle sent. */
  fields: Readonly<Record<string, string>>;
}

/** For a frame in which the browser keeps no cookies: one button that opens a window of its own. */
export function NewWindowPage(props: NewWindowPageProps): VNode {
  const t = translator(props.frame.language);
  const heading = t('new-window.heading');
  return (
    <Document frame={props.frame} title={heading}>
      <div class="nb-text">
        <h1>{heading}</h1>
        <p class="nb-lead">{t('new-window.what')}</p>
        <form method={props.method} action={props.action} target="_blank" class="nb-buttons" rel="noopener">
          {Object.entries(props.fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button type="submit" class="btn btn-primary">
            <NewWindowIcon />
            {t('new-window.button')}
          </button>
        </form>
      </div>
    </Document>
  );
}
