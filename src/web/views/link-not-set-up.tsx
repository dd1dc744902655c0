import type { VNode } from 'preact';
import { translator } from '../language.ts';
import { DeadEnd } from './dead-end.tsx';
import type { Frame } from './document.tsx';
import { BackIcon } from './icons.tsx';

export interface LinkNotSetUpPageProps {
  frame: Frame;
  /** Back to the course, if Moodle said where that is. */
  returnUrl?: string;
}

/** A link that opens nothing yet, seen by somebody who may not set it up. */
export function LinkNotSetUpPage(props: LinkNotSetUpPageProps): VNode {
  const t = translator(props.frame.language);
  return (
    <DeadEnd frame={props.frame} heading={t('not-set-up.heading')} lead={t('not-set-up.what')}>
      <p>{t('not-set-up.who')}</p>
      {props.returnUrl && (
        <p class="nb-buttons">
          <a class="btn btn-primary" href={props.returnUrl}>
            <BackIcon />
            {t('failure.back')}
          </a>
        </p>
      )}
      <p>{t('not-set-up.todo')}</p>
    </DeadEnd>
  );
}
