import type { ComponentChildren, VNode } from 'preact';
import type de from '../../../config/locales/de.json';
import type { T } from '../language.ts';
import { Form, type FormSeal } from './form.tsx';
import { CheckIcon } from './icons.tsx';

/** What a form can have done; each has its sentence under `notices`. */
export type NoticeName = keyof (typeof de)['notices'];

export interface Notice {
  name: NoticeName;
  /** Where a form takes it back, if it can be taken back. */
  undo?: { action: string; seal: FormSeal };
}

/** One line on top that says what was done. It stays until the next page. */
export function NoticeLine(props: { t: T; notice: Notice }): VNode {
  const { t, notice } = props;
  return (
    <div class="nb-done" role="status">
      <p>
        <CheckIcon />
        {t(`notices.${notice.name}`)}
      </p>
      {notice.undo && (
        <Form action={notice.undo.action} seal={notice.undo.seal}>
          <button type="submit" class="btn btn-link">
            {t('layout.undo')}
          </button>
        </Form>
      )}
    </div>
  );
}

/** A note with a bar at the left; its first words are bold and complete. At most two on a page. */
export function Note(props: { tone: 'info' | 'warn' | 'bad' | 'ok'; children: ComponentChildren }): VNode {
  return <div class={`nb-note nb-note-${props.tone}`}>{props.children}</div>;
}
