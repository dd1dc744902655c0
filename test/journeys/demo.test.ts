import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSettings, type Settings } from '../../config/settings.ts';
import { keptSecretKey } from '../../src/commands/secret-key.ts';
import { type RunningDemo, runDemo } from '../../src/demo/demo.ts';
import { spaceKinds } from '../../src/domain/space.ts';
import { createMoodleSites } from '../../src/moodle/sites.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createSecrets } from '../../src/runtime/secrets.ts';
import { accounts } from '../../src/store/account.ts';
import { openStore } from '../../src/store/open.ts';
import { everyRow } from '../../src/store/port.ts';
import { registrations } from '../../src/store/site.ts';
import { spaces } from '../../src/store/space.ts';
import { freePort } from '../support/free-port.ts';

let folder: string;
let settings: Settings;
let printed: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netzbruecke-demo-'));
  settings = readSettings({
    HOST: '0.0.0.0',
    PORT: String(await freePort()),
    PRACTICE_PORT: String(await freePort()),
    DATABASE_URL: `sqlite:${join(folder, 'data', 'demo.db')}`,
    LOG_LEVEL: 'silent',
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function withDemo(work: (demo: RunningDemo) => Promise<void>): Promise<void> {
  printed = [];
  const demo = await runDemo(settings, (line) => printed.push(line));
  try {
    await work(demo);
  } finally {
    await demo.close();
  }
}

async function kept(): Promise<unknown> {
  const store = await openStore(settings.databaseUrl, systemClock);
  const all = [
    await Array.fromAsync(everyRow(store, registrations, 'byIssuer', [])),
    await Array.fromAsync(everyRow(store, accounts, 'bySub', [])),
    await Array.fromAsync(everyRow(store, spaces, 'byKind', [])),
  ];
  await store.close();
  return all.map((rows) => rows.map(({ doc }) => doc));
}

describe('the demo', () => {
  test('needs no setting: it prints one address where the practice Moodle answers', async () => {
    await withDemo(async (demo) => {
      expect(printed[0]).toBe(`The practice Moodle is ready: ${demo.address}`);
      expect(demo.address).toBe(`http://localhost:${settings.practicePort}`);
      const page = await fetch(demo.address);
      expect([page.status, (await page.text()).includes('Schulnetzwerke Lippenau')]).toEqual([200, true]);
    });
  });

  test('listens on this machine only, whatever HOST says', async () => {
    await withDemo(async () => {
      expect((await fetch(`http://127.0.0.1:${settings.port}/health`)).status).toBe(200);
      const free = createServer();
      // Taken on all addresses, it would be taken on this one too.
      await new Promise<void>((done, failed) => {
        free.once('error', failed);
        free.listen(settings.port, '127.0.0.2', done);
      });
      await new Promise((done) => free.close(done));
    });
  });

  test('keeps spaces, people and its secret over restarts, and makes nothing twice', async () => {
    const before = (await kept()) as [unknown[], unknown[], { kind: string }[]];
    expect(before[0]).toHaveLength(1);
    // Six with a button in the practice Moodle, and ten more of the training's group.
    expect(before[1]).toHaveLength(16);
    expect(before[2].map(({ kind }) => kind).sort()).toEqual([...spaceKinds].sort());
    const secret = keptSecretKey(settings);
    expect(secret).toMatch(/^[\w-]{44}$/);
    expect(statSync(join(folder, 'data', 'demo-secret-key')).mode & 0o777).toBe(0o600);
    await withDemo(async () => undefined);
    expect(await kept()).toEqual(before);
    expect(keptSecretKey(settings)).toBe(secret);
    expect(existsSync(join(folder, 'data', 'practice-moodle.json'))).toBe(true);
  });

  test('is connected to the web services of the practice Moodle, which has one cohort after any number of starts', async () => {
    await withDemo(async () => undefined);
    await withDemo(async () => {
      const store = await openStore(settings.databaseUrl, systemClock);
      const secrets = createSecrets(keptSecretKey(settings) ?? '');
      const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] });
      const sites = createMoodleSites({ store, secrets, http, clock: systemClock });
      const [site] = await Array.fromAsync(everyRow(store, registrations, 'byIssuer', []));
      const { reader } = await sites.of(site?.doc.siteId ?? '');
      const [cohort, ...others] = await reader.cohorts();
      expect([cohort?.name, others]).toEqual(['Netzwerk Lernen 27 Lippenau', []]);
      expect(await reader.cohortMembers(cohort?.id ?? 0)).toEqual([3, 4, 5, 6, 7]);
      await store.close();
    });
  });

  test('says which port is taken and which setting to change, and leaves nothing running', async () => {
    for (const [setting, port, host] of [
      ['PORT', settings.port, '127.0.0.1'],
      ['PRACTICE_PORT', settings.practicePort, 'localhost'],
    ] as const) {
      const other = createServer();
      await new Promise<void>((done) => other.listen(port, host, done));
      await expect(withDemo(async () => undefined)).rejects.toThrow(`${setting}=${port + 1}`);
      await new Promise((done) => other.close(done));
    }
    await withDemo(async () => undefined);
  });
});
