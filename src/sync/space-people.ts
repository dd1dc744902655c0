import { moodleUserId } from '../domain/account.ts';
import type { HeldState } from '../domain/sync-step.ts';
import { accounts } from '../store/account.ts';
import { memberships } from '../store/membership.ts';
import { everyRow, type Store } from '../store/port.ts';

/** Role of an owner besides the one in the membership: nobody who owns a space is taken out of it by a run. */
const owner = 'owner';

/** Members of a space from one site, removed ones as suspended. */
export async function peopleInSpace(
  store: Store,
  siteId: string,
  spaceId: string,
): Promise<Map<number, HeldState>> {
  const people = new Map<number, HeldState>();
  for await (const { doc } of everyRow(store, memberships, 'bySpace', [spaceId])) {
    if (doc.siteId !== siteId) continue;
    const userId = moodleUserId((await store.get(accounts, doc.accountId))?.doc.sub);
    if (userId === undefined) continue;
    people.set(userId, {
      status: doc.status === 'active' ? 'active' : 'suspended',
      roles: doc.isOwner ? [doc.role, owner] : [doc.role],
      groupIds: [],
    });
  }
  return people;
}
