import { rotateKey } from '../../lti/key-rotation.ts';
import { activeFrom, keysOf } from '../../lti/tool-keys.ts';
import { CodedError } from '../domain/errors.ts';
import type { Registration } from '../domain/site.ts';
import { type Clock, hour } from '../runtime/clock.ts';
import type { Secrets } from '../runtime/secrets.ts';
import { everyRow, type Store } from '../store/port.ts';
import { registrations } from '../store/site.ts';

interface KeyServices {
  store: Store;
  secrets: Secrets;
  clock: Clock;
}

type Print = (line: string) => void;

/** Hours until a new key signs, unless told: every cache of our key set has run out by then. */
const usualOverlap = 24;

/**
 * A new key for each registration of a site, or of all sites.
 *
 * @throws CodedError `site.not-found`, `keys.overlap-invalid`
 */
export async function rotateKeys(
  services: KeyServices,
  options: { issuer?: string; overlapHours?: string },
  print: Print,
): Promise<void> {
  const overlap = Number(options.overlapHours ?? usualOverlap);
  if (!(overlap >= 0 && overlap <= 30 * 24)) throw new CodedError('keys.overlap-invalid');
  for (const registration of await wantedOf(services.store, options.issuer)) {
    const key = await rotateKey(services, registration.id, overlap * hour);
    const from = new Date(activeFrom(key)).toISOString();
    print(`${registration.issuer}  client ${registration.clientId}  key ${key.id} signs from ${from}`);
  }
  print('The keys before them stay published for seven days more.');
}

/** @throws CodedError `site.not-found` */
export async function listKeys(
  { store, clock }: KeyServices,
  { issuer }: { issuer?: string },
  print: Print,
): Promise<void> {
  for (const { id, issuer: site, clientId } of await wantedOf(store, issuer)) {
    const keys = (await keysOf(store, id)).map(({ doc }) => doc);
    const signing = keys.findLast((key) => activeFrom(key) <= clock());
    for (const key of keys) {
      const from = new Date(activeFrom(key)).toISOString();
      const until =
        key.retiresAt === undefined ? '' : `  published until ${new Date(key.retiresAt).toISOString()}`;
      const sign = key === signing ? 'signs since' : activeFrom(key) > clock() ? 'signs from' : 'signed from';
      print(`${site}  client ${clientId}  key ${key.id}  ${sign} ${from}${until}`);
    }
  }
}

async function wantedOf(store: Store, issuer: string | undefined): Promise<Registration[]> {
  const prefix = issuer === undefined ? [] : [issuer.replace(/\/$/, '')];
  const rows = everyRow(store, registrations, 'byIssuer', prefix);
  const found = await Array.fromAsync(rows, ({ doc }) => doc);
  if (found.length === 0) throw new CodedError('site.not-found');
  return found;
}
