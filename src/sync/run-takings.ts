import type { SyncPlan } from '../domain/sync-run.ts';
import { takesAway } from '../domain/sync-step.ts';
import { everyRow, type Store } from '../store/port.ts';
import { syncMade } from '../store/sync-made.ts';
import { syncMappings } from '../store/sync-mapping.ts';
import { planMapped } from './mapped-targets.ts';
import type { Batch } from './run-batches.ts';
import type { SiteReading } from './site-reading.ts';

/** Whom a batch that takes away may still take. */
export type Takings = (batch: Pick<Batch, 'key' | 'action'>) => Promise<ReadonlySet<number>>;

/**
 * A plan is some minutes or hours old when it takes somebody away. Only who would be taken away by a plan of this
 * moment, too, is: whoever came back meanwhile, whom another mapping wants now, or whose mapping was changed stays.
 */
export function takingsNow(store: Store, reading: SiteReading, plan: SyncPlan): Takings {
  if (plan.undoes !== null) return (batch) => madeIn(store, plan.siteId, batch.key);
  let planned: Promise<ReadonlyMap<string, ReadonlySet<number>>> | undefined;
  return async ({ key, action }) => {
    planned ??= takingsByTarget(store, reading, plan);
    return (await planned).get(`${action} ${key}`) ?? new Set();
  };
}

/** Taking back is about what sync made, and still is sync's own. */
async function madeIn(store: Store, siteId: string, target: string): Promise<Set<number>> {
  const made = await Array.fromAsync(everyRow(store, syncMade, 'byTarget', [siteId, target]));
  return new Set(made.map(({ doc }) => doc.userId));
}

async function takingsByTarget(
  store: Store,
  reading: SiteReading,
  { siteId, mappings }: SyncPlan,
): Promise<Map<string, Set<number>>> {
  const all = await Array.fromAsync(everyRow(store, syncMappings, 'bySite', [siteId]), ({ doc }) => doc);
  const chosen = all.filter(({ id, revision }) =>
    mappings.some((one) => one.id === id && one.revision === revision),
  );
  const { targets } = await planMapped({ store, siteId, reading, all, chosen });
  const takings = new Map<string, Set<number>>();
  for (const { target, action, userId } of targets.flatMap(({ steps }) => steps.filter(takesAway))) {
    const key = `${action} ${target}`;
    takings.set(key, (takings.get(key) ?? new Set()).add(userId));
  }
  return takings;
}
