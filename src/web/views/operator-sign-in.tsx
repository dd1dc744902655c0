import type { VNode } from 'preact';
import { translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';

export interface OperatorSignInPageProps {
  frame: Frame;
  /** POST `token`. */
  action: string;
  /** The one-time token of the address. */
  token: string;
}

/** One button that uses the one-time token, so that no preview of the address does. */
export function OperatorSignInPage(props: OperatorSignInPageProps): VNode {
  const t = translator(props.frame.language);
  const heading = t('operator-sign-in.heading');
  return (
    <Document frame={props.frame} title={heading}>
      <div class="nb-text">
        <h1>{heading}</h1>
        <p class="nb-lead">{t('operator-sign-in.what')}</p>
        <form method="post" action={props.action} class="nb-buttons">
          <input type="hidden" name="token" value={props.token} />
          <button type="submit" class="btn btn-primary">
            {t('operator-sign-in.button')}
          </button>
        </form>
      </div>
    </Document>
  );
}
