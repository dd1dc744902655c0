import { type PersonEntry, personEntrySchema } from '../domain/person-entry.ts';
import type { Collection } from './port.ts';

export const personEntries: Collection<PersonEntry, 'bySpace' | 'bySite' | 'byAccount'> = {
  name: 'person-entries',
  schema: personEntrySchema,
  indexes: {
    bySpace: { fields: ['spaceId', 'siteId', 'state'] },
    bySite: { fields: ['siteId'] },
    byAccount: { fields: ['accountId', 'spaceId'] },
  },
  expires: 'expiresAt',
  personalData: {
    owners: ['accountId'],
    purpose:
      'Schule und Gruppe einer Person in einem Raum; bis zum Fund des Moodle-Kontos auch, woran es zu erkennen ist.',
    retention: 'So lange wie die Mitgliedschaft; ohne gefundenes Moodle-Konto 180 Tage.',
    export: ({ spaceId, role, schoolId, group, createdAt }) => ({
      spaceId,
      role,
      schoolId,
      group,
      createdAt,
    }),
    erase: 'remove',
  },
};
