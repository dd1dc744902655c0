import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '../config/settings.ts';
import { createAccessTokens } from '../lti/access-token.ts';
import { createKeySets } from '../lti/key-set.ts';
import { createRosters } from '../lti/names-and-roles.ts';
import { createPlatforms, type Platforms } from '../lti/platforms.ts';
import { createStateSigner } from '../lti/state.ts';
import { createMoodleSites } from './moodle/sites.ts';
import { createHttpClient, type HttpClient } from './outbound/http-client.ts';
import { type Clock, minute, systemClock } from './runtime/clock.ts';
import { createLog, type Log } from './runtime/log.ts';
import { createSecrets, type Secrets } from './runtime/secrets.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/port.ts';
import { createHintFollower } from './sync/hints.ts';
import { createSyncSchedule } from './sync/schedule.ts';
import { createScoreWorkers } from './sync/score-worker.ts';
import type { SyncServices } from './sync/services.ts';
import { LaunchReports } from './web/launch-reports.ts';
import { createServer, type Patience } from './web/server.ts';
import { createSyncWork } from './web/sync-work.ts';

/** What the command line works with: everything but the web server. */
export interface Core {
  settings: Settings;
  store: Store;
  secrets: Secrets;
  clock: Clock;
  log: Log;
  platforms: Platforms;
  http: HttpClient;
  sync: SyncServices;
}

/** What tests replace. */
export interface Replacements {
  clock?: Clock;
  log?: Log;
  store?: Store;
}

/** Settings → store → rooms. */
export async function openCore(
  settings: Settings,
  secretKey: string,
  replaced: Replacements = {},
): Promise<Core> {
  const clock = replaced.clock ?? systemClock;
  const log = replaced.log ?? createLog(settings.logLevel);
  const secrets = createSecrets(secretKey);
  const store = replaced.store ?? (await openStore(settings.databaseUrl, clock));
  const platforms = createPlatforms({ store, secrets, clock });
  const http = createHttpClient({
    allowHttp: settings.allowHttpPlatforms,
    allowPrivateHosts: settings.allowPrivateHosts,
  });
  // One for everybody, so that a site never gets more calls at once than is good for it.
  const sites = createMoodleSites({ store, secrets, clock, http });
  const sync: SyncServices = {
    ...{ store, clock, log },
    moodle: (siteId) => sites.of(siteId),
    sleep: async (ms) => void (await sleep(ms)),
  };
  return { settings, store, secrets, clock, log, platforms, http, sync };
}

/** The web application; the caller listens and closes. `patience`: with slow clients, for tests. */
export async function createApp(core: Core, patience?: Patience): Promise<FastifyInstance> {
  const { settings, store, secrets, clock, log, platforms, http } = core;
  const { publicUrl } = settings;
  const launches = {
    store,
    states: createStateSigner(secrets, clock),
    keySets: createKeySets(http, clock),
    clock,
    publicUrl,
  };
  const operator = { name: settings.operatorName, contact: settings.operatorContact };
  const tokens = createAccessTokens({ store, secrets, http, clock });
  const rosters = createRosters({ http, tokens, clock });
  const launchReports = new LaunchReports({ store, clock, log });
  const schedule = createSyncSchedule(core.sync);
  const hints = createHintFollower(core.sync, schedule.runDue);
  const syncWork = createSyncWork(core.sync);
  const app = await createServer(
    {
      ...{ store, secrets, clock, log, http, launches, platforms, rosters, tokens, launchReports, hints },
      ...{ publicUrl, operator, sync: core.sync, syncWork },
    },
    { trustProxy: settings.trustProxy, ...(patience ? { patience } : {}) },
  );
  app.addHook('onClose', () => launchReports.flush());
  const scores = createScoreWorkers({ store, http, tokens, clock, log });
  app.addHook('onReady', async () => scores.start());
  app.addHook('onClose', () => scores.stop());
  // Before connections are waited for: a page that follows a run would stay for as long as the run does.
  app.addHook('preClose', () => syncWork.stop());
  app.addHook('onReady', async () => schedule.start());
  app.addHook('onReady', () => hints.start());
  app.addHook('onClose', () => schedule.stop());
  app.addHook('onClose', () => hints.idle());
  sweepEvery(10 * minute, core, app);
  return app;
}

/** What has expired is not shown any more; here it leaves the disk, so that retention is what the pages promise. */
function sweepEvery(interval: number, { store, log }: Core, app: FastifyInstance): void {
  const sweep = (): void => {
    store.sweep().then(
      (count) => count > 0 && log.info({ count }, 'expired documents removed'),
      () => log.warn({ code: 'store.down' }, 'sweep'),
    );
  };
  const timer = setInterval(sweep, interval).unref();
  app.addHook('onReady', async () => sweep());
  app.addHook('onClose', async () => clearInterval(timer));
}
