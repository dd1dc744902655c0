import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SyncRun } from '../../src/domain/sync-run.ts';
import { createMoodleClient } from '../../src/moodle/client.ts';
import { createMoodleReader } from '../../src/moodle/create-reader.ts';
import { createMoodleWriter } from '../../src/moodle/create-writer.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';
import { createLog } from '../../src/runtime/log.ts';
import { projectRoot } from '../../src/runtime/project-root.ts';
import { accounts } from '../../src/store/account.ts';
import { collections } from '../../src/store/collections.ts';
import { findMembership, joinAllOps, memberships } from '../../src/store/membership.ts';
import { insert, type Store, update } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { approvePlan } from '../../src/sync/approve.ts';
import { addMapping } from '../../src/sync/mappings.ts';
import { planSync } from '../../src/sync/plan.ts';
import { workOn } from '../../src/sync/run.ts';
import { startRun } from '../../src/sync/run-start.ts';
import type { SiteServices, SyncServices } from '../../src/sync/services.ts';
import type { Practice } from './practice.ts';

const [siteId, spaceId] = ['site', 'space'];
const clock = (): number => Date.now();
const inOneCommit = 400;

/** A durable store with a space, and a mapping of all its members into the cohort. */
export interface BenchGround {
  services: SyncServices;
  site: SiteServices;
  join(userIds: readonly number[]): Promise<void>;
  leave(userIds: readonly number[]): Promise<void>;
  /** Seconds of planning and of running, and the run if there was something to do. */
  sync(): Promise<{ planSeconds: number; runSeconds: number; run: SyncRun | undefined }>;
  close(): Promise<void>;
}

/** What talks to the practice Moodle with so many calls at once. */
export function siteAt({ origin, token }: Practice, concurrency: number): SiteServices {
  const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] });
  const client = createMoodleClient({ http, clock }, { siteUrl: origin, token }, concurrency);
  return { reader: createMoodleReader(client, clock), writer: createMoodleWriter(client) };
}

export async function openGround(
  practice: Practice,
  cohortId: number,
  concurrency: number,
): Promise<BenchGround> {
  const folder = await mkdtemp(join(projectRoot(), 'node_modules/.netzbruecke-bench-'));
  const store = await openSqliteStore({ path: join(folder, 'bench.db'), collections, clock });
  const site = siteAt(practice, concurrency);
  const services: SyncServices = {
    ...{ store, clock, log: createLog('silent'), moodle: async () => site },
    sleep: async (ms) => void (await sleep(ms)),
  };
  const moodle = { kind: 'cohort', cohortId };
  const text = { spaceId, people: { kind: 'all' }, moodleName: 'Netzwerk', moodle, direction: 'to-moodle' };
  const { id } = await addMapping(services, siteId, { ...text, whenGone: 'remove', schedule: null });
  return {
    ...{ services, site },
    join: (userIds) => joinAll(store, userIds),
    leave: (userIds) => leave(store, userIds),
    async sync() {
      const begun = performance.now();
      const plan = await planSync(services, siteId, { mappingIds: [id] });
      const planned = performance.now();
      const planSeconds = (planned - begun) / 1000;
      if (plan.counts.add + plan.counts.remove === 0) return { planSeconds, runSeconds: 0, run: undefined };
      if (plan.state === 'held')
        await approvePlan(services, plan.id, { hash: plan.hash, by: null, mayRemove: true });
      const started = await startRun(services, plan.id, null);
      // One batch more than calls: while one is written down, another is on its way.
      const run = await workOn(services, started.id, { atOnce: concurrency + 1 });
      return { planSeconds, runSeconds: (performance.now() - planned) / 1000, run };
    },
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function joinAll(store: Store, userIds: readonly number[]): Promise<void> {
  for (let from = 0; from < userIds.length; from += inOneCommit) {
    const some = userIds.slice(from, from + inOneCommit);
    const people = some.map((userId) => ({ id: `a${userId}`, siteId, sub: String(userId) }));
    const known = { displayName: '', locale: '', firstSeenAt: 0, lastSeenAt: 0 };
    const joining = people.map(({ id }) => ({
      ...({ spaceId, accountId: id, siteId, role: 'teacher', isOwner: false, isConfirmed: true } as const),
    }));
    const ops = await joinAllOps(store, clock, spaceId, joining);
    await store.commit([...people.map((person) => insert(accounts, { ...person, ...known })), ...ops]);
  }
}

async function leave(store: Store, userIds: readonly number[]): Promise<void> {
  for (const userId of userIds) {
    const membership = await findMembership(store, spaceId, `a${userId}`);
    if (membership) await store.commit([update(memberships, membership, { status: 'removed' })]);
  }
}
