import { CodedError } from '../../domain/errors.ts';
import type { SyncMapping } from '../../domain/sync-mapping.ts';
import { everyRow, type Stored } from '../../store/port.ts';
import { siteConnections } from '../../store/site-connection.ts';
import { spaces } from '../../store/space.ts';
import { syncMappings } from '../../store/sync-mapping.ts';
import { removeMapping, switchMapping } from '../../sync/mappings.ts';
import { pinsOf } from '../../sync/pins.ts';
import { addressOf, paths } from '../addresses.ts';
import { syncFrame } from '../frame.ts';
import { mappedPeopleText } from '../mapping-text.ts';
import { ConfirmPage } from '../views/confirm.tsx';
import { type MappingEntry, SyncMappingsPage } from '../views/sync-mappings.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';
import { moodlePeople } from './moodle-people.ts';

/** Which part of a space belongs to which cohort, course or group, and the exceptions for single people. */
export async function mappingsPage(visit: SignedInVisit): Promise<Answer> {
  const { services, site, seal } = visit;
  const values = { site: site.id };
  const rows = await Array.fromAsync(everyRow(services.store, syncMappings, 'bySite', [site.id]));
  const pins = await pinsOf(services.store, site.id);
  const people = await moodlePeople(visit, pins);
  const page = SyncMappingsPage({
    frame: syncFrame(visit, 'sync-mappings'),
    seal,
    mappings: await Promise.all(rows.map(({ doc }) => entryOf(visit, doc))),
    add: addressOf(paths.syncMappingNew, values),
    plan: addressOf(paths.syncPlans, values),
    ...((await services.store.get(siteConnections, site.id))
      ? {}
      : { connection: addressOf(paths.syncConnection, values) }),
    pins: pins.map((pin) => ({
      pin,
      person: people.of(pin),
      remove: addressOf(paths.syncPinRemoval, { ...values, pin: pin.id }),
    })),
  });
  return { page };
}

export async function switchOne(visit: SignedInVisit): Promise<Answer> {
  const { on } = visit.fields;
  if (on !== 'yes' && on !== 'no') throw new CodedError('request.invalid', { field: 'on' });
  const { doc } = await mappingOf(visit);
  await switchMapping(visit.services, doc.id, on === 'yes');
  return back(visit, on === 'yes' ? 'mapping-on' : 'mapping-off');
}

export async function confirmMappingRemoval(visit: SignedInVisit): Promise<Answer> {
  const { doc } = await mappingOf(visit);
  const page = ConfirmPage({
    frame: syncFrame(visit, 'sync-mappings'),
    seal: visit.seal,
    what: 'remove-mapping',
    name: doc.moodleName,
    action: addressOf(paths.syncMappingRemoval, { site: visit.site.id, mapping: doc.id }),
    keep: addressOf(paths.syncMappings, { site: visit.site.id }),
  });
  return { page };
}

export async function removeOne(visit: SignedInVisit): Promise<Answer> {
  const { doc } = await mappingOf(visit);
  await removeMapping(visit.services, doc.id);
  visit.request.log.info({ site: visit.site.id, mapping: doc.id }, 'mapping removed');
  return back(visit, 'mapping-removed');
}

/** The mapping in the address. @throws CodedError `sync.mapping-not-found`, for one of another site too */
export async function mappingOf({ services, site, values }: SignedInVisit): Promise<Stored<SyncMapping>> {
  const found = await services.store.get(syncMappings, values.mapping ?? '');
  if (found?.doc.siteId !== site.id) throw new CodedError('sync.mapping-not-found');
  return found;
}

async function entryOf(visit: SignedInVisit, mapping: SyncMapping): Promise<MappingEntry> {
  const { store } = visit.services;
  const values = { site: visit.site.id, mapping: mapping.id };
  return {
    mapping,
    spaceTitle: (await store.get(spaces, mapping.spaceId))?.doc.title ?? mapping.spaceId,
    people: await mappedPeopleText(store, mapping, visit.t),
    edit: addressOf(paths.syncMapping, values),
    turn: addressOf(paths.syncMappingSwitch, values),
    remove: addressOf(paths.syncMappingRemoval, values),
  };
}

function back({ site }: SignedInVisit, notice: 'mapping-on' | 'mapping-off' | 'mapping-removed'): Answer {
  return { redirect: addressOf(paths.syncMappings, { site: site.id }), flash: { notice } };
}
