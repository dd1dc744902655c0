import { isLeading } from '../../domain/member-role.ts';
import type { Membership } from '../../domain/membership.ts';
import { accounts } from '../../store/account.ts';
import { memberships } from '../../store/membership.ts';
import { everyRow } from '../../store/port.ts';
import { sites } from '../../store/site.ts';
import type { SpaceVisit } from '../visit.ts';

export interface ListedMember {
  membership: Membership;
  /** Empty after a pseudonymous launch. */
  displayName: string;
  siteName: string;
  isSelf: boolean;
}

export interface MemberLists {
  /** All active members, those the viewer may not see too: for counting only. */
  active: ListedMember[];
  /** Active members whose names the viewer may see. */
  visible: ListedMember[];
  removed: ListedMember[];
}

/** Members of a space, leaders first, then by name. A network has at most about twelve schools: one list holds it. */
export async function membersOf(visit: SpaceVisit): Promise<MemberLists> {
  const { services, space, session } = visit;
  const siteNames = new Map<string, Promise<string>>();
  const nameOfSite = (id: string): Promise<string> => {
    const name = siteNames.get(id) ?? services.store.get(sites, id).then((found) => found?.doc.name ?? '');
    siteNames.set(id, name);
    return name;
  };
  const listed: ListedMember[] = [];
  for await (const { doc } of everyRow(services.store, memberships, 'bySpace', [space.doc.id])) {
    const account = await services.store.get(accounts, doc.accountId);
    listed.push({
      membership: doc,
      displayName: account?.doc.displayName ?? '',
      siteName: await nameOfSite(doc.siteId),
      isSelf: doc.accountId === session.accountId,
    });
  }
  listed.sort(inOrder);
  const active = listed.filter(({ membership }) => membership.status === 'active');
  return {
    active,
    visible: active.filter((member) => isVisible(visit, member)),
    removed: listed.filter(({ membership }) => membership.status === 'removed'),
  };
}

/** Oneself and those who lead are always visible; the others as the table of access says. */
function isVisible({ may, site }: SpaceVisit, { membership, isSelf }: ListedMember): boolean {
  if (isSelf || may('see-all-members')) return true;
  if (membership.isOwner || (membership.isConfirmed && isLeading(membership.role))) return true;
  return may('see-own-site-members') && membership.siteId === site.id;
}

function inOrder(a: ListedMember, b: ListedMember): number {
  const rank = ({ membership }: ListedMember): number =>
    membership.isOwner ? 0 : membership.isConfirmed && isLeading(membership.role) ? 1 : 2;
  return (
    rank(a) - rank(b) ||
    a.displayName.localeCompare(b.displayName, 'de') ||
    a.membership.number - b.membership.number
  );
}
