import type { VNode } from 'preact';
import { isLeading } from '../../domain/member-role.ts';
import type { Membership } from '../../domain/membership.ts';
import type { Space } from '../../domain/space.ts';
import { type T, translator } from '../language.ts';
import { counted } from './counted.ts';
import { type CourseRoster, CourseRosterSection } from './course-roster.tsx';
import { Document, type Frame } from './document.tsx';
import type { FormSeal } from './form.tsx';
import { Form } from './form.tsx';
import { type MemberActions, MemberManage } from './member-manage.tsx';
import { inSentence, memberName } from './names.ts';

export interface MemberEntry {
  membership: Pick<Membership, 'id' | 'role' | 'isOwner' | 'isConfirmed' | 'number'>;
  /** Empty after a pseudonymous launch. */
  displayName: string;
  /** Name of the Moodle site the person comes from. */
  siteName: string;
  /** Whether this is the viewer. */
  isSelf: boolean;
  /** Only for owners of the space. */
  actions?: MemberActions;
}

export interface RemovedEntry {
  membership: Pick<Membership, 'id' | 'role' | 'number'>;
  displayName: string;
  siteName: string;
  /** Where a form brings the person back. */
  bringBack: string;
}

export interface MembersPageProps {
  frame: Frame;
  space: Space;
  seal: FormSeal;
  /** All active members of the space, also those the viewer may not see. */
  total: number;
  /** How many of them the viewer may not see. */
  hidden: number;
  /** Those of this page, in the order in which they stand. */
  members: readonly MemberEntry[];
  /** Only for owners. */
  removed: readonly RemovedEntry[];
  /** Address of the next page, if there is one. */
  next?: string;
  /** Only for those who lead the space and teach in the course they came from. */
  course?: CourseRoster;
}

export function MembersPage(props: MembersPageProps): VNode {
  const { frame, space, total, hidden, removed } = props;
  const t = translator(frame.language);
  const heading = counted(t, 'members.heading', total);
  const reason = space.kind === 'training' ? 'members.hidden-training' : 'members.hidden-site';
  return (
    <Document frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p class="nb-small">{t('members.visible')}</p>
      {hidden > 0 && <p>{counted(t, reason, hidden)}</p>}
      {total <= 1 && <p>{t('members.empty')}</p>}
      <ul class="nb-rows nb-members" aria-label={t('members.list')}>
        {props.members.map((member) => (
          <li key={member.membership.id}>
            <MemberRow t={t} space={space} member={member} seal={props.seal} />
          </li>
        ))}
      </ul>
      {props.next && (
        <p>
          <a href={props.next}>{t('members.next')}</a>
        </p>
      )}
      {props.course && <CourseRosterSection t={t} roster={props.course} />}
      {removed.length > 0 && (
        <section>
          <h2>{t('members.removed')}</h2>
          <p class="nb-small">{t('members.removed-hint')}</p>
          <ul class="nb-rows">
            {removed.map((entry) => (
              <li key={entry.membership.id}>
                <RemovedRow t={t} entry={entry} seal={props.seal} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Document>
  );
}

function MemberRow(props: { t: T; space: Space; member: MemberEntry; seal: FormSeal }): VNode {
  const { t, member } = props;
  const { role, isOwner, isConfirmed, number } = member.membership;
  const name = memberName(t, { displayName: member.displayName, number });
  return (
    <>
      <div class="nb-row-words">
        <p class="nb-row-title">
          <bdi>{name}</bdi>
          {member.isSelf && <span class="nb-muted"> ({t('names.you')})</span>}
        </p>
        <p class="nb-row-line">
          {t(`roles.${role}`)}, <bdi>{member.siteName}</bdi>
          {!isConfirmed && `, ${t('members.unconfirmed')}`}
        </p>
        {(isOwner || (isConfirmed && isLeading(role))) && (
          <p class="nb-words">
            {isConfirmed && isLeading(role) && <span class="nb-status">{t('members.leads')}</span>}
            {isOwner && <span class="nb-status">{t('members.owner')}</span>}
          </p>
        )}
      </div>
      {member.actions && (
        <MemberManage
          t={t}
          kind={props.space.kind}
          membership={member.membership}
          name={name}
          actions={member.actions}
          seal={props.seal}
        />
      )}
    </>
  );
}

function RemovedRow(props: { t: T; entry: RemovedEntry; seal: FormSeal }): VNode {
  const { t, entry } = props;
  const name = memberName(t, { displayName: entry.displayName, number: entry.membership.number });
  return (
    <div class="nb-row-split">
      <div class="nb-row-words">
        <p class="nb-row-title">
          <bdi>{name}</bdi>
        </p>
        <p class="nb-row-line">
          {t(`roles.${entry.membership.role}`)}, <bdi>{entry.siteName}</bdi>
        </p>
      </div>
      <Form action={entry.bringBack} seal={props.seal}>
        <button type="submit" class="btn btn-outline-secondary btn-sm">
          {t('members.bring-back')}
          <span class="visually-hidden">: {inSentence(name)}</span>
        </button>
      </Form>
    </div>
  );
}
