import type { VNode } from 'preact';
import { translator } from '../language.ts';
import { DeadEnd } from './dead-end.tsx';
import { Document, type Frame } from './document.tsx';
import { Form, type FormSeal } from './form.tsx';

/** On its way to the platform: a script sends it, and where none runs, the button does. */
export function PickerAnswerPage(props: {
  frame: Frame;
  /** Where the platform takes the answer. */
  returnUrl: string;
  /** The signed answer. */
  token: string;
  isCancelled: boolean;
  /** Address of the script that presses the button. */
  script: string;
}): VNode {
  const t = translator(props.frame.language);
  const heading = t(props.isCancelled ? 'picker.back-heading' : 'picker.answer-heading');
  return (
    <Document frame={props.frame} title={heading}>
      <div class="nb-text">
        <h1>{heading}</h1>
        <p class="nb-lead">{t(props.isCancelled ? 'picker.back-what' : 'picker.answer-what')}</p>
        <form id="answer" method="post" action={props.returnUrl} class="nb-buttons">
          <input type="hidden" name="JWT" value={props.token} />
          <button type="submit" class="btn btn-primary">
            {t('picker.answer-button')}
          </button>
        </form>
        <script src={props.script} />
      </div>
    </Document>
  );
}

/** The platform asks for something that is not a link: only the way back is left. */
export function NothingToPickPage(props: {
  frame: Frame;
  seal: FormSeal;
  action: string;
  choice: string;
}): VNode {
  const t = translator(props.frame.language);
  return (
    <DeadEnd frame={props.frame} heading={t('picker.no-links-heading')} lead={t('picker.no-links-what')}>
      <p>{t('picker.no-links-todo')}</p>
      <Form action={props.action} seal={props.seal} class="nb-buttons">
        <input type="hidden" name="choice" value={props.choice} />
        <button type="submit" name="do" value="cancel" class="btn btn-primary">
          {t('failure.back')}
        </button>
      </Form>
    </DeadEnd>
  );
}
