import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { accounts } from '../../src/store/account.ts';
import { joinAllOps } from '../../src/store/membership.ts';
import { insert, type Store } from '../../src/store/port.ts';
import { madeId, syncMade } from '../../src/store/sync-made.ts';
import { pinsOf, removePin, setPin } from '../../src/sync/pins.ts';
import { planSync } from '../../src/sync/plan.ts';
import { workOn } from '../../src/sync/run.ts';
import { startRun } from '../../src/sync/run-start.ts';
import { createSyncSchedule } from '../../src/sync/schedule.ts';
import { syncStatus } from '../../src/sync/status.ts';
import { planUndo } from '../../src/sync/undo.ts';
import { createFakeMoodle, type FakeMoodle } from '../support/fake-moodle.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { type SyncGround, syncGround } from '../support/sync-ground.ts';

const people = [1, 2, 3, 4, 5, 6];
const cohort = { kind: 'cohort', cohortId: 1 };
const enrolment = { kind: 'enrolment', courseId: 3, roleId: 5, role: 'student' };

let database: TemporaryDatabase;
let store: Store;
let moodle: FakeMoodle;
let ground: SyncGround;
let present = Date.parse('2026-11-23T10:00:00Z');
beforeAll(async () => {
  database = await temporaryDatabase({ clock: () => present });
  store = await database.connect();
});
afterAll(() => database.remove());
beforeEach(() => {
  moodle = createFakeMoodle();
  moodle.users = new Set(people);
  moodle.cohorts.set(1, new Set());
  moodle.courses.set(3, new Map());
  moodle.groups.set(4, { courseId: 3, members: new Set() });
  ground = syncGround(store, moodle);
});

const members = (): number[] => [...(moodle.cohorts.get(1) ?? [])].sort((a, b) => a - b);
const plan = (...ids: string[]) => planSync(ground.services, ground.siteId, { mappingIds: ids });

describe('What sync calls its own', () => {
  test('ends when somebody takes a person out by hand: put back by hand, that person stays', async () => {
    await ground.members(people);
    const { id } = await ground.mapping({ moodle: cohort, whenGone: 'remove' });
    await ground.sync([id]);
    await ground.members([1], { status: 'removed' });
    moodle.cohorts.get(1)?.delete(1);
    expect((await plan(id)).counts.remove).toBe(0);
    moodle.cohorts.get(1)?.add(1);
    expect((await plan(id)).counts.remove).toBe(0);
    expect(members()).toEqual(people);
  });

  test('is no group that somebody was in by other means, when an undo fills it again', async () => {
    await ground.members(people);
    const { id } = await ground.mapping({ moodle: enrolment, whenGone: 'remove' });
    await ground.sync([id]);
    moodle.groups.get(4)?.members.add(1);
    await ground.members([1], { status: 'removed' });
    ground.turnClock(1000);
    await ground.sync([id]);
    expect(moodle.groups.get(4)?.members.size).toBe(0);
    ground.turnClock(1000);
    const undo = await ground.approved(await planUndo(ground.services, ground.siteId), true);
    await workOn(ground.services, (await startRun(ground.services, undo.id, null)).id);
    expect([...(moodle.groups.get(4)?.members ?? [])]).toEqual([1]);
    expect(await store.get(syncMade, madeId(ground.siteId, 'group/4', 1))).toBeUndefined();
  });
});

describe('A member from another Moodle', () => {
  test('is not taken for whoever has the same number in this one', async () => {
    await ground.members([1]);
    const account = { id: `other-${ground.siteId}`, siteId: 'another', sub: '2' };
    await store.commit([
      insert(accounts, { ...account, displayName: '', locale: '', firstSeenAt: 0, lastSeenAt: 0 }),
      ...(await joinAllOps(store, ground.services.clock, ground.spaceId, [
        {
          ...{ spaceId: ground.spaceId, accountId: account.id, siteId: 'another', role: 'teacher' },
          ...{ isOwner: false, isConfirmed: true },
        },
      ])),
    ]);
    const { id } = await ground.mapping({ moodle: cohort });
    await ground.sync([id]);
    expect(members()).toEqual([1]);
  });
});

describe('From Moodle', () => {
  test('who came back into the cohort after the plan stays in the space', async () => {
    moodle.cohorts.set(1, new Set(people));
    const { id } = await ground.mapping({ moodle: cohort, direction: 'from-moodle', whenGone: 'suspend' });
    await ground.sync([id]);
    moodle.cohorts.set(1, new Set(people.slice(2)));
    const made = await plan(id);
    expect([made.state, made.counts.suspend]).toEqual(['open', 2]);
    moodle.cohorts.get(1)?.add(1);
    const run = await workOn(ground.services, (await startRun(ground.services, made.id, null)).id);
    expect(run).toMatchObject({ done: 1, skipped: 1 });
    expect((await plan(id)).counts).toMatchObject({ add: 0, reactivate: 0, suspend: 0 });
  });
});

test('An exception of one Moodle is not lifted from another', async () => {
  const { siteId } = ground;
  const pin = await setPin(ground.services, { siteId, userId: 1, accountId: null, kind: 'stays' });
  await expect(removePin(store, 'another', pin.id)).rejects.toMatchObject({ code: 'page.not-found' });
  expect(await pinsOf(store, siteId)).toHaveLength(1);
});

test('The schedule leaves a mapping alone that waits for its review: no plan takes the place of the one being read', async () => {
  await ground.members(people);
  const reviewed = await ground.mapping({ moodle: cohort });
  const waiting = await plan(reviewed.id);
  await ground.mapping({ moodle: enrolment, schedule: '0 3 * * *' });
  present += 24 * 3_600_000;
  ground.turnClock(24 * 3_600_000);
  await createSyncSchedule(ground.services).runDue();
  expect((await syncStatus(store, ground.siteId)).plan?.id).toBe(waiting.id);
});
