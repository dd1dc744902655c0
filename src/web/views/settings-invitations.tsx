import type { VNode } from 'preact';
import type { Invitation } from '../../domain/invitation.ts';
import type { Space } from '../../domain/space.ts';
import { formatDate } from '../dates.ts';
import type { T } from '../language.ts';
import { TickBox } from './choices.tsx';
import { SelectField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { roleOptions } from './member-manage.tsx';
import { type Draft, ProblemSummary } from './problems.tsx';
import { ShownOnce } from './shown-once.tsx';
import { invitationName } from './thing-names.ts';

export interface InvitationSettings {
  /** POST `role`, `owner` ("on" when ticked). */
  action: string;
  draft?: Draft<'role' | 'owner'>;
  /** The code just made; shown on this page and never again. */
  newCode?: string;
  /** Not used and not expired; `withdraw` is the page that asks before. */
  open: readonly { invitation: Pick<Invitation, 'id' | 'role' | 'expiresAt'>; withdraw?: string }[];
}

export function InvitationsSection(
  props: InvitationSettings & { t: T; space: Space; seal: FormSeal },
): VNode {
  const { t, draft, newCode, open } = props;
  const shared = { t, form: 'invitation', draft };
  return (
    <section id="einladungen" class="nb-text">
      <h2 id="invitation-heading">{t('settings.invitations')}</h2>
      <p>{t('settings.invitations-about')}</p>
      {newCode !== undefined && (
        <ShownOnce
          id="new-invitation"
          label={t('settings.invitation-new')}
          hint={t('settings.invitation-new-hint')}
          code={newCode}
        />
      )}
      <ProblemSummary {...shared} />
      <Form action={props.action} seal={props.seal} labelledBy="invitation-heading">
        <SelectField
          {...shared}
          name="role"
          label={t('settings.invitation-role')}
          isOpen
          options={roleOptions(t, props.space.kind)}
        />
        <TickBox
          form="invitation"
          name="owner"
          isTicked={draft?.values.owner === 'on'}
          hint={t('settings.invitation-owner-hint')}
        >
          {t('settings.invitation-owner')}
        </TickBox>
        <p class="nb-buttons">
          <button type="submit" class="btn btn-outline-secondary">
            {t('settings.invitation-make')}
          </button>
        </p>
      </Form>
      {open.length > 0 && (
        <>
          <h3>{t('settings.invitations-open')}</h3>
          <ul class="nb-rows">
            {open.map(({ invitation, withdraw }) => (
              <li key={invitation.id} class="nb-row-split">
                <div class="nb-row-words">
                  <p class="nb-row-title">{invitationName(t, invitation)}</p>
                  <p class="nb-row-line">
                    {t('settings.invitation-until', { date: formatDate(invitation.expiresAt, t.language) })}
                  </p>
                </div>
                {withdraw !== undefined && (
                  <a class="btn btn-outline-danger btn-sm" href={withdraw}>
                    {t('settings.withdraw')}
                    <span class="visually-hidden">: {invitationName(t, invitation)}</span>
                  </a>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
