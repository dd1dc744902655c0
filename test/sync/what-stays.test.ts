import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SyncPlan } from '../../src/domain/sync-run.ts';
import { day } from '../../src/runtime/clock.ts';
import { findMembership, memberships } from '../../src/store/membership.ts';
import { remove, type Store, update } from '../../src/store/port.ts';
import { madeId, syncMade } from '../../src/store/sync-made.ts';
import { syncMappings } from '../../src/store/sync-mapping.ts';
import { syncSteps } from '../../src/store/sync-plan.ts';
import { editMapping, removeMapping, switchMapping } from '../../src/sync/mappings.ts';
import { setPin } from '../../src/sync/pins.ts';
import { planSync } from '../../src/sync/plan.ts';
import { workOn } from '../../src/sync/run.ts';
import { wishFor } from '../../src/sync/run-control.ts';
import { startRun } from '../../src/sync/run-start.ts';
import { createSyncSchedule } from '../../src/sync/schedule.ts';
import { stepPage, syncStatus } from '../../src/sync/status.ts';
import { planUndo } from '../../src/sync/undo.ts';
import { createFakeMoodle, type FakeMoodle } from '../support/fake-moodle.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { accountId, type SyncGround, syncGround } from '../support/sync-ground.ts';

const people = Array.from({ length: 20 }, (_, place) => place + 1);
const cohort = { kind: 'cohort', cohortId: 1 };
const enrolment = { kind: 'enrolment', courseId: 3, roleId: 5, role: 'student' };

let database: TemporaryDatabase;
let store: Store;
let moodle: FakeMoodle;
let ground: SyncGround;
beforeAll(async () => {
  database = await temporaryDatabase({ clock: () => Date.parse('2026-11-23T10:00:00Z') });
  store = await database.connect();
});
afterAll(() => database.remove());
beforeEach(() => {
  moodle = createFakeMoodle(5);
  moodle.users = new Set(people);
  moodle.cohorts.set(1, new Set());
  moodle.cohorts.set(2, new Set());
  moodle.courses.set(3, new Map());
  ground = syncGround(store, moodle);
});

const members = (cohortId = 1): number[] => [...(moodle.cohorts.get(cohortId) ?? [])].sort((a, b) => a - b);
const plan = (...ids: string[]): Promise<SyncPlan> =>
  planSync(ground.services, ground.siteId, { mappingIds: ids });
const start = async ({ id }: SyncPlan) => startRun(ground.services, id, null);
const run = async (made: SyncPlan) => workOn(ground.services, (await start(made)).id);
const text = (changes: Record<string, unknown>) => ({
  ...{ spaceId: ground.spaceId, people: { kind: 'all' }, moodleName: '', moodle: cohort },
  ...{ direction: 'to-moodle', whenGone: 'remove', schedule: null, ...changes },
});
/** A mapping that has put everybody into cohort 1, and a plan that takes out the first three. */
async function threeToGo(): Promise<{ id: string; made: SyncPlan }> {
  await ground.members(people);
  const { id } = await ground.mapping({ moodle: cohort, whenGone: 'remove' });
  await ground.sync([id]);
  await ground.members([1, 2, 3], { status: 'removed' });
  const made = await plan(id);
  expect([made.state, made.counts.remove]).toEqual(['open', 3]);
  return { id, made };
}

