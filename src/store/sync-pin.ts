import { type SyncPin, syncPinSchema } from '../domain/sync-pin.ts';
import type { Collection } from './port.ts';

export const syncPins: Collection<SyncPin, 'bySite' | 'byAccount'> = {
  name: 'sync-pins',
  schema: syncPinSchema,
  indexes: {
    bySite: { fields: ['siteId', 'userId'] },
    byAccount: { fields: ['accountId'] },
  },
  personalData: {
    owners: ['accountId'],
    purpose: 'Festlegung, dass der Abgleich mit Moodle jemanden nie entfernt oder nie hinzufügt.',
    retention: 'Bis zur Aufhebung oder bis zur Löschung der Person.',
    export: ({ siteId, mappingId, kind, createdAt }) => ({ siteId, mappingId, kind, createdAt }),
    erase: 'remove',
  },
};
