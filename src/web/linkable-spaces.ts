import { mayAct, standingOf } from '../domain/access.ts';
import type { Space } from '../domain/space.ts';
import { findMembership, memberships } from '../store/membership.ts';
import { everyRow } from '../store/port.ts';
import { spaces } from '../store/space.ts';
import type { SignedInVisit } from './visit.ts';

type Teacher = Pick<SignedInVisit, 'services' | 'account' | 'session'>;

/** Spaces that this teacher owns or leads, by title. The managers' area is not among them unless it is his or hers. */
export async function linkableSpaces({ services, account, session }: Teacher): Promise<Space[]> {
  const found: Space[] = [];
  for await (const { doc } of everyRow(services.store, memberships, 'byAccount', [account.id])) {
    const space = (await services.store.get(spaces, doc.spaceId))?.doc;
    if (space && mayAct(space.kind, 'bind-link', standingOf(doc), session.right)) found.push(space);
  }
  return found.sort((a, b) => a.title.localeCompare(b.title, 'de'));
}

/**
 * A space that a link code or a handle shows to this teacher. Not the managers' area, and not to somebody whom its
 * owner removed: who may not come in leads no course in either.
 */
export async function shownSpace(
  { services, account }: Teacher,
  spaceId: string,
): Promise<Space | undefined> {
  const space = (await services.store.get(spaces, spaceId))?.doc;
  if (!space || space.kind === 'managers') return undefined;
  const known = await findMembership(services.store, spaceId, account.id);
  return known?.doc.status === 'removed' ? undefined : space;
}
