import { everyRow } from '../../store/port.ts';
import { sites } from '../../store/site.ts';
import { syncMappings } from '../../store/sync-mapping.ts';
import { addressOf, paths } from '../addresses.ts';
import { mappedPeopleText } from '../mapping-text.ts';
import { administersSite } from '../sync-access.ts';
import type { SyncSettings } from '../views/settings-sync.tsx';
import type { SpaceVisit } from '../visit.ts';

/** Which mappings touch the space, of any site: its owner sees what administrators do with its people. */
export async function syncSettings(visit: SpaceVisit): Promise<SyncSettings> {
  const { services, space, site, t } = visit;
  const { store } = services;
  const found = await Array.fromAsync(
    everyRow(store, syncMappings, 'bySpace', [space.doc.id]),
    ({ doc }) => doc,
  );
  return {
    mappings: await Promise.all(
      found.map(async (mapping) => ({
        mapping,
        people: await mappedPeopleText(store, mapping, t),
        siteName: (await store.get(sites, mapping.siteId))?.doc.name ?? '',
      })),
    ),
    progress: addressOf(paths.progress, { site: site.id, space: space.doc.id }),
    ...(administersSite(visit) ? { sync: addressOf(paths.sync, { site: site.id }) } : {}),
  };
}
