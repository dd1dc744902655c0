import { CodedError } from '../domain/errors.ts';
import type { SyncPlan } from '../domain/sync-run.ts';
import { commitWhat, type Op, type Store, type Stored, update } from '../store/port.ts';
import { syncMappings } from '../store/sync-mapping.ts';
import { syncPlans } from '../store/sync-plan.ts';
import { nextDue } from './mappings.ts';
import type { SyncServices } from './services.ts';

/** What a human says about a plan that was looked through. */
export interface Approval {
  /** Hash of the plan as it was shown: nothing else is approved. */
  hash: string;
  /** Account; null for the operator on the command line. */
  by: string | null;
  /** Whether steps that cannot be undone may run, too; without it they are left out. */
  mayRemove: boolean;
}

/**
 * Lets a plan that waits for a human run, and with it the schedule of its mappings.
 *
 * @throws CodedError `sync.plan-not-found`, `sync.plan-changed`
 */
export async function approvePlan(
  services: SyncServices,
  planId: string,
  approval: Approval,
): Promise<SyncPlan> {
  const { store, clock } = services;
  return commitWhat(store, async () => {
    const plan = await waitingPlan(store, planId);
    if (plan.doc.hash !== approval.hash) throw new CodedError('sync.plan-changed', { plan: planId });
    const { by: approvedBy, mayRemove } = approval;
    const changes = { state: 'open' as const, approvedBy, mayRemove, approvedAt: clock() };
    const reviewed = await reviewOps(store, plan.doc, clock());
    return { ops: [update(syncPlans, plan, changes), ...reviewed], result: { ...plan.doc, ...changes } };
  });
}

/** A plan that has not run yet. @throws CodedError `sync.plan-not-found` */
export async function waitingPlan(store: Store, planId: string): Promise<Stored<SyncPlan>> {
  const plan = await store.get(syncPlans, planId);
  if (!plan || plan.doc.state === 'superseded' || plan.doc.state === 'started') {
    throw new CodedError('sync.plan-not-found', { plan: planId });
  }
  return plan;
}

async function reviewOps(store: Store, plan: SyncPlan, now: number): Promise<Op[]> {
  const ops: Op[] = [];
  for (const { id, revision } of plan.mappings) {
    const mapping = await store.get(syncMappings, id);
    if (mapping?.doc.revision !== revision || mapping.doc.isReviewed) continue;
    const dueAt = nextDue({ ...mapping.doc, isReviewed: true }, now);
    ops.push(update(syncMappings, mapping, { isReviewed: true, changedAt: now, dueAt }));
  }
  return ops;
}
