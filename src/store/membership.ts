import { z } from 'zod';
import { type Membership, membershipSchema } from '../domain/membership.ts';
import type { Collection } from './port.ts';

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
