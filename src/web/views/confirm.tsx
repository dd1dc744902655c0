import type { VNode } from 'preact';
import { translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';
import { inSentence } from './names.ts';

export const confirmations = [
  'remove-member',
  'remove-event',
  'unbind-link',
  'revoke-code',
  'withdraw-invitation',
  'remove-unit',
  'discard-draft',
  'remove-practice-entry',
  'disconnect-site',
  'remove-mapping',
] as const;
export type Confirmation = (typeof confirmations)[number];

export interface ConfirmPageProps {
  frame: Frame;
  seal: FormSeal;
  what: Confirmation;
  /** What or who it is about, as `memberName`, `eventName`, `courseName`, `codeName` or `invitationName` give it. */
  name: string;
  /** Where the form goes. */
  action: string;
  /** Back to where one came from. */
  keep: string;
}

/** Asks once before something that cannot be undone: the thing, the people, the consequence. */
export function ConfirmPage(props: ConfirmPageProps): VNode {
  const { frame, what } = props;
  const t = translator(frame.language);
  const heading = t(`confirm.${what}.title`, { name: inSentence(props.name) });
  return (
    <Document frame={frame} title={heading}>
      <div class="nb-text">
        <h1>{heading}</h1>
        <p class="nb-lead">{t(`confirm.${what}.what`)}</p>
        <p>{t(`confirm.${what}.consequence`)}</p>
        <Form action={props.action} seal={props.seal} class="nb-buttons">
          <button type="submit" class="btn btn-outline-danger">
            {t(`confirm.${what}.button`)}
          </button>
          <a class="btn btn-outline-secondary" href={props.keep}>
            {t('confirm.keep')}
          </a>
        </Form>
      </div>
    </Document>
  );
}
