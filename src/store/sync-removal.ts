import { memberProgress, watchedActivities } from './member-progress.ts';
import { personEntries } from './person-entry.ts';
import { type AnyCollection, everyRow, remove, type Store } from './port.ts';
import { syncMade } from './sync-made.ts';
import { syncMappings } from './sync-mapping.ts';
import { syncPins } from './sync-pin.ts';
import { syncPlans, syncSteps } from './sync-plan.ts';
import { syncRuns } from './sync-run.ts';

const inOneCommit = 500;

/** Everything that sync keeps of a site: mappings first, so that nothing begins any more. */
export async function removeSyncOf(store: Store, siteId: string): Promise<void> {
  await removeRows(store, syncMappings, 'bySite', siteId);
  for await (const { doc } of everyRow(store, syncPlans, 'bySite', [siteId])) {
    await removeRows(store, syncSteps, 'byPlan', doc.id);
  }
  for await (const { doc } of everyRow(store, watchedActivities, 'bySite', [siteId])) {
    await removeRows(store, memberProgress, 'byActivity', doc.id);
  }
  await removeRows(store, watchedActivities, 'bySite', siteId);
  await removeRows(store, syncPlans, 'bySite', siteId);
  await removeRows(store, syncRuns, 'bySite', siteId);
  await removeRows(store, syncPins, 'bySite', siteId);
  await removeRows(store, syncMade, 'byTarget', siteId);
  await removeRows(store, personEntries, 'bySite', siteId);
}

async function removeRows(
  store: Store,
  collection: AnyCollection,
  index: string,
  key: string,
): Promise<void> {
  for (;;) {
    const { rows } = await store.find(collection, index, [key], { limit: inOneCommit });
    if (rows.length === 0) return;
    await store.commit(rows.map((row) => remove(collection, row)));
  }
}
