import { CodedError } from '../domain/errors.ts';
import type { Site } from '../domain/site.ts';
import type { SiteConnection } from '../domain/site-connection.ts';
import type { Secrets } from '../runtime/secrets.ts';
import { commitWhat, insert, remove, type Store, update } from '../store/port.ts';
import { siteConnections } from '../store/site-connection.ts';
import { createMoodleClient, type MoodleAccess, type MoodleServices } from './client.ts';
import { createMoodleReader } from './create-reader.ts';
import { MoodleFailure } from './failure.ts';

export interface ConnectionServices extends MoodleServices {
  store: Store;
  secrets: Secrets;
}

/**
 * Keeps a web service token for a site, after a call with it. A token is taken only where Moodle calls itself exactly
 * as the site is called: otherwise what is read there would be written here.
 *
 * @throws MoodleFailure `moodle.site-mismatch`, or why the call failed; then nothing is kept
 */
export async function connectSite(
  services: ConnectionServices,
  { id, issuer }: Pick<Site, 'id' | 'issuer'>,
  token: string,
): Promise<SiteConnection> {
  const { store, secrets, clock } = services;
  const access = { siteUrl: issuer, token: token.trim() };
  const { siteUrl, release, userId } = await createMoodleReader(
    createMoodleClient(services, access),
    clock,
  ).siteInfo();
  if (siteUrl !== issuer) {
    throw new MoodleFailure('moodle.site-mismatch', { details: { address: siteUrl.slice(0, 200) } });
  }
  const connection: SiteConnection = {
    id,
    siteUrl,
    sealedToken: secrets.seal(tokenUse(id), access.token),
    serviceUserId: userId,
    release: release.slice(0, 100),
    connectedAt: clock(),
  };
  await commitWhat(store, async () => {
    const known = await store.get(siteConnections, id);
    const op = known ? update(siteConnections, known, connection) : insert(siteConnections, connection);
    return { ops: [op], result: undefined };
  });
  return connection;
}

/** Forgets the token of a site, if there is one. */
export async function disconnectSite(store: Store, siteId: string): Promise<void> {
  await commitWhat(store, async () => {
    const known = await store.get(siteConnections, siteId);
    return { ops: known ? [remove(siteConnections, known)] : [], result: undefined };
  });
}

/** @throws CodedError `moodle.not-connected` */
export async function accessTo(
  { store, secrets }: Pick<ConnectionServices, 'store' | 'secrets'>,
  siteId: string,
): Promise<MoodleAccess & { version: number }> {
  const found = await store.get(siteConnections, siteId);
  if (!found) throw new CodedError('moodle.not-connected', { site: siteId });
  const { siteUrl, sealedToken } = found.doc;
  return { siteUrl, token: secrets.open(tokenUse(siteId), sealedToken), version: found.version };
}

function tokenUse(siteId: string): string {
  return `web-service-token:${siteId}`;
}
