import { z } from 'zod';
import type { SyncAction } from './sync-step.ts';

const number = z.number().int().nonnegative();
export const syncCountsSchema = z.object({
  add: number,
  reactivate: number,
  suspend: number,
  remove: number,
  list: number,
});
/** How many steps of each action: the headline of a plan ("12 neu, 3 ausgesetzt, 0 entfernt"). */
export type SyncCounts = z.infer<typeof syncCountsSchema>;

export function countActions(steps: Iterable<{ action: SyncAction }>): SyncCounts {
  const counts: SyncCounts = { add: 0, reactivate: 0, suspend: 0, remove: 0, list: 0 };
  for (const { action } of steps) counts[action] += 1;
  return counts;
}

/** How many steps write something. */
export function changesIn({ add, reactivate, suspend, remove }: SyncCounts): number {
  return add + reactivate + suspend + remove;
}
