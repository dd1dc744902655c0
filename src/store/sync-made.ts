import { type SyncMade, syncMadeSchema } from '../domain/sync-made.ts';
import { hashOf } from '../runtime/secrets.ts';
import type { Collection } from './port.ts';

export const syncMade: Collection<SyncMade, 'byTarget' | 'byAccount'> = {
  name: 'sync-made',
  schema: syncMadeSchema,
  indexes: { byTarget: { fields: ['siteId', 'target', 'userId'] }, byAccount: { fields: ['accountId'] } },
  personalData: {
    owners: ['accountId'],
    purpose: 'Wissen, was der Abgleich in Moodle eingetragen hat: nur das nimmt er auch zurück.',
    retention: 'Solange der Eintrag in Moodle von uns stammt.',
    export: ({ siteId, target, status, madeAt }) => ({ siteId, target, status, madeAt }),
    erase: 'remove',
  },
};

export function madeId(siteId: string, target: string, userId: number): string {
  return hashOf(JSON.stringify([siteId, target, userId]));
}
