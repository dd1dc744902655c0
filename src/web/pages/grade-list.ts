import type { ScoreDelivery } from '../../domain/score-delivery.ts';
import { gradableLinksOf, linksFor, type SpaceGradableLink } from '../../store/gradable-link.ts';
import { everyRow, type Store, type Stored } from '../../store/port.ts';
import { scoreDeliveries } from '../../store/score-delivery.ts';
import type { SpaceVisit } from '../visit.ts';
import { type ListedMember, membersOf } from './member-list.ts';

export interface GradedMember extends ListedMember {
  /** Columns in which Moodle takes a grade for this person; empty for somebody who can only be looked at. */
  links: SpaceGradableLink[];
  deliveries: ScoreDelivery[];
}

export interface GradeList {
  /** Course links of the space with a column in the gradebook. */
  links: SpaceGradableLink[];
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
  // In a training only who learns gets a grade.
  const listed = lists.active.filter(
    ({ membership: { role, accountId } }) =>
      visit.space.doc.kind !== 'training' || role !== 'mentor' || own.has(accountId),
  );
  const active = await Promise.all(listed.map(graded));
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
