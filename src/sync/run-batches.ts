import type { SyncPlan } from '../domain/sync-run.ts';
import type { SyncAction, SyncStep } from '../domain/sync-step.ts';
import { phaseOf } from '../domain/sync-step-kind.ts';
import type { SyncTarget } from '../domain/sync-target.ts';
import type { MoodleWriter, WriteKind } from '../moodle/writer.ts';
import { mostRows } from '../store/limits.ts';
import type { Store, Stored } from '../store/port.ts';
import { syncSteps } from '../store/sync-plan.ts';

/** Steps that go out in one call: same target, same action. */
export interface Batch {
  target: SyncTarget;
  key: string;
  action: Exclude<SyncAction, 'list'>;
  phase: number;
  steps: Stored<SyncStep>[];
}

/** Steps of a batch that writes to our own store: four ops each, and the run. */
const inOneCommit = 200;

/**
 * What is left of a plan, batch by batch in its order: first what was being sent when a run broke off, then what was
 * not begun.
 */
export async function* batchesOf(
  store: Store,
  plan: SyncPlan,
  writer: Pick<MoodleWriter, 'batchSize'>,
): AsyncGenerator<Batch> {
  const targets = new Map(plan.targets.map(({ key, target }) => [key, target]));
  for (const state of ['sending', 'planned']) {
    let batch: Batch | undefined;
    let after: string | undefined;
    do {
      const options = { limit: mostRows, ...(after !== undefined && { after }) };
      const page = await store.find(syncSteps, 'byState', [plan.id, state], options);
      for (const step of page.rows) {
        const { target: key, action } = step.doc;
        const target = targets.get(key);
        if (!target || action === 'list') continue;
        const isFull =
          batch?.steps.length === Math.min(inOneCommit, writer.batchSize(writeKind(target, action)));
        if (batch && (isFull || batch.key !== key || batch.action !== action)) {
          yield batch;
          batch = undefined;
        }
        batch ??= { target, key, action, phase: phaseOf(target.kind, action), steps: [] };
        batch.steps.push(step);
      }
      after = page.next;
    } while (after !== undefined);
    if (batch) yield batch;
  }
}

/** Kind of the call that a batch becomes. */
function writeKind({ kind }: SyncTarget, action: Batch['action']): WriteKind {
  const isLeaving = action === 'remove';
  if (kind === 'cohort') return isLeaving ? 'remove-cohort-members' : 'add-cohort-members';
  if (kind === 'group') return isLeaving ? 'remove-group-members' : 'add-group-members';
  return isLeaving ? 'unenrol' : 'enrol';
}
