import type { SyncPlan } from '../domain/sync-run.ts';
import type { HeldState, StepState, SyncStep } from '../domain/sync-step.ts';
import { insert, type Op, remove, type Store, type Stored, update } from '../store/port.ts';
import { madeId, syncMade } from '../store/sync-made.ts';
import { syncSteps } from '../store/sync-plan.ts';
import type { Settled } from './run-journal.ts';

/** How a step ended. */
export interface Ending {
  step: Stored<SyncStep>;
  state: Exclude<StepState, 'planned' | 'sending'>;
  code?: string;
  message?: string;
  before?: HeldState | null;
  /** Account that was made for the person. */
  accountId?: string;
}

const counted = { done: 'done', 'was-so': 'wasSo', skipped: 'skipped', refused: 'refused' } as const;

/** What the journal says about steps that have ended, and what of it is sync's own from now on. */
export async function endingOps(
  store: Store,
  plan: SyncPlan,
  endings: readonly Ending[],
  now: number,
): Promise<{ ops: Op[]; settled: Settled }> {
  const ops: Op[] = [];
  const settled: Settled = {};
  for (const { step, state, code, message, before, accountId } of endings) {
    const told = {
      ...(code !== undefined && { code }),
      ...(message !== undefined && { message: message.slice(0, 500) }),
      ...(before !== undefined && { before }),
      ...(accountId !== undefined && { accountId }),
    };
    ops.push(update(syncSteps, step, { ...told, state, changedAt: now }));
    settled[counted[state]] = (settled[counted[state]] ?? 0) + 1;
    if (state === 'done') ops.push(...(await madeOps(store, plan, { ...step.doc, ...told }, now)));
  }
  return { ops, settled };
}

async function madeOps(store: Store, plan: SyncPlan, step: SyncStep, now: number): Promise<Op[]> {
  const { target, userId, accountId, action } = step;
  const id = madeId(plan.siteId, target, userId);
  const made = await store.get(syncMade, id);
  if (action === 'remove') return made ? [remove(syncMade, made)] : [];
  const status = action === 'suspend' ? 'suspended' : 'active';
  if (made) return [update(syncMade, made, { status, planId: plan.id, madeAt: now })];
  // Who was in a group by somebody else is so again, and not by sync.
  if (action !== 'add' || step.reason === 'undo-of-enrolment') return [];
  const { siteId } = plan;
  return [insert(syncMade, { id, siteId, target, userId, accountId, status, planId: plan.id, madeAt: now })];
}
