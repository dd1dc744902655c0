import { dirname, join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { type Core, createApp, openCore } from '../app.ts';
import { listen } from '../commands/listen.ts';
import { keepSecretKey } from '../commands/secret-key.ts';
import { connectSite } from '../moodle/connection.ts';
import { createPracticeMoodle, type PracticeMoodle } from '../practice-moodle/practice-moodle.ts';
import { systemClock } from '../runtime/clock.ts';
import { accounts } from '../store/account.ts';
import { findRegistrations } from '../store/site.ts';
import { seedOps } from './seed.ts';
import { seedTraining } from './seed-training.ts';

export interface RunningDemo {
  /** The one address to open. */
  address: string;
  close(): Promise<void>;
}

/**
 * The product beside a practice Moodle, both on loopback only and on different sites (`localhost` and `127.0.0.1`),
 * so that a browser treats them as it treats a real Moodle. Everything is kept beside the database.
 */
export async function runDemo(given: Settings, print: (line: string) => void): Promise<RunningDemo> {
  const settings: Settings = {
    ...given,
    host: '127.0.0.1',
    publicUrl: `http://127.0.0.1:${given.port}`,
    trustProxy: false,
    allowHttpPlatforms: true,
    allowPrivateHosts: [...given.allowPrivateHosts, 'localhost'],
    logLevel: given.logLevel === 'info' ? 'warn' : given.logLevel,
    operatorName: given.operatorName || 'Netzbrücke-Demo',
  };
  const core = await openCore(settings, given.secretKey ?? keepSecretKey(settings));
  const practice = await createPracticeMoodle({
    origin: `http://localhost:${settings.practicePort}`,
    toolUrl: settings.publicUrl,
    stateFile: join(dirname(settings.databaseUrl.replace(/^sqlite:/, '')), 'practice-moodle.json'),
    clock: systemClock,
    log: core.log,
  });
  const app = await createApp(core);
  await listen(app, settings.host, settings.port, 'PORT');
  try {
    await listen(practice.app, 'localhost', settings.practicePort, 'PRACTICE_PORT');
  } catch (error) {
    await app.close();
    throw error;
  }
  // After the ports are known to be free: the practice Moodle's address is its identity.
  await connect(core, practice);
  print(`The practice Moodle is ready: ${practice.origin}`);
  print('Open it in Chromium or Firefox. Stop with Ctrl+C; everything stays in ./data.');
  return {
    address: practice.origin,
    async close() {
      await Promise.all([app.close(), practice.close()]);
      await core.store.close();
    },
  };
}

/** Registers the practice Moodle once, and gives it the demo's people and spaces. */
async function connect(core: Core, practice: PracticeMoodle): Promise<void> {
  const { store, platforms, clock } = core;
  const { clientId, deploymentId, authUrl, tokenUrl, keySetUrl } = practice.toolType;
  const [known] = await findRegistrations(store, practice.origin, clientId);
  const registration =
    known ??
    (
      await platforms.add({
        issuer: practice.origin,
        name: 'Übungs-Moodle',
        clientId,
        deploymentIds: [deploymentId],
        authUrl,
        tokenUrl,
        keySetUrl,
      })
    ).registration;
  await connectWebServices(core, registration.siteId, practice);
  const { rows } = await store.find(accounts, 'bySub', [registration.siteId], { limit: 1 });
  if (rows.length > 0) return;
  const { people, activities } = practice;
  await store.commit(seedOps({ siteId: registration.siteId, deploymentId, people, activities }, clock));
  await seedTraining(store, clock, registration.siteId);
}

/** Keeps the token of the practice Moodle, and gives that a cohort to begin with. */
async function connectWebServices(core: Core, siteId: string, practice: PracticeMoodle): Promise<void> {
  const { webServices, people, origin } = practice;
  await connectSite(core, { id: siteId, issuer: origin }, webServices.token);
  if (webServices.cohort(1)) return;
  const members = people.filter(({ siteAdmin }) => !siteAdmin).map(({ userId }) => Number(userId));
  webServices.addCohort('Netzwerk Lernen 27 Lippenau', members, 'NETZ-27');
}
