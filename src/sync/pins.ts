import { CodedError } from '../domain/errors.ts';
import type { SyncPin } from '../domain/sync-pin.ts';
import { hashOf } from '../runtime/secrets.ts';
import { commitWhat, everyRow, insert, remove, type Store, update } from '../store/port.ts';
import { syncPins } from '../store/sync-pin.ts';
import type { SyncServices } from './services.ts';

/** One word about each person of a site: said again, the later one holds. */
export async function setPin(
  { store, clock }: Pick<SyncServices, 'store' | 'clock'>,
  pin: Pick<SyncPin, 'siteId' | 'userId' | 'accountId' | 'kind'>,
): Promise<SyncPin> {
  const id = hashOf(JSON.stringify([pin.siteId, pin.userId]));
  const wanted: SyncPin = { ...pin, id, mappingId: null, createdAt: clock() };
  return commitWhat(store, async () => {
    const known = await store.get(syncPins, id);
    const op = known ? update(syncPins, known, wanted) : insert(syncPins, wanted);
    return { ops: [op], result: wanted };
  });
}

/** @throws CodedError `page.not-found`: there is none of this site */
export async function removePin(store: Store, siteId: string, id: string): Promise<void> {
  await commitWhat(store, async () => {
    const known = await store.get(syncPins, id);
    if (known?.doc.siteId !== siteId) throw new CodedError('page.not-found');
    return { ops: [remove(syncPins, known)], result: undefined };
  });
}

/** Every word about people of a site, in the order of their Moodle accounts. */
export function pinsOf(store: Store, siteId: string): Promise<SyncPin[]> {
  return Array.fromAsync(everyRow(store, syncPins, 'bySite', [siteId]), ({ doc }) => doc);
}
