import type { GradableLink } from '../../domain/gradable-link.ts';
import type { LaunchRight } from '../../domain/member-role.ts';
import type { Membership } from '../../domain/membership.ts';
import type { ScoreDelivery } from '../../domain/score-delivery.ts';
import { courseLinks } from '../../store/course-link.ts';
import { courseRights, findGradableLink } from '../../store/course-service.ts';
import { everyRow, type Store, type Stored } from '../../store/port.ts';
import { scoreDeliveries } from '../../store/score-delivery.ts';
import type { SpaceVisit } from '../visit.ts';
import { type ListedMember, membersOf } from './member-list.ts';

export interface GradedMember extends ListedMember {
  /** Columns in which Moodle takes a grade for this person; empty for somebody who can only be looked at. */
  links: GradableLink[];
  deliveries: ScoreDelivery[];
}

export interface GradeList {
  /** Course links of the space with a column in the gradebook. */
  links: GradableLink[];
  /** Members with a column or a grade, in the order of the list of members; former ones with a grade after them. */
  members: GradedMember[];
  /** Active members without either. */
  outside: number;
}

export async function gradeListOf(visit: SpaceVisit): Promise<GradeList> {
  const { store } = visit.services;
  const spaceId = visit.space.doc.id;
  const [lists, links, deliveries] = [
    await membersOf(visit),
    await gradableLinksOf(store, spaceId),
    await Array.fromAsync(everyRow(store, scoreDeliveries, 'bySpace', [spaceId]), ({ doc }) => doc),
  ];
  const own = Map.groupBy(deliveries, ({ accountId }) => accountId);
  const graded = async (member: ListedMember): Promise<GradedMember> => ({
    ...member,
    links: await linksFor(store, links, member.membership),
    deliveries: own.get(member.membership.accountId) ?? [],
  });
  const active = await Promise.all(lists.active.map(graded));
  const shown = active.filter((member) => member.links.length > 0 || member.deliveries.length > 0);
  const former = lists.removed.filter(({ membership }) => own.has(membership.accountId));
  const removed = (await Promise.all(former.map(graded))).map((member) => ({ ...member, links: [] }));
  return { links, members: [...shown, ...removed], outside: active.length - shown.length };
}

/** What was sent, or waits to be, of one person in a space. */
export async function deliveriesOf(
  store: Store,
  spaceId: string,
  accountId: string,
): Promise<Stored<ScoreDelivery>[]> {
  return Array.fromAsync(everyRow(store, scoreDeliveries, 'bySpace', [spaceId, accountId]));
}

/** The links of a space that have a column. */
export async function gradableLinksOf(store: Store, spaceId: string): Promise<GradableLink[]> {
  const bound = await Array.fromAsync(everyRow(store, courseLinks, 'bySpace', [spaceId]));
  const found = await Promise.all(bound.map(({ doc }) => findGradableLink(store, doc)));
  return found.flatMap((link) => (link && link.doc.lineItemUrl !== '' ? [link.doc] : []));
}

/**
 * The columns in which Moodle takes a grade for somebody: of the own site, and of the courses in which the person
 * learns, as far as launches told. For those who teach in a course Moodle takes none.
 */
export async function linksFor(
  store: Store,
  links: readonly GradableLink[],
  { siteId, accountId, status }: Pick<Membership, 'siteId' | 'accountId' | 'status'>,
): Promise<GradableLink[]> {
  const possible = links.filter((link) => link.siteId === siteId && link.canScore);
  if (possible.length === 0 || status !== 'active') return [];
  const rights = new Map<string, LaunchRight>();
  for await (const { doc } of everyRow(store, courseRights, 'byAccount', [accountId])) {
    rights.set(doc.contextId, doc.right);
  }
  const known = possible.filter(({ contextId }) => rights.has(contextId));
  return known.length === 0 ? possible : known.filter(({ contextId }) => rights.get(contextId) === 'learner');
}
