import { z } from 'zod';
import { type Membership, membershipSchema } from '../domain/membership.ts';
import type { Clock } from '../runtime/clock.ts';
import { randomId } from '../runtime/secrets.ts';
import { type Collection, everyRow, insert, type Op, type Store, type Stored, update } from './port.ts';

export const memberships: Collection<Membership, 'bySpace' | 'byAccount'> = {
  name: 'memberships',
  schema: membershipSchema,
  indexes: {
    bySpace: { fields: ['spaceId', 'accountId'], unique: true },
    byAccount: { fields: ['accountId', 'spaceId'] },
  },
  personalData: {
    owners: ['accountId'],
    purpose: 'Zugang zum Raum und Rolle darin.',
    retention: 'So lange wie der Raum; eine beendete Mitgliedschaft, damit sie beendet bleibt.',
    export: ({ spaceId, role, isOwner, status, createdAt }) => ({
      spaceId,
      role,
      isOwner,
      status,
      createdAt,
    }),
    erase: 'remove',
  },
};

const memberCounterSchema = z.object({ id: z.string(), last: z.number().int().nonnegative() });

/** Last member number given out in a space; `id` is the space's. */
export const memberCounters: Collection<z.infer<typeof memberCounterSchema>, never> = {
  name: 'member-counters',
  schema: memberCounterSchema,
  indexes: {},
  personalData: 'none',
};

/** The membership of an account in a space, removed ones too. */
export async function findMembership(
  store: Store,
  spaceId: string,
  accountId: string,
): Promise<Stored<Membership> | undefined> {
  return (await store.find(memberships, 'bySpace', [spaceId, accountId], { limit: 1 })).rows[0];
}

type Joining = Pick<Membership, 'spaceId' | 'accountId' | 'siteId' | 'role' | 'isOwner' | 'isConfirmed'>;

/** What makes somebody a member: the membership and the next number of the space. For one commit. */
export async function joinOps(store: Store, clock: Clock, joining: Joining): Promise<Op[]> {
  return joinAllOps(store, clock, joining.spaceId, [joining]);
}

/** The same for several people of one space at once. */
export async function joinAllOps(
  store: Store,
  clock: Clock,
  spaceId: string,
  joinings: readonly Joining[],
): Promise<Op[]> {
  if (joinings.length === 0) return [];
  const counter = await store.get(memberCounters, spaceId);
  const before = counter?.doc.last ?? 0;
  const last = before + joinings.length;
  return [
    counter ? update(memberCounters, counter, { last }) : insert(memberCounters, { id: spaceId, last }),
    ...joinings.map((joining, place) => {
      const number = before + place + 1;
      return insert(memberships, {
        ...joining,
        id: randomId(),
        status: 'active',
        number,
        createdAt: clock(),
      });
    }),
  ];
}

/** Whether somebody other than this membership owns the space: the last owner cannot leave it. */
export async function hasOtherOwner(store: Store, membership: Membership): Promise<boolean> {
  for await (const { doc } of everyRow(store, memberships, 'bySpace', [membership.spaceId])) {
    if (doc.id !== membership.id && doc.isOwner && doc.status === 'active') return true;
  }
  return false;
}
