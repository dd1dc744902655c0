import type { PersonEntry } from '../domain/person-entry.ts';
import { randomId } from '../runtime/secrets.ts';
import { accounts, findAccount } from '../store/account.ts';
import { findMembership, joinAllOps } from '../store/membership.ts';
import { personEntries } from '../store/person-entry.ts';
import { insert, type Op, remove, type Stored, update } from '../store/port.ts';
import type { SyncServices } from './services.ts';

/**
 * Makes members of people whose Moodle account is known: account, membership, entry. From then on the account's
 * number is enough, and what it was found by is dropped.
 */
export async function placeOps(
  { store, clock }: Pick<SyncServices, 'store' | 'clock'>,
  found: readonly { entry: Stored<PersonEntry>; userId: number }[],
): Promise<Op[]> {
  const ops: Op[] = [];
  const joining = new Map<string, Parameters<typeof joinAllOps>[3][number][]>();
  const seen = new Map<string, string>();
  for (const { entry, userId } of found) {
    const { spaceId, siteId, role, name } = entry.doc;
    const [sub, now] = [String(userId), clock()];
    const known = await findAccount(store, siteId, sub);
    const id = known?.doc.id ?? seen.get(`${siteId} ${sub}`) ?? randomId();
    if (!known && !seen.has(`${siteId} ${sub}`)) {
      const account = { id, siteId, sub, displayName: name, locale: '', firstSeenAt: now, lastSeenAt: now };
      ops.push(insert(accounts, account));
    }
    if (!seen.has(`${siteId} ${sub}`) && !(await findMembership(store, spaceId, id))) {
      const others = joining.get(spaceId) ?? [];
      others.push({ spaceId, accountId: id, siteId, role, isOwner: false, isConfirmed: true });
      joining.set(spaceId, others);
    }
    seen.set(`${siteId} ${sub}`, id);
    // A later list may know the same person by something else: one entry is enough.
    const same = await store.find(personEntries, 'byAccount', [id, spaceId], { limit: 10 });
    for (const other of same.rows) if (other.doc.id !== entry.doc.id) ops.push(remove(personEntries, other));
    const changes = { accountId: id, state: 'found', identifiers: {}, name: '', candidates: [] } as const;
    ops.push(update(personEntries, entry, { ...changes, candidates: [], changedAt: now, expiresAt: null }));
  }
  for (const [spaceId, people] of joining) ops.push(...(await joinAllOps(store, clock, spaceId, people)));
  return ops;
}