describe('Between plan and run, whoever must stay stays', () => {
  test('who came back into the space is not taken away', async () => {
    const { made } = await threeToGo();
    await ground.members([1]);
    expect(await run(made)).toMatchObject({ state: 'done', done: 2, skipped: 1 });
    expect(members()).toEqual([1, ...people.slice(3)]);
  });

  test('whom another mapping wants there now is not taken away, nor anybody while that one waits for its review', async () => {
    const { made } = await threeToGo();
    await ground.mapping({ moodle: cohort, people: { kind: 'role', role: 'trainer' } });
    expect(await run(made)).toMatchObject({ state: 'done', done: 0, skipped: 3 });
    expect(members()).toEqual(people);
  });

  test('a mapping that was switched off, changed or removed takes nobody away', async () => {
    for (const change of [
      (id: string) => switchMapping(ground.services, id, false),
      (id: string) => editMapping(ground.services, id, text({ whenGone: 'keep' })),
      (id: string) => removeMapping(ground.services, id),
    ]) {
      ground = syncGround(store, moodle);
      moodle.cohorts.set(1, new Set());
      const { id, made } = await threeToGo();
      await change(id);
      await expect(start(made)).rejects.toMatchObject({ code: 'sync.plan-outdated' });
      expect(members()).toEqual(people);
    }
  });

  test('a clock that was set back makes no old plan young', async () => {
    const { made } = await threeToGo();
    ground.turnClock(-2 * day);
    await expect(start(made)).rejects.toMatchObject({ code: 'sync.plan-outdated' });
  });
});

describe('A run that goes on after a pause', () => {
  test('ends where its mapping was removed meanwhile, and takes nobody away', async () => {
    const { id, made } = await threeToGo();
    const started = await start(made);
    await wishFor(ground.services, started.id, 'pause');
    await removeMapping(ground.services, id);
    expect(await workOn(ground.services, started.id)).toMatchObject({
      ...{ state: 'stopped', failure: 'sync.plan-outdated', done: 0 },
    });
    expect(members()).toEqual(people);
  });

  test('ends when days have gone by', async () => {
    const { made } = await threeToGo();
    const started = await start(made);
    await wishFor(ground.services, started.id, 'pause');
    ground.turnClock(2 * day);
    expect(await workOn(ground.services, started.id)).toMatchObject({
      ...{ state: 'stopped', failure: 'sync.plan-outdated' },
    });
    expect(members()).toEqual(people);
  });

  test('reads roles again before it takes away: who became a teacher while it wrote stays', async () => {
    await ground.members(people);
    const { id } = await ground.mapping({ moodle: enrolment, whenGone: 'suspend' });
    await ground.sync([id]);
    await ground.members([1, 2], { status: 'removed' });
    moodle.users.add(21);
    await ground.members([21]);
    const made = await plan(id);
    const started = await start(made);
    const ended = await workOn(ground.services, started.id, {
      atOnce: 1,
      onChange: ({ done }) => {
        if (done === 1) moodle.courses.get(3)?.set(1, { status: 'active', roles: ['student', 'manager'] });
      },
    });
    expect(ended).toMatchObject({ state: 'done', done: 2, skipped: 1 });
    expect(moodle.taken).toEqual(['enrolment/3/2']);
  });
});

describe('A run that somebody paused and forgot', () => {
  test('is ended by the schedule after a day, so that others can begin, and takes nobody away', async () => {
    const { id, made } = await threeToGo();
    const started = await start(made);
    await wishFor(ground.services, started.id, 'pause');
    const schedule = createSyncSchedule(ground.services);
    await schedule.runDue();
    expect((await syncStatus(store, ground.siteId)).active?.state).toBe('paused');
    ground.turnClock(2 * day);
    await schedule.runDue();
    expect((await syncStatus(store, ground.siteId)).active).toBeUndefined();
    expect(members()).toEqual(people);
    expect((await plan(id)).counts.remove).toBe(3);
  });
});

describe('While a run writes', () => {
  test('a mapping that is changed takes nobody away any more', async () => {
    const { id } = await threeToGo();
    moodle.users.add(21);
    await ground.members([21]);
    const made = await plan(id);
    const { writer } = moodle;
    const add = writer.addCohortMembers;
    writer.addCohortMembers = async (...wanted) => {
      await editMapping(ground.services, id, text({ people: { kind: 'role', role: 'teacher' } }));
      return add(...wanted);
    };
    expect(await run(made)).toMatchObject({ state: 'done', done: 1, skipped: 3 });
    expect(members()).toEqual([...people, 21]);
  });

  test('a plan that lost a step, because its person was erased, goes no further', async () => {
    const { made } = await threeToGo();
    const started = await start(made);
    const [step] = (await stepPage(store, made.id)).rows;
    if (step) await store.commit([update(syncSteps, step, { userId: 0, accountId: null })]);
    expect(await workOn(ground.services, started.id)).toMatchObject({
      ...{ state: 'stopped', failure: 'sync.plan-changed', done: 0 },
    });
    expect(members()).toEqual(people);
  });
});

