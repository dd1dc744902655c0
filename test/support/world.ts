import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import nock from 'nock';
import { readSettings, type Settings } from '../../config/settings.ts';
import { type Core, createApp, openCore } from '../../src/app.ts';
import { seedOps } from '../../src/demo/seed.ts';
import type { Registration, Site } from '../../src/domain/site.ts';
import { createPracticeMoodle, type PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { createLog } from '../../src/runtime/log.ts';
import { freePort } from './free-port.ts';
import { secretsIn } from './secrets-in.ts';
import { namesIn, watchSecrets } from './secrets-shown.ts';

// It intercepts from its import on; a file whose tests are all skipped would leave that to the next file.
nock.restore();

export const testSecret = 'a-secret-that-only-tests-use-0123456789';

/** The real application on a real file, beside a practice Moodle on a real port; the clock can be turned. */
export interface World {
  app: FastifyInstance;
  core: Core;
  practice: PracticeMoodle;
  site: Site;
  registration: Registration;
  settings: Settings;
  /** Every line that was logged, parsed. */
  logged: Record<string, unknown>[];
  /** Hosts and paths of every call that left the application. */
  outgoing: string[];
  /** Milliseconds to add to the real time. */
  turnClock(ms: number): void;
  now(): number;
  /** @throws Error when a secret or a name stands in the log of this world. */
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Fill it as the demo does: a space of each kind, bound to the course's links. */
  seeded?: boolean;
  environment?: Record<string, string>;
  /** Epoch milliseconds at which the clock stands still, until it is turned. */
  fixedClock?: number;
  /** Host and port of another server that may be called, for journeys on a real Moodle. */
  allowedHost?: string;
}

export async function openWorld({
  seeded = true,
  environment = {},
  fixedClock,
  allowedHost,
}: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'netzbruecke-test-'));
  const [port, practicePort] = [await freePort(), await freePort()];
  const settings = readSettings({
    PORT: String(port),
    DATABASE_URL: `sqlite:${join(folder, 'test.db')}`,
    ALLOW_HTTP_PLATFORMS: 'true',
    ALLOW_PRIVATE_HOSTS: 'localhost',
    ...environment,
  });
  let turned = 0;
  const clock = (): number => (fixedClock ?? Date.now()) + turned;
  const logged: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      logged.push(JSON.parse(String(chunk)));
      done();
    },
  });
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect((host) => host === `localhost:${practicePort}` || host === allowedHost);
  const core = await openCore(settings, testSecret, { clock, log: createLog('info', destination) });
  const practice = await createPracticeMoodle({
    origin: `http://localhost:${practicePort}`,
    toolUrl: settings.publicUrl,
    clock,
    // No socket of ours is open: the practice Moodle reads the tool's keys here.
    download: async () => JSON.stringify(await core.platforms.publicKeySet()),
  });
  const outgoing: string[] = [];
  practice.app.server.on('request', (request) => {
    if (request.headers['user-agent'] === 'Netzbruecke') outgoing.push(`${request.method} ${request.url}`);
  });
  await practice.listen('localhost', practicePort);
  const { clientId, deploymentId, ...addresses } = practice.toolType;
  const added = await core.platforms.add({
    issuer: practice.origin,
    name: 'Moodle Lippenau',
    clientId,
    deploymentIds: [deploymentId],
    ...addresses,
  });
  if (seeded) {
    const { people, activities } = practice;
    await core.store.commit(seedOps({ siteId: added.site.id, deploymentId, people, activities }, clock));
  }
  const app = await createApp(core);
  const shown = watchSecrets(app);
  await app.ready();
  return {
    app,
    core,
    practice,
    ...added,
    settings,
    logged,
    outgoing,
    turnClock: (ms) => {
      turned += ms;
    },
    now: clock,
    async close() {
      const people = practice.people.map(({ lastName }) => lastName);
      const known = [...people, ...(await namesIn(core.store)), ...shown];
      try {
        await Promise.all([app.close(), practice.close()]);
        await core.store.close();
      } finally {
        // Without it the next file in this process would find the calls intercepted twice.
        nock.restore();
      }
      await rm(folder, { recursive: true, force: true });
      const found = secretsIn(logged, known);
      if (found.length > 0) throw new Error(`in the log stands ${found.join(', ')}`);
    },
  };
}
