import type { VNode } from 'preact';
import { type T, translator } from '../language.ts';
import { Document, type Frame } from './document.tsx';
import { TextField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { LockIcon } from './icons.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';

export interface InvitationFormProps {
  seal: FormSeal;
  /** POST `code`. */
  action: string;
  draft?: Draft<'code'>;
}

/** The managers' area, opened by somebody who is not a member: why it stays closed, and the way in. */
export function ClosedSpacePage(props: { frame: Frame; invitation: InvitationFormProps }): VNode {
  const t = translator(props.frame.language);
  const heading = t('closed.heading');
  return (
    <Document frame={props.frame} title={heading}>
      <div class="nb-text">
        <p class="nb-status nb-status-closed">
          <LockIcon />
          {t('space.closed')}
        </p>
        <h1>{heading}</h1>
        <p class="nb-lead">{t('closed.what')}</p>
        <p>{t('closed.who')}</p>
        <InvitationForm t={t} {...props.invitation} />
      </div>
    </Document>
  );
}

/** Where an invitation to any space is redeemed. */
export function RedeemPage(props: { frame: Frame; invitation: InvitationFormProps }): VNode {
  const t = translator(props.frame.language);
  const heading = t('redeem.heading');
  return (
    <Document frame={props.frame} title={heading}>
      <div class="nb-text">
        <h1>{heading}</h1>
        <p class="nb-lead">{t('redeem.what')}</p>
        <InvitationForm t={t} {...props.invitation} />
      </div>
    </Document>
  );
}

function InvitationForm(props: InvitationFormProps & { t: T }): VNode {
  const { t, draft } = props;
  const shared = { t, form: 'redeem', draft };
  return (
    <>
      <ProblemSummary {...shared} />
      <Form action={props.action} seal={props.seal}>
        <TextField {...shared} name="code" label={t('redeem.label')} hint={t('redeem.hint')} isCode />
        <p class="nb-buttons">
          <button type="submit" class="btn btn-primary">
            {t('redeem.button')}
          </button>
        </p>
      </Form>
    </>
  );
}
