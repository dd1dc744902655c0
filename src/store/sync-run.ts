import { type SyncRun, syncRunSchema } from '../domain/sync-run.ts';
import type { Collection, Store, Stored } from './port.ts';

export const syncRuns: Collection<SyncRun, 'bySite' | 'active' | 'byPlan' | 'byStarter'> = {
  name: 'sync-runs',
  schema: syncRunSchema,
  indexes: {
    bySite: { fields: ['siteId', 'startedAt'] },
    active: { fields: ['activeSiteId'], unique: true },
    byPlan: { fields: ['planId'] },
    byStarter: { fields: ['startedBy'] },
  },
  expires: 'expiresAt',
  personalData: {
    owners: ['startedBy'],
    purpose: 'Wer einen Abgleich mit Moodle gestartet hat.',
    retention: '90 Tage.',
    export: ({ siteId, state, total, done, startedAt, endedAt }) => ({
      ...{ siteId, state, total, done, startedAt, endedAt },
    }),
    erase: (run) => ({ ...run, startedBy: null }),
  },
};

/** The run of a site that can still go on. */
export async function activeRun(store: Store, siteId: string): Promise<Stored<SyncRun> | undefined> {
  return (await store.find(syncRuns, 'active', [siteId], { limit: 1 })).rows[0];
}
