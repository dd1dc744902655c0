import { entryRole, type LaunchRight } from '../domain/member-role.ts';
import { findMembership, joinOps } from '../store/membership.ts';
import type { Op } from '../store/port.ts';
import { spaces } from '../store/space.ts';
import type { WebServices } from './services.ts';

/**
 * What makes somebody who comes through a bound course link a member, for one commit. Nothing for a closed kind, and
 * nothing for somebody who is or was a member: a launch brings nobody back whom an owner removed.
 */
export async function entryOps(
  { store, clock }: Pick<WebServices, 'store' | 'clock'>,
  who: { accountId: string; siteId: string; right: LaunchRight },
  spaceId: string,
): Promise<Op[]> {
  const space = await store.get(spaces, spaceId);
  const role = space && entryRole(space.doc.kind, who.right);
  if (!role || (await findMembership(store, spaceId, who.accountId))) return [];
  const { accountId, siteId } = who;
  return joinOps(store, clock, { spaceId, accountId, siteId, role, isOwner: false, isConfirmed: false });
}
