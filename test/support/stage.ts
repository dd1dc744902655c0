import { randomUUID } from 'node:crypto';
import type { Space, SpaceKind } from '../../src/domain/space.ts';
import { courseLinks, linkCodes } from '../../src/store/course-link.ts';
import { gradableLinks } from '../../src/store/course-service.ts';
import { spaceEvents } from '../../src/store/event.ts';
import { invitations, newInvitation } from '../../src/store/invitation.ts';
import { memberships } from '../../src/store/membership.ts';
import { type AnyCollection, everyRow, insert } from '../../src/store/port.ts';
import { deliveryId, scoreDeliveries, wantScoreOps } from '../../src/store/score-delivery.ts';
import { spaces } from '../../src/store/space.ts';
import { bindLink, groundOf, makeMember } from './ground.ts';
import type { Guest } from './guest.ts';
import type { World } from './world.ts';

/** People around one space, by what they are to it. The last two are not members. */
export type Cast = Record<'owner' | 'leading' | 'confirmed' | 'byLaunch' | 'removed' | 'elsewhere', Guest>;

/** A space with members and one of everything that an address can name. */
export interface Stage {
  space: Space;
  /** Ids for the parts of addresses: `:member`, `:event`, `:code`, `:invitation`, `:link`, `:account`, `:delivery`. */
  ids: Record<string, string>;
  /** Texts and ids that no refused answer may show. */
  secrets: string[];
}

export async function setStage(world: World, kind: SpaceKind, cast: Cast): Promise<Stage> {
  const { store } = world.core;
  const now = world.now();
  const tag = randomUUID().slice(0, 8);
  const space = await groundOf(world, kind, { title: `Titel ${tag}`, purpose: `Zweck ${tag}` });
  const other = await groundOf(world, 'network');
  const made = [
    await makeMember(world, space, cast.owner, { isOwner: true }),
    await makeMember(world, space, cast.leading, { role: 'network-manager' }),
    await makeMember(world, space, cast.confirmed, { role: 'school-head' }),
    await makeMember(world, space, cast.byLaunch, { role: 'member', isConfirmed: false }),
    await makeMember(world, space, cast.removed, { status: 'removed' }),
  ];
  await makeMember(world, other, cast.elsewhere, { isOwner: true });
  const event = {
    ...{ id: randomUUID(), spaceId: space.id, kind: 'peer-visit' as const, place: `Ort ${tag}` },
    ...{ startsAt: now + 3_600_000, endsAt: now + 7_200_000, createdBy: null },
  };
  const code = {
    ...{ id: randomUUID(), spaceId: space.id, codeHash: randomUUID() },
    ...{ createdBy: null, createdAt: now, revokedAt: null },
  };
  const wanted = { spaceId: space.id, role: 'network-manager' as const, isOwner: false, createdBy: null };
  const { invitation } = newInvitation(world.now, wanted);
  await store.commit([insert(spaceEvents, event), insert(linkCodes, code), insert(invitations, invitation)]);
  const link = await bindLink(world, space.id, {
    siteId: world.site.id,
    deploymentId: '1',
    resourceLinkId: `link-${tag}`,
  });
  const gradable = {
    ...{ id: randomUUID(), siteId: world.site.id, registrationId: `registration-${tag}`, deploymentId: '1' },
    ...{
      resourceLinkId: `link-${tag}`,
      contextId: '3',
      lineItemUrl: `${world.site.issuer}/line-item-${tag}`,
    },
    ...{ canScore: true, canReadResults: true, updatedAt: now },
  };
  const learner = { id: cast.byLaunch.accountId, siteId: world.site.id, sub: `sub-${tag}` };
  const wish = { link: gradable, spaceId: space.id, account: learner, wanted: 'complete' as const };
  // Given up already: a worker would change it while a test looks whether anything changes.
  const dead = { state: 'dead', reason: 'grade.user-refused', dueAt: null };
  const [op] = await wantScoreOps(store, world.now, wish);
  if (op?.kind !== 'insert') throw new Error('nothing is wanted');
  const delivered = { ...op, doc: { ...op.doc, ...dead } };
  await store.commit([insert(gradableLinks, gradable), delivered]);
  const delivery = deliveryId(gradable.registrationId, gradable.lineItemUrl, learner.sub);
  const accounts = Object.values(cast).map(({ accountId }) => accountId);
  return {
    space,
    ids: {
      ...{ member: made[2] ?? '', event: event.id, code: code.id, invitation: invitation.id, link },
      ...{ account: cast.confirmed.accountId, delivery },
    },
    secrets: [space.title, space.purpose, event.place, ...made, ...accounts],
  };
}

/** Everything that is stored of a space, with versions: equal before and after means that nothing was written. */
export async function storedOf({ core: { store } }: World, { space }: Stage): Promise<unknown> {
  const ofSpaces: AnyCollection[] = [
    memberships,
    spaceEvents,
    linkCodes,
    invitations,
    courseLinks,
    scoreDeliveries,
  ];
  const rows = ofSpaces.map((one) => Array.fromAsync(everyRow(store, one, 'bySpace', [space.id])));
  return [await store.get(spaces, space.id), await Promise.all(rows)];
}
