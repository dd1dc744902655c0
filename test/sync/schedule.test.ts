import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { minute } from '../../src/runtime/clock.ts';
import { memberships } from '../../src/store/membership.ts';
import { everyRow, type Store } from '../../src/store/port.ts';
import { syncMappings } from '../../src/store/sync-mapping.ts';
import { nextDue, switchMapping } from '../../src/sync/mappings.ts';
import { planSync } from '../../src/sync/plan.ts';
import { createSyncSchedule } from '../../src/sync/schedule.ts';
import { syncStatus } from '../../src/sync/status.ts';
import { createFakeMoodle, type FakeMoodle } from '../support/fake-moodle.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { type SyncGround, syncGround } from '../support/sync-ground.ts';

let database: TemporaryDatabase;
let store: Store;
let moodle: FakeMoodle;
let ground: SyncGround;
const night = 18 * 60 * minute;
afterEach(() => database.remove());
beforeEach(async () => {
  database = await temporaryDatabase({ clock: () => ground?.services.clock() ?? 0 });
  store = await database.connect();
  moodle = createFakeMoodle();
  moodle.users = new Set(Array.from({ length: 20 }, (_, place) => place + 1));
  moodle.cohorts.set(1, new Set());
  ground = syncGround(store, moodle);
});

const runDue = (): Promise<void> => createSyncSchedule(ground.services).runDue();
const fromMoodle = {
  moodle: { kind: 'cohort', cohortId: 1 },
  direction: 'from-moodle',
  people: { kind: 'role', role: 'mentor' },
};
const nightly = { moodle: { kind: 'cohort', cohortId: 1 }, whenGone: 'remove', schedule: '0 3 * * *' };
const size = (): number | undefined => moodle.cohorts.get(1)?.size;

describe('By schedule', () => {
  test('a mapping runs at its time, in German time, and then at the next', async () => {
    const { id } = await ground.mapping(nightly);
    expect(new Date((await store.get(syncMappings, id))?.doc.dueAt ?? 0).toISOString()).toBe(
      '2026-11-24T02:00:00.000Z',
    );
    await ground.sync([id]);
    await ground.members([1, 2]);
    await runDue();
    expect(size()).toBe(0);
    ground.turnClock(night);
    await runDue();
    expect(size()).toBe(2);
    expect(new Date((await store.get(syncMappings, id))?.doc.dueAt ?? 0).toISOString()).toBe(
      '2026-11-25T02:00:00.000Z',
    );
  });

  test('a mapping that nobody has reviewed, or that is off, does nothing', async () => {
    const { id } = await ground.mapping(nightly);
    await ground.members([1]);
    ground.turnClock(night);
    await runDue();
    expect(moodle.writes).toEqual([]);
    await ground.sync([id]);
    await switchMapping(ground.services, id, false);
    await ground.members([2]);
    ground.turnClock(2 * night);
    await runDue();
    expect(size()).toBe(1);
    const off = { schedule: '0 3 * * *', isOn: false, isReviewed: true, direction: 'from-moodle' } as const;
    expect(nextDue(off, 0)).toBeNull();
  });

  test('a mapping from Moodle that runs by hand is compared at night: there is a plan, and nobody is moved', async () => {
    const byHand = { ...fromMoodle, schedule: null };
    const { id } = await ground.mapping(byHand);
    expect((await store.get(syncMappings, id))?.doc.dueAt).toBeNull();
    await ground.sync([id]);
    expect((await store.get(syncMappings, id))?.doc.dueAt).toBe(Date.parse('2026-11-24T02:30:00.000Z'));
    moodle.cohorts.get(1)?.add(4);
    for (const _night of [1, 2]) {
      ground.turnClock(24 * 60 * minute);
      await runDue();
      const { plan, active, runs } = await syncStatus(store, ground.siteId);
      expect([plan?.state, plan?.counts.add, active, runs.length]).toEqual(['open', 1, undefined, 1]);
      expect(ground.services.clock() - (plan?.createdAt ?? 0)).toBeLessThan(minute);
    }
    expect(await Array.fromAsync(everyRow(store, memberships, 'bySpace', [ground.spaceId]))).toHaveLength(0);
  });

  test('a comparison leaves alone a plan that somebody has to look at, and one that was just made', async () => {
    const { id } = await ground.mapping({ ...fromMoodle, schedule: null });
    await ground.sync([id]);
    const waiting = await ground.mapping({ ...nightly, schedule: null });
    const held = await planSync(ground.services, ground.siteId, { mappingIds: [waiting.id] });
    ground.turnClock(24 * 60 * minute);
    await runDue();
    expect((await syncStatus(store, ground.siteId)).plan?.id).toBe(held.id);
    await ground.approved(held);
    ground.turnClock(2 * 24 * 60 * minute);
    const fresh = await planSync(ground.services, ground.siteId, { mappingIds: [id] });
    await runDue();
    expect((await syncStatus(store, ground.siteId)).plan?.id).toBe(fresh.id);
  });

  test('a plan that takes much away is not run: it waits for a human', async () => {
    const { id } = await ground.mapping(nightly);
    await ground.members(Array.from({ length: 20 }, (_, place) => place + 1));
    await ground.sync([id]);
    await ground.members([1, 2, 3, 4, 5, 6, 7], { status: 'removed' });
    ground.turnClock(night);
    await runDue();
    expect([size(), (await syncStatus(store, ground.siteId)).plan?.state]).toEqual([20, 'held']);
  });

  test('a Moodle that cannot be read costs nothing: the next time it is tried again', async () => {
    const { id } = await ground.mapping(nightly);
    await ground.sync([id]);
    await ground.members([1]);
    ground.turnClock(night);
    moodle.readFaults = [{ kind: 'throws', code: 'moodle.unreachable' }];
    await runDue();
    expect(size()).toBe(0);
    ground.turnClock(24 * 60 * minute);
    await runDue();
    expect(size()).toBe(1);
  });

  test('a run that Moodle did not let go on is continued when it is well again', async () => {
    const { id } = await ground.mapping(nightly);
    await ground.members([1, 2]);
    moodle.writeFaults = [{ kind: 'throws', code: 'moodle.maintenance' }];
    expect(await ground.sync([id])).toMatchObject({ state: 'paused', failure: 'moodle.maintenance' });
    await runDue();
    expect(size()).toBe(0);
    ground.turnClock(6 * minute);
    await runDue();
    expect(size()).toBe(2);
    expect((await syncStatus(store, ground.siteId)).active).toBeUndefined();
  });

  test('two processes at the same time do the work once', async () => {
    const { id } = await ground.mapping(nightly);
    await ground.sync([id]);
    await ground.members([1, 2, 3]);
    ground.turnClock(night);
    await Promise.all([runDue(), runDue()]);
    expect(moodle.writes).toEqual([[1, 2, 3]]);
  });
});
