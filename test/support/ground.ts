import { randomUUID } from 'node:crypto';
import type { Membership } from '../../src/domain/membership.ts';
import type { Space, SpaceKind } from '../../src/domain/space.ts';
import { courseLinks } from '../../src/store/course-link.ts';
import { findMembership, joinOps, memberships } from '../../src/store/membership.ts';
import { insert, update } from '../../src/store/port.ts';
import { createSpace } from '../../src/store/space.ts';
import { addressOf, paths } from '../../src/web/addresses.ts';
import type { Guest } from './guest.ts';
import type { World } from './world.ts';

/** A space of its own for one test, without members. */
export function groundOf(
  { core, now }: World,
  kind: SpaceKind = 'network',
  text: Partial<Pick<Space, 'title' | 'purpose'>> = {},
): Promise<Space> {
  return createSpace(
    core.store,
    now,
    { kind, title: `Raum ${randomUUID().slice(0, 8)}`, purpose: '', ...text },
    undefined,
  );
}

/** Lets a course link open a space. */
export async function bindLink(
  { core, now }: World,
  spaceId: string,
  link: { siteId: string; deploymentId: string; resourceLinkId: string },
): Promise<string> {
  const id = randomUUID();
  const { siteId, deploymentId, resourceLinkId } = link;
  const bound = { id, siteId, deploymentId, resourceLinkId, contextId: '3', spaceId, boundBy: null };
  await core.store.commit([insert(courseLinks, { ...bound, boundAt: now() })]);
  return id;
}

/** Makes somebody what the test needs in a space; a confirmed teacher unless told. Returns the membership's id. */
export async function makeMember(
  { core, now }: World,
  space: Pick<Space, 'id'>,
  guest: Pick<Guest, 'accountId' | 'siteId'>,
  wanted: Partial<Pick<Membership, 'role' | 'isOwner' | 'isConfirmed' | 'status'>> = {},
): Promise<string> {
  const { role = 'teacher', isOwner = false, isConfirmed = true, status = 'active' } = wanted;
  const { accountId, siteId } = guest;
  if (!(await findMembership(core.store, space.id, accountId))) {
    const joining = { spaceId: space.id, accountId, siteId, role, isOwner, isConfirmed };
    await core.store.commit(await joinOps(core.store, now, joining));
  }
  const joined = await findMembership(core.store, space.id, accountId);
  if (!joined) throw new Error('nobody joined');
  await core.store.commit([update(memberships, joined, { role, isOwner, isConfirmed, status })]);
  return joined.doc.id;
}

export async function membershipOf(
  { core }: World,
  space: Pick<Space, 'id'>,
  guest: Pick<Guest, 'accountId'>,
): Promise<Membership | undefined> {
  return (await findMembership(core.store, space.id, guest.accountId))?.doc;
}

type SpacePath = Extract<
  keyof typeof paths,
  'space' | 'members' | 'events' | 'settings' | 'linkCodes' | 'invitations'
>;

/** Address of a page of a space, as somebody of this site sees it. */
export function pageOf(name: SpacePath, guest: Pick<Guest, 'siteId'>, space: Pick<Space, 'id'>): string {
  return addressOf(paths[name], { site: guest.siteId, space: space.id });
}

/** Address of what an owner does with a member. */
export function memberPage(
  name: 'memberRole' | 'memberOwner' | 'memberRemoval' | 'memberReturn',
  guest: Pick<Guest, 'siteId'>,
  space: Pick<Space, 'id'>,
  member: string,
): string {
  return addressOf(paths[name], { site: guest.siteId, space: space.id, member });
}
