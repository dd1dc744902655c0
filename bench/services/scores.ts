import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GradableLink } from '../../src/domain/gradable-link.ts';
import type { Registration } from '../../src/domain/site.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';
import { createLog } from '../../src/runtime/log.ts';
import { projectRoot } from '../../src/runtime/project-root.ts';
import { collections } from '../../src/store/collections.ts';
import { insert, type Store } from '../../src/store/port.ts';
import { wantScoreOps } from '../../src/store/score-delivery.ts';
import { registrations } from '../../src/store/site.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { createScoreWorkers } from '../../src/sync/score-worker.ts';
import type { SlowPlatform } from './platform.ts';

const clock = (): number => Date.now();
const inOneCommit = 500;

/** Seconds in which a queue of scores is delivered over real sockets, from a durable store. */
export async function drainSeconds(platform: SlowPlatform, count: number, workers: number): Promise<number> {
  const folder = await mkdtemp(join(projectRoot(), 'node_modules/.netzbruecke-bench-'));
  const store = await openSqliteStore({ path: join(folder, 'bench.db'), collections, clock });
  try {
    await fill(store, platform, count);
    const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] });
    // Tokens are asked for once an hour: they are not what is measured.
    const tokens = { get: async () => 'token', forget: () => undefined };
    const log = createLog('silent');
    const before = performance.now();
    await createScoreWorkers({ store, http, tokens, clock, log }, { workers }).drain();
    return (performance.now() - before) / 1000;
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(store: Store, { origin }: SlowPlatform, count: number): Promise<void> {
  const registration = registrationOf(origin);
  await store.commit([insert(registrations, registration)]);
  const link: GradableLink = {
    id: 'link',
    siteId: 'site',
    registrationId: registration.id,
    deploymentId: '1',
    resourceLinkId: '1',
    contextId: '3',
    lineItemUrl: `${origin}/lineitem?type_id=1`,
    canScore: true,
    canReadResults: true,
    updatedAt: 0,
  };
  for (let from = 0; from < count; from += inOneCommit) {
    const wishes = Array.from({ length: Math.min(inOneCommit, count - from) }, (_, index) => {
      const account = { id: `${from + index}`, siteId: 'site', sub: `${from + index}` };
      return wantScoreOps(store, clock, { link, spaceId: 'space', account, wanted: 'complete' });
    });
    await store.commit((await Promise.all(wishes)).flat());
  }
}

export function registrationOf(issuer: string): Registration {
  return {
    id: 'registration',
    siteId: 'site',
    issuer,
    clientId: 'client',
    deploymentIds: ['1'],
    authUrl: `${issuer}/auth`,
    tokenUrl: `${issuer}/token`,
    keySetUrl: `${issuer}/keys`,
    keyId: 'key',
    createdAt: 0,
  };
}
