import { isInEffect } from '../domain/sync-readiness.ts';
import type { SyncPlan } from '../domain/sync-run.ts';
import type { SyncStep } from '../domain/sync-step.ts';
import { mostRows } from '../store/limits.ts';
import { insert, type Op, remove, type Store, type Stored, update } from '../store/port.ts';
import { madeId, syncMade } from '../store/sync-made.ts';
import { syncSteps } from '../store/sync-plan.ts';
import type { RunGround } from './run-batch.ts';

/**
 * Reads once more what was written: Moodle may answer "done" and have dropped the end of a long list
 * (`max_input_vars`). A step that is not there counts as refused, and is not sync's own.
 */
export async function verifyRun(ground: RunGround): Promise<void> {
  const { services, plan, journal } = ground;
  const targets = new Map(plan.targets.map(({ key, target }) => [key, target]));
  let isFirst = true;
  let after: string | undefined;
  do {
    const options = { limit: mostRows, ...(after !== undefined && { after }) };
    const page = await services.store.find(syncSteps, 'byState', [plan.id, 'done'], options);
    const ops: Op[] = [];
    for (const step of page.rows) {
      const target = targets.get(step.doc.target);
      if (!target || target.kind === 'space') continue;
      const held = await ground.held(target, isFirst ? 'fresh' : undefined);
      isFirst = false;
      if (isInEffect(step.doc, held.get(step.doc.userId))) continue;
      ops.push(...(await notAppliedOps(services.store, plan, step, services.clock())));
    }
    const missing = ops.filter(({ collection }) => collection === syncSteps).length;
    if (missing > 0) await journal.commit(ops, { done: -missing, refused: missing });
    after = page.next;
  } while (after !== undefined);
}

async function notAppliedOps(
  store: Store,
  plan: SyncPlan,
  step: Stored<SyncStep>,
  now: number,
): Promise<Op[]> {
  const { action, target, userId, accountId } = step.doc;
  const refused = update(syncSteps, step, { state: 'refused', code: 'sync.not-applied', changedAt: now });
  const id = madeId(plan.siteId, target, userId);
  const made = await store.get(syncMade, id);
  if (action === 'add') return made ? [refused, remove(syncMade, made)] : [refused];
  const status = action === 'reactivate' ? 'suspended' : 'active';
  if (made) return [refused, update(syncMade, made, { status, madeAt: now })];
  const { siteId } = plan;
  const again = { id, siteId, target, userId, accountId, status, planId: plan.id, madeAt: now } as const;
  return [refused, insert(syncMade, again)];
}
