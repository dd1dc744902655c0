import type { VNode } from 'preact';
import { type MemberRole, rolesOfKind } from '../../domain/member-role.ts';
import type { Membership } from '../../domain/membership.ts';
import type { SpaceKind } from '../../domain/space.ts';
import type { T } from '../language.ts';
import { SelectField } from './fields.tsx';
import { Form, type FormSeal } from './form.tsx';
import { inSentence } from './names.ts';

/** Addresses for what an owner may do with a member. */
export interface MemberActions {
  /** POST `role`. */
  giveRole: string;
  /** POST `owner` = "yes" or "no". */
  setOwner: string;
  /** Page that asks before the member is removed; absent where that is oneself. */
  remove?: string;
}

/** What owners do with one member, folded away beside the name. */
export function MemberManage(props: {
  t: T;
  kind: SpaceKind;
  membership: Pick<Membership, 'id' | 'role' | 'isOwner' | 'isConfirmed'>;
  name: string;
  actions: MemberActions;
  seal: FormSeal;
}): VNode {
  const { t, membership, actions, seal } = props;
  const name = inSentence(props.name);
  const owner = membership.isOwner ? 'members.unmake-owner' : 'members.make-owner';
  return (
    <details class="nb-fold">
      <summary>
        {t('members.manage')} <span class="visually-hidden">{t('members.manage-of', { name })}</span>
      </summary>
      <div class="nb-fold-body">
        <Form action={actions.giveRole} seal={seal}>
          <SelectField
            t={t}
            form={`member-${membership.id}`}
            name="role"
            label={t('members.role')}
            hint={t('members.role-hint')}
            draft={undefined}
            value={membership.role}
            options={roleOptions(t, props.kind, membership.role)}
          />
          <button type="submit" class="btn btn-outline-secondary btn-sm">
            {t('members.give-role')}
          </button>
        </Form>
        <Form action={actions.setOwner} seal={seal}>
          <input type="hidden" name="owner" value={membership.isOwner ? 'no' : 'yes'} />
          <button type="submit" class="btn btn-outline-secondary btn-sm">
            {t(owner)}
          </button>
          <p class="nb-hint">{t(`${owner}-hint`)}</p>
        </Form>
        {actions.remove !== undefined && (
          <p>
            <a class="btn btn-outline-danger btn-sm" href={actions.remove}>
              {t('members.remove')}
            </a>
          </p>
        )}
      </div>
    </details>
  );
}

/** Roles of the kind; the one a person already has stays in the list even if the kind gives it no more. */
export function roleOptions(
  t: T,
  kind: SpaceKind,
  current?: MemberRole,
): { value: MemberRole; label: string }[] {
  const roles = rolesOfKind[kind];
  const all = current === undefined || roles.includes(current) ? roles : [current, ...roles];
  return all.map((role) => ({ value: role, label: t(`roles.${role}`) }));
}
