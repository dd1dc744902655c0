import {
  type ActivityTotals,
  isDone,
  type MemberProgress,
  totalsOf,
  type WatchedActivity,
} from '../domain/member-progress.ts';
import { hashOf } from '../runtime/secrets.ts';
import { memberProgress, watchedActivities } from '../store/member-progress.ts';
import { commitWhat, everyRow, insert, remove, type Store, update } from '../store/port.ts';

type Named = Pick<WatchedActivity, 'siteId' | 'spaceId' | 'courseId' | 'cmId' | 'name' | 'unit'>;

/** A space names an activity; named again, its name and the unit that it stands for are changed. */
export async function watchActivity(store: Store, named: Named): Promise<WatchedActivity> {
  const id = hashOf(JSON.stringify([named.siteId, named.spaceId, named.cmId]));
  return commitWhat(store, async () => {
    const known = await store.get(watchedActivities, id);
    if (known) return { ops: [update(watchedActivities, known, named)], result: { ...known.doc, ...named } };
    const watched = { ...named, id, completeness: null, readAt: null, reading: null };
    return { ops: [insert(watchedActivities, watched)], result: watched };
  });
}

/** With everything that is known of it. */
export async function forgetActivity(store: Store, id: string): Promise<void> {
  for await (const row of everyRow(store, memberProgress, 'byActivity', [id]))
    await store.commit([remove(memberProgress, row)]);
  const known = await store.get(watchedActivities, id);
  if (known) await store.commit([remove(watchedActivities, known)]);
}

/** What a space may show of everybody. */
export async function progressTotals(store: Store, spaceId: string): Promise<ActivityTotals[]> {
  const totals: ActivityTotals[] = [];
  for await (const { doc } of everyRow(store, watchedActivities, 'bySpace', [spaceId])) {
    totals.push(totalsOf(doc, await progressIn(store, doc.id)));
  }
  return totals;
}

/** Person by person, for those who may see it. */
export function progressIn(store: Store, activityId: string): Promise<MemberProgress[]> {
  return Array.fromAsync(everyRow(store, memberProgress, 'byActivity', [activityId]), ({ doc }) => doc);
}

/** Units of a training that some activity stands for, of which Moodle has been asked already. */
export async function namedUnits(store: Store, spaceId: string): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for await (const { doc } of everyRow(store, watchedActivities, 'bySpace', [spaceId])) {
    if (doc.unit !== null && doc.readAt !== null) named.add(doc.unit);
  }
  return named;
}

/**
 * Which units of a training Moodle says are done, by whom and since when (epoch milliseconds): an activity stands for
 * a unit.
 */
export async function unitsDoneInMoodle(
  store: Store,
  spaceId: string,
): Promise<{ accountId: string; unit: string; at: number }[]> {
  const done: { accountId: string; unit: string; at: number }[] = [];
  for await (const { doc } of everyRow(store, watchedActivities, 'bySpace', [spaceId])) {
    const { unit } = doc;
    if (unit === null) continue;
    for (const progress of await progressIn(store, doc.id)) {
      if (!isDone(progress)) continue;
      const at = progress.changedAt ?? progress.readAt;
      done.push({ accountId: progress.accountId, unit, at });
    }
  }
  return done;
}
