import type { Account } from '../domain/account.ts';
import { type Invitation, invitationSchema } from '../domain/invitation.ts';
import { isLeading } from '../domain/member-role.ts';
import { type Clock, day } from '../runtime/clock.ts';
import { hashOf, randomId } from '../runtime/secrets.ts';
import { findMembership, joinOps, memberships } from './membership.ts';
import { type Collection, type Op, type Store, type Stored, update } from './port.ts';

export const invitations: Collection<Invitation, 'byCode' | 'bySpace' | 'byCreator' | 'byUser'> = {
  name: 'invitations',
  schema: invitationSchema,
  indexes: {
    byCode: { fields: ['codeHash'], unique: true },
    bySpace: { fields: ['spaceId', 'expiresAt'] },
    byCreator: { fields: ['createdBy'] },
    byUser: { fields: ['usedBy'] },
  },
  expires: 'expiresAt',
  personalData: {
    owners: ['createdBy', 'usedBy'],
    purpose: 'Nachvollziehen, wer eingeladen hat und wer die Einladung angenommen hat.',
    retention: 'Bis die Einladung abläuft, höchstens 14 Tage.',
    export: ({ spaceId, role, expiresAt }) => ({ spaceId, role, expiresAt }),
    erase: (invitation, accountId) => ({
      ...invitation,
      createdBy: invitation.createdBy === accountId ? null : invitation.createdBy,
      usedBy: invitation.usedBy === accountId ? 'erased' : invitation.usedBy,
    }),
  },
};

const invitationLifetime = 14 * day;

/** An invitation and the code to hand over; only a hash of the code is kept. */
export function newInvitation(
  clock: Clock,
  wanted: Pick<Invitation, 'spaceId' | 'role' | 'isOwner' | 'createdBy'>,
): { invitation: Invitation; code: string } {
  const code = randomId();
  const expiresAt = clock() + invitationLifetime;
  return { code, invitation: { ...wanted, id: randomId(), codeHash: hashOf(code), expiresAt, usedBy: null } };
}

/** An invitation that still can be used. */
export async function findInvitation(store: Store, code: string): Promise<Stored<Invitation> | undefined> {
  const found = (await store.find(invitations, 'byCode', [hashOf(code.trim())], { limit: 1 })).rows[0];
  return found?.doc.usedBy === null ? found : undefined;
}

/** Accepts an invitation: a new member, or a membership raised to what the invitation gives; the code is used up. */
export async function acceptOps(
  store: Store,
  clock: Clock,
  invitation: Stored<Invitation>,
  account: Pick<Account, 'id' | 'siteId'>,
): Promise<Op[]> {
  const { spaceId, role, isOwner } = invitation.doc;
  const known = await findMembership(store, spaceId, account.id);
  const used = update(invitations, invitation, { usedBy: account.id });
  if (!known) {
    const joining = {
      spaceId,
      accountId: account.id,
      siteId: account.siteId,
      role,
      isOwner,
      isConfirmed: true,
    };
    return [used, ...(await joinOps(store, clock, joining))];
  }
  const raised = {
    // Whoever leads the space keeps that role: an invitation gives, it takes nothing away.
    role: known.doc.isConfirmed && isLeading(known.doc.role) && !isLeading(role) ? known.doc.role : role,
    isOwner: isOwner || known.doc.isOwner,
    isConfirmed: true,
    status: 'active' as const,
  };
  return [used, update(memberships, known, raised)];
}