describe('Two mappings of one target', () => {
  test.each([
    ['is removed', (id: string) => removeMapping(ground.services, id)],
    [
      'is pointed elsewhere',
      (id: string) => editMapping(ground.services, id, text({ moodle: { kind: 'cohort', cohortId: 2 } })),
    ],
  ])('when one of them %s, the other takes nobody out before a human has looked', async (_, end) => {
    await ground.members(people.slice(0, 10));
    await ground.members(people.slice(10, 13), { role: 'trainer' });
    const teachers = await ground.mapping({
      moodle: cohort,
      whenGone: 'remove',
      people: { kind: 'role', role: 'teacher' },
    });
    const trainers = await ground.mapping({
      moodle: cohort,
      whenGone: 'remove',
      people: { kind: 'role', role: 'trainer' },
    });
    await ground.sync([teachers.id, trainers.id]);
    await end(trainers.id);
    expect((await store.get(syncMappings, teachers.id))?.doc.isReviewed).toBe(false);
    const made = await plan(teachers.id);
    expect([made.state, made.counts.remove]).toEqual(['held', 3]);
    expect(members()).toEqual(people.slice(0, 13));
  });
});

describe('A source that turned empty', () => {
  test('waits for a human after a run that was stopped and counted nobody, too', async () => {
    await ground.members(people.slice(0, 7));
    const { id } = await ground.mapping({ moodle: cohort, whenGone: 'remove' });
    const first = await ground.approved(await plan(id));
    const started = await start(first);
    const stopping = new AbortController();
    await workOn(ground.services, started.id, {
      ...{ atOnce: 1, signal: stopping.signal },
      onChange: ({ done }) => done === 5 && stopping.abort(),
    });
    await wishFor(ground.services, started.id, 'stop');
    expect(members()).toEqual([1, 2, 3, 4, 5]);
    await ground.members(people.slice(0, 7), { status: 'removed' });
    const made = await plan(id);
    expect(made.holdReasons).toEqual([{ code: 'source-turned-empty', mappingId: id, before: 5 }]);
  });
});

describe('Taking a run back', () => {
  test('leaves whoever is not sync’s own any more', async () => {
    await ground.members([1, 2]);
    const { id } = await ground.mapping({ moodle: cohort });
    await ground.sync([id]);
    const row = await store.get(syncMade, madeId(ground.siteId, 'cohort/1', 1));
    if (row) await store.commit([remove(syncMade, row)]);
    const undo = await ground.approved(await planUndo(ground.services, ground.siteId), true);
    expect(await run(undo)).toMatchObject({ done: 1, skipped: 1 });
    expect(members()).toEqual([1]);
  });

  test('takes away nobody who was pinned since', async () => {
    await ground.members([1, 2]);
    const { id } = await ground.mapping({ moodle: cohort });
    await ground.sync([id]);
    await setPin(ground.services, {
      ...{ siteId: ground.siteId, userId: 1, accountId: null, kind: 'stays' },
    });
    const undo = await ground.approved(await planUndo(ground.services, ground.siteId), true);
    expect(await run(undo)).toMatchObject({ done: 1, skipped: 1 });
    expect(members()).toEqual([1]);
  });
});

describe('A person who was erased', () => {
  test('stays in Moodle: what is not known to be sync’s own is not taken away', async () => {
    const { id } = await threeToGo();
    for (const userId of [1, 2, 3]) {
      const made = await store.get(syncMade, madeId(ground.siteId, 'cohort/1', userId));
      const membership = await findMembership(store, ground.spaceId, accountId(ground.siteId, userId));
      if (made) await store.commit([remove(syncMade, made)]);
      if (membership) await store.commit([remove(memberships, membership)]);
    }
    expect((await plan(id)).counts).toMatchObject({ remove: 0 });
  });
});

