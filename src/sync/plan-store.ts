import type { HoldReason } from '../domain/safeguard.ts';
import { countActions } from '../domain/sync-counts.ts';
import type { SyncPlan } from '../domain/sync-run.ts';
import { type PlannedStep, type SyncStep, stepText, syncActions } from '../domain/sync-step.ts';
import { phaseOf } from '../domain/sync-step-kind.ts';
import { day } from '../runtime/clock.ts';
import { hashOf, randomId } from '../runtime/secrets.ts';
import { mostRows } from '../store/limits.ts';
import { everyRow, insert, type Op, remove, type Store, update } from '../store/port.ts';
import { syncPlans, syncSteps } from '../store/sync-plan.ts';
import type { SyncServices } from './services.ts';
import type { TargetPlan } from './target-plan.ts';

/** How long plans, runs and their journal are kept. */
export const keptMs = 90 * day;
const inOneCommit = 900;

export interface Planned {
  siteId: string;
  targets: readonly TargetPlan[];
  mappings: SyncPlan['mappings'];
  holdReasons: HoldReason[];
  unmatched: number;
  leftOut?: SyncPlan['leftOut'];
  undoes?: string;
  lost?: SyncPlan['lost'];
}

/** Stores the steps in the order in which they will run, then the plan: a plan that is there is there completely. */
export async function storePlan({ store, clock }: SyncServices, planned: Planned): Promise<SyncPlan> {
  const { siteId, targets, mappings, holdReasons, unmatched, leftOut, undoes, lost } = planned;
  const [id, now] = [randomId(), clock()];
  const ordered = inOrder(targets);
  const fields = { planId: id, siteId, state: 'planned', changedAt: now, expiresAt: now + keptMs } as const;
  const steps = ordered.map((step, no): SyncStep => ({ ...step, ...fields, id: `${id}.${no}`, no }));
  const older = await waitingPlans(store, siteId);
  for (let from = 0; from < steps.length; from += inOneCommit) {
    await store.commit(steps.slice(from, from + inOneCommit).map((step) => insert(syncSteps, step)));
  }
  const shown = targets.map(({ chosen, steps: own, ours, notOurs }) => ({
    ...{ key: chosen.key, target: chosen.target, name: chosen.name, size: ours + notOurs, notOurs },
    counts: countActions(own),
  }));
  const plan: SyncPlan = {
    ...{ id, siteId, holdReasons, mappings, unmatched, targets: shown },
    state: holdReasons.length > 0 ? 'held' : 'open',
    hash: planHash(shown, steps),
    counts: countActions(steps),
    irreversible: steps.filter(({ isReversible }) => !isReversible).length,
    ...(leftOut && leftOut.length > 0 && { leftOut }),
    ...{ undoes: undoes ?? null, lost: lost ?? { grades: 0, dates: 0 } },
    ...{ approvedBy: null, approvedAt: null, mayRemove: false, createdAt: now, expiresAt: now + keptMs },
  };
  const superseded: Op[] = older.map((one) => update(syncPlans, one, { state: 'superseded' }));
  await store.commit([...superseded, insert(syncPlans, plan)]);
  for (const { doc } of older) await dropSteps(store, doc.id);
  return plan;
}

/** SHA-256 over targets and steps: all that a run goes by. */
export function planHash(targets: SyncPlan['targets'], steps: readonly PlannedStep[]): string {
  const lines = [...targets.map(({ key, target }) => JSON.stringify([key, target])), ...steps.map(stepText)];
  return hashOf(lines.join('\n'));
}

/** Every step of a plan in its order. */
export async function stepsOf(store: Store, planId: string): Promise<SyncStep[]> {
  return Array.fromAsync(everyRow(store, syncSteps, 'byPlan', [planId]), ({ doc }) => doc);
}

function inOrder(targets: readonly TargetPlan[]): PlannedStep[] {
  const places = new Map(targets.map(({ chosen }, place) => [chosen.key, place]));
  const kinds = new Map(targets.map(({ chosen }) => [chosen.key, chosen.target.kind]));
  const rank = ({ target, action }: PlannedStep): number[] => [
    phaseOf(kinds.get(target) ?? 'space', action),
    places.get(target) ?? 0,
    syncActions.indexOf(action),
  ];
  return targets
    .flatMap(({ steps }) => steps.map((step) => ({ step, rank: [...rank(step), step.userId] })))
    .sort((a, b) => {
      const place = a.rank.findIndex((value, at) => value !== b.rank[at]);
      return place < 0 ? 0 : (a.rank[place] ?? 0) - (b.rank[place] ?? 0);
    })
    .map(({ step }) => step);
}

async function waitingPlans(store: Store, siteId: string) {
  const all = await Array.fromAsync(everyRow(store, syncPlans, 'bySite', [siteId]));
  return all.filter(({ doc }) => doc.state === 'open' || doc.state === 'held');
}

/** Steps of a plan that never ran are of no use, and name people. */
async function dropSteps(store: Store, planId: string): Promise<void> {
  for (;;) {
    const { rows } = await store.find(syncSteps, 'byPlan', [planId], { limit: mostRows });
    if (rows.length === 0) return;
    await store.commit(rows.map((row) => remove(syncSteps, row)));
  }
}
