import { type SyncPlan, syncPlanSchema } from '../domain/sync-run.ts';
import { type SyncStep, syncStepSchema } from '../domain/sync-step.ts';
import type { Collection } from './port.ts';

export const syncPlans: Collection<SyncPlan, 'bySite' | 'byApprover'> = {
  name: 'sync-plans',
  schema: syncPlanSchema,
  indexes: { bySite: { fields: ['siteId', 'createdAt'] }, byApprover: { fields: ['approvedBy'] } },
  expires: 'expiresAt',
  personalData: {
    owners: ['approvedBy'],
    purpose: 'Wer einen Abgleich mit Moodle freigegeben hat.',
    retention: '90 Tage.',
    export: ({ siteId, counts, approvedAt, createdAt }) => ({ siteId, counts, approvedAt, createdAt }),
    erase: (plan) => ({ ...plan, approvedBy: null }),
  },
};

/** Steps of a plan and, once it runs, its journal: what each person was in the target before, and became. */
export const syncSteps: Collection<SyncStep, 'byPlan' | 'byAccount' | 'byState'> = {
  name: 'sync-steps',
  schema: syncStepSchema,
  indexes: {
    byPlan: { fields: ['planId', 'no'] },
    byAccount: { fields: ['accountId'] },
    byState: { fields: ['planId', 'state', 'no'] },
  },
  expires: 'expiresAt',
  personalData: {
    owners: ['accountId'],
    purpose: 'Zeigen, was ein Abgleich mit Moodle ändert und geändert hat, und es zurücknehmen können.',
    retention: '90 Tage.',
    export: ({ siteId, action, target, reason, state, before, changedAt }) => ({
      ...{ siteId, action, target, reason, state, changedAt },
      before: before ?? null,
    }),
    // A plan that has lost a step has another hash, and does not run any more.
    erase: ({ before: _, message: __, ...step }) => ({ ...step, accountId: null, userId: 0 }),
  },
};