describe('A cohort that is gone from Moodle', () => {
  test('holds up its own mapping alone: nothing happens there, and the others go on', async () => {
    await ground.members([1, 2]);
    const gone = await ground.mapping({
      moodle: { kind: 'cohort', cohortId: 2 },
      moodleName: 'Alte Kohorte',
    });
    const there = await ground.mapping({ moodle: cohort });
    await ground.sync([gone.id, there.id]);
    moodle.cohorts.delete(2);
    await ground.members([3]);
    const made = await planSync(ground.services, ground.siteId);
    expect(made).toMatchObject({
      ...{ state: 'open', counts: { add: 1, remove: 0 } },
      leftOut: [{ mappingId: gone.id, name: 'Alte Kohorte', code: 'moodle.record-unknown' }],
    });
    await run(made);
    expect(members()).toEqual([1, 2, 3]);
    expect((await store.get(syncMappings, gone.id))?.doc.lastSourceCount).toBe(2);
    await expect(plan(gone.id)).rejects.toMatchObject({
      ...{ code: 'moodle.record-unknown', details: { mapping: gone.id, name: 'Alte Kohorte' } },
    });
    moodle.readFaults = [{ kind: 'throws', code: 'moodle.token-invalid' }];
    await expect(plan(there.id)).rejects.toMatchObject({
      ...{ code: 'moodle.token-invalid', details: { mapping: there.id } },
    });
  });

  test('as the source of a space takes nobody out of it', async () => {
    moodle.cohorts.set(2, new Set([1, 2, 3]));
    const { id } = await ground.mapping({
      ...{ moodle: { kind: 'cohort', cohortId: 2 }, direction: 'from-moodle', whenGone: 'suspend' },
    });
    const other = await ground.mapping({ moodle: cohort });
    await ground.sync([id, other.id]);
    moodle.cohorts.delete(2);
    const made = await planSync(ground.services, ground.siteId);
    expect(made).toMatchObject({ counts: { suspend: 0, remove: 0 }, leftOut: [{ mappingId: id }] });
  });
});

describe('What others decided in Moodle', () => {
  test('who was suspended by hand is listed and stays suspended, though sync had brought them in', async () => {
    await ground.members([1, 2]);
    const { id } = await ground.mapping({ moodle: enrolment, whenGone: 'suspend' });
    await ground.sync([id]);
    moodle.courses.get(3)?.set(1, { status: 'suspended', roles: ['student'] });
    expect((await plan(id)).counts).toMatchObject({ reactivate: 0, list: 1 });
  });

  test('whom a mapping with another role wants in the same course is listed and not suspended', async () => {
    await ground.members([1, 2]);
    const students = await ground.mapping({
      moodle: enrolment,
      whenGone: 'suspend',
      people: { kind: 'role', role: 'teacher' },
    });
    const teachers = await ground.mapping({
      moodle: { ...enrolment, roleId: 3, role: 'editingteacher' },
      people: { kind: 'role', role: 'trainer' },
    });
    await ground.sync([students.id, teachers.id]);
    await ground.members([1], { role: 'trainer' });
    expect((await plan(students.id)).counts).toMatchObject({ suspend: 0, list: 1 });
  });

  test('a mapping that was never reviewed lets nobody be taken out of the target it shares', async () => {
    const { id } = await threeToGo();
    await ground.mapping({ moodle: cohort, whenGone: 'remove', people: { kind: 'role', role: 'trainer' } });
    expect((await plan(id)).counts.remove).toBe(0);
  });

  test('a list that shows fewer at the second look takes nobody out of a space', async () => {
    moodle.cohorts.set(2, new Set([1, 2, 3]));
    const { id } = await ground.mapping({
      ...{ moodle: { kind: 'cohort', cohortId: 2 }, direction: 'from-moodle', whenGone: 'suspend' },
    });
    await ground.sync([id]);
    const whole = moodle.reader.cohortMembers;
    let looks = 0;
    moodle.reader.cohortMembers = async (cohortId) => (await whole(cohortId)).slice(looks++ === 0 ? 1 : 0);
    await expect(plan(id)).rejects.toMatchObject({ code: 'sync.read-incomplete' });
  });
});
