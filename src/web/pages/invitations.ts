import { memberRoleSchema, rolesOfKind } from '../../domain/member-role.ts';
import { acceptOps, findInvitation, invitations, newInvitation } from '../../store/invitation.ts';
import { commitWhat, insert, remove } from '../../store/port.ts';
import { addressOf, paths } from '../addresses.ts';
import { signedInFrame, spaceFrame } from '../frame.ts';
import { RedeemPage } from '../views/closed-space.tsx';
import { ConfirmPage } from '../views/confirm.tsx';
import type { Draft } from '../views/problems.tsx';
import { invitationName } from '../views/thing-names.ts';
import type { Answer, SignedInVisit, SpaceVisit } from '../visit.ts';
import { hereTo, storedInSpace } from './in-this-space.ts';
import { settingsPage } from './settings.ts';

/** Makes an invitation and shows its code once; only a hash is kept. */
export async function makeInvitation(visit: SpaceVisit): Promise<Answer> {
  const { services, space, account, fields } = visit;
  const role = memberRoleSchema.safeParse(fields.role);
  const isOwner = fields.owner === 'on';
  if (!role.success || !rolesOfKind[space.doc.kind].includes(role.data)) {
    const values = { role: fields.role ?? '', ...(isOwner ? { owner: 'on' } : {}) };
    return settingsPage(visit, { invitation: { values, problems: { role: 'role-missing' } } });
  }
  const wanted = { spaceId: space.doc.id, role: role.data, isOwner, createdBy: account.id };
  const { invitation, code } = newInvitation(services.clock, wanted);
  await services.store.commit([insert(invitations, invitation)]);
  return { redirect: hereTo(visit, 'settings'), flash: { notice: 'invitation-made', invitationCode: code } };
}

export async function confirmInvitationWithdrawal(visit: SpaceVisit): Promise<Answer> {
  const { doc } = await storedInSpace(visit, invitations, visit.values.invitation);
  const values = { site: visit.site.id, space: visit.space.doc.id, invitation: doc.id };
  const page = ConfirmPage({
    frame: spaceFrame(visit, 'settings'),
    seal: visit.seal,
    what: 'withdraw-invitation',
    name: invitationName(visit.t, doc),
    action: addressOf(paths.invitationWithdrawal, values),
    keep: hereTo(visit, 'settings'),
  });
  return { page };
}

export async function withdrawInvitation(visit: SpaceVisit): Promise<Answer> {
  await visit.services.store.commit([
    remove(invitations, await storedInSpace(visit, invitations, visit.values.invitation)),
  ]);
  return { redirect: hereTo(visit, 'settings'), flash: { notice: 'invitation-revoked' } };
}

/** Where somebody enters the code of an invitation. */
export async function redeemPage(visit: SignedInVisit, draft?: Draft<'code'>): Promise<Answer> {
  const action = addressOf(paths.invitation, { site: visit.site.id });
  const invitation = { seal: visit.seal, action, ...(draft === undefined ? {} : { draft }) };
  const page = RedeemPage({ frame: signedInFrame(visit), invitation });
  return draft === undefined ? { page } : { page, status: 422 };
}

export async function acceptInvitation(visit: SignedInVisit): Promise<Answer> {
  const { services, fields, account, site } = visit;
  const code = (fields.code ?? '').trim();
  const spaceId = await commitWhat(services.store, async () => {
    const invitation = code === '' ? undefined : await findInvitation(services.store, code);
    if (!invitation) return { ops: [], result: undefined };
    const ops = await acceptOps(services.store, services.clock, invitation, account);
    return { ops, result: invitation.doc.spaceId };
  });
  if (spaceId === undefined) {
    const problem = code === '' ? 'invitation-missing' : 'invitation-invalid';
    return redeemPage(visit, { values: { code }, problems: { code: problem } });
  }
  visit.request.log.info({ site: site.id, account: account.id, space: spaceId }, 'invitation accepted');
  return {
    redirect: addressOf(paths.space, { site: site.id, space: spaceId }),
    flash: { notice: 'invitation-accepted' },
  };
}
