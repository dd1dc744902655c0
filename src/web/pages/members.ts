import { CodedError } from '../../domain/errors.ts';
import { memberRoleSchema, rolesOfKind } from '../../domain/member-role.ts';
import type { Membership } from '../../domain/membership.ts';
import { accounts } from '../../store/account.ts';
import { hasOtherOwner, memberships } from '../../store/membership.ts';
import { type Stored, update } from '../../store/port.ts';
import { spaces } from '../../store/space.ts';
import { addressOf, paths } from '../addresses.ts';
import type { Flash } from '../flash.ts';
import { spaceFrame } from '../frame.ts';
import { ConfirmPage } from '../views/confirm.tsx';
import type { MemberActions } from '../views/member-manage.tsx';
import { MembersPage } from '../views/members.tsx';
import { memberName } from '../views/names.ts';
import type { Answer, SpaceVisit } from '../visit.ts';
import { courseRosterOf } from './course-roster.ts';
import { hereTo, storedInSpace } from './in-this-space.ts';
import { membersOf } from './member-list.ts';

export async function membersPage(visit: SpaceVisit): Promise<Answer> {
  const lists = await membersOf(visit);
  const { active, visible, removed } = lists;
  const course = await courseRosterOf(visit, lists);
  const mayManage = visit.may('manage-members');
  const page = MembersPage({
    frame: spaceFrame(visit, 'members'),
    space: visit.space.doc,
    seal: visit.seal,
    ...(course ? { course } : {}),
    total: active.length,
    hidden: active.length - visible.length,
    members: visible.map((member) => ({
      ...member,
      ...(mayManage ? { actions: actionsOn(visit, member.membership.id, member.isSelf) } : {}),
    })),
    removed: mayManage
      ? removed.map((member) => ({
          ...member,
          bringBack: addressOf(paths.memberReturn, valuesOf(visit, member.membership.id)),
        }))
      : [],
  });
  return { page };
}

/** Gives a role: from then on it is a person's word, not only a launch's. */
export async function giveRole(visit: SpaceVisit): Promise<Answer> {
  const role = memberRoleSchema.safeParse(visit.fields.role);
  if (!role.success || !rolesOfKind[visit.space.doc.kind].includes(role.data)) {
    throw new CodedError('request.invalid', { field: 'role' });
  }
  return changeMember(
    visit,
    await activeMemberOf(visit),
    { role: role.data, isConfirmed: true },
    { notice: 'member-changed' },
  );
}

export async function setOwner(visit: SpaceVisit): Promise<Answer> {
  const { owner } = visit.fields;
  if (owner !== 'yes' && owner !== 'no') throw new CodedError('request.invalid', { field: 'owner' });
  const member = await activeMemberOf(visit);
  const isOwner = owner === 'yes';
  if (!isOwner) await keepAnOwner(visit, member.doc);
  const changes = { isOwner, isConfirmed: true };
  return changeMember(visit, member, changes, { notice: 'member-changed' });
}

export async function confirmMemberRemoval(visit: SpaceVisit): Promise<Answer> {
  const { doc } = await storedInSpace(visit, memberships, visit.values.member);
  const account = await visit.services.store.get(accounts, doc.accountId);
  const page = ConfirmPage({
    frame: spaceFrame(visit, 'members'),
    seal: visit.seal,
    what: 'remove-member',
    name: memberName(visit.t, { displayName: account?.doc.displayName ?? '', number: doc.number }),
    action: addressOf(paths.memberRemoval, valuesOf(visit, doc.id)),
    keep: hereTo(visit, 'members'),
  });
  return { page };
}

export async function removeMember(visit: SpaceVisit): Promise<Answer> {
  const member = await storedInSpace(visit, memberships, visit.values.member);
  await keepAnOwner(visit, member.doc);
  const undo = addressOf(paths.memberReturn, valuesOf(visit, member.doc.id));
  return changeMember(
    visit,
    member,
    { status: 'removed', isOwner: false },
    { notice: 'member-removed', undo },
  );
}

export async function bringBack(visit: SpaceVisit): Promise<Answer> {
  return changeMember(
    visit,
    await storedInSpace(visit, memberships, visit.values.member),
    { status: 'active' },
    { notice: 'member-restored' },
  );
}

async function changeMember(
  visit: SpaceVisit,
  member: Stored<Membership>,
  changes: Partial<Membership>,
  flash: Flash,
): Promise<Answer> {
  const { site, account, space } = visit;
  const ops = [update(memberships, member, changes)];
  // Two owners who step down at once: the second one's view of the space is outdated, and the space keeps an owner.
  if (changes.isOwner === false && member.doc.isOwner) ops.push(update(spaces, space, {}));
  await visit.services.store.commit(ops);
  visit.request.log.info(
    {
      site: site.id,
      account: account.id,
      space: space.doc.id,
      membership: member.doc.id,
      change: flash.notice,
    },
    'member changed',
  );
  return { redirect: hereTo(visit, 'members'), flash };
}

/** @throws CodedError `space.last-owner` */
async function keepAnOwner({ services }: SpaceVisit, membership: Membership): Promise<void> {
  if (membership.isOwner && !(await hasOtherOwner(services.store, membership)))
    throw new CodedError('space.last-owner');
}

/** @throws CodedError `form.changed-meanwhile`: somebody else removed the member while the page was open. */
async function activeMemberOf(visit: SpaceVisit): Promise<Stored<Membership>> {
  const member = await storedInSpace(visit, memberships, visit.values.member);
  if (member.doc.status !== 'active') throw new CodedError('form.changed-meanwhile');
  return member;
}

function actionsOn(visit: SpaceVisit, member: string, isSelf: boolean): MemberActions {
  const values = valuesOf(visit, member);
  return {
    giveRole: addressOf(paths.memberRole, values),
    setOwner: addressOf(paths.memberOwner, values),
    ...(isSelf ? {} : { remove: addressOf(paths.memberRemoval, values) }),
  };
}

function valuesOf(
  { site, space }: SpaceVisit,
  member: string,
): { site: string; space: string; member: string } {
  return { site: site.id, space: space.doc.id, member };
}
