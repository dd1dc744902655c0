import { type Account, accountSchema } from '../domain/account.ts';
import type { Collection, Store, Stored } from './port.ts';

export const accounts: Collection<Account, 'bySub'> = {
  name: 'accounts',
  schema: accountSchema,
  indexes: { bySub: { fields: ['siteId', 'sub'], unique: true } },
  personalData: {
    owners: ['id'],
    purpose: 'Wiedererkennen einer Person, die aus Moodle kommt, und ihr Name für die anderen im Raum.',
    retention: 'Bis zur Löschung der Person oder der Moodle-Website.',
    export: ({ sub, displayName, locale, firstSeenAt, lastSeenAt }) => ({
      sub,
      displayName,
      locale,
      firstSeenAt,
      lastSeenAt,
    }),
    erase: 'remove',
  },
};

/** An account by what a launch says of it. */
export async function findAccount(
  store: Store,
  siteId: string,
  sub: string,
): Promise<Stored<Account> | undefined> {
  return (await store.find(accounts, 'bySub', [siteId, sub], { limit: 1 })).rows[0];
}
