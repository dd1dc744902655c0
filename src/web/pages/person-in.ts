import { accounts } from '../../store/account.ts';
import { findMembership } from '../../store/membership.ts';
import type { SpaceVisit } from '../visit.ts';

/** What a page calls somebody in a space; the name is empty after a pseudonymous launch. */
export interface PersonInSpace {
  displayName: string;
  number: number;
}

/** Somebody in the space of the visit; undefined for somebody who was never in it. */
export async function personIn(
  { services, space }: SpaceVisit,
  accountId: string,
): Promise<PersonInSpace | undefined> {
  const [account, membership] = await Promise.all([
    services.store.get(accounts, accountId),
    findMembership(services.store, space.doc.id, accountId),
  ]);
  if (!membership) return undefined;
  return { displayName: account?.doc.displayName ?? '', number: membership.doc.number };
}
