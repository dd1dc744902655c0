import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { day } from '../../src/runtime/clock.ts';
import { accounts, findAccount } from '../../src/store/account.ts';
import { findMembership, memberships } from '../../src/store/membership.ts';
import { everyRow, insert, type Store, update } from '../../src/store/port.ts';
import { createSpace } from '../../src/store/space.ts';
import { syncMappings } from '../../src/store/sync-mapping.ts';
import { syncPins } from '../../src/store/sync-pin.ts';
import { syncSteps } from '../../src/store/sync-plan.ts';
import { approvePlan } from '../../src/sync/approve.ts';
import { editMapping } from '../../src/sync/mappings.ts';
import { planSync } from '../../src/sync/plan.ts';
import { workOn } from '../../src/sync/run.ts';
import { wishFor } from '../../src/sync/run-control.ts';
import { startRun } from '../../src/sync/run-start.ts';
import { stepPage, syncStatus } from '../../src/sync/status.ts';
import { planUndo } from '../../src/sync/undo.ts';
import { createFakeMoodle, type FakeMoodle } from '../support/fake-moodle.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { accountId, type SyncGround, syncGround } from '../support/sync-ground.ts';

const people = Array.from({ length: 20 }, (_, place) => place + 1);
const cohort = { kind: 'cohort', cohortId: 1 };
const enrolment = { kind: 'enrolment', courseId: 3, roleId: 5, role: 'student' };
const group = { kind: 'group', courseId: 3, groupId: 4, role: 'student' };

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
  moodle.courses.set(3, new Map());
  moodle.groups.set(4, { courseId: 3, members: new Set() });
  ground = syncGround(store, moodle);
});

const members = (): number[] => [...(moodle.cohorts.get(1) ?? [])].sort((a, b) => a - b);
const status = (userId: number): string | undefined => moodle.courses.get(3)?.get(userId)?.status;
const plan = (...ids: string[]) => planSync(ground.services, ground.siteId, { mappingIds: ids });
const approve = async (planId: string, hash: string, mayRemove = false) =>
  approvePlan(ground.services, planId, { hash, by: null, mayRemove });
async function stepsIn(planId: string): Promise<string[]> {
  const { rows } = await stepPage(store, planId, { limit: 500 });
  return rows.map(
    ({ doc }) => `${doc.action} ${doc.userId} ${doc.reason} ${doc.state}${doc.code ? ` ${doc.code}` : ''}`,
  );
}

describe('A new mapping', () => {
  test('does nothing before somebody has looked through its plan; an edited one waits again', async () => {
    await ground.members([1, 2]);
    const { id } = await ground.mapping({ moodle: cohort });
    expect((await planSync(ground.services, ground.siteId)).counts.add).toBe(0);
    const first = await plan(id);
    expect([first.state, first.holdReasons]).toEqual([
      'held',
      [{ code: 'mapping-not-reviewed', mappingId: id }],
    ]);
    await expect(startRun(ground.services, first.id, null)).rejects.toMatchObject({ code: 'sync.plan-held' });
    await expect(approve(first.id, 'another hash')).rejects.toMatchObject({ code: 'sync.plan-changed' });
    await approve(first.id, first.hash);
    await workOn(ground.services, (await startRun(ground.services, first.id, null)).id);
    expect(members()).toEqual([1, 2]);
    await ground.members([3]);
    expect(await planSync(ground.services, ground.siteId)).toMatchObject({
      state: 'open',
      counts: { add: 1 },
    });
    const text = {
      spaceId: ground.spaceId,
      people: { kind: 'all' },
      moodleName: '',
      moodle: cohort,
      direction: 'to-moodle',
      schedule: null,
    };
    await editMapping(ground.services, id, { ...text, whenGone: 'remove' });
    expect((await planSync(ground.services, ground.siteId)).counts.add).toBe(0);
    expect((await store.get(syncMappings, id))?.doc).toMatchObject({ revision: 2, isReviewed: false });
  });

  test.each([
    ['suspends in a cohort', { moodle: cohort, whenGone: 'suspend' }],
    ['removes from a space', { moodle: cohort, direction: 'from-moodle', whenGone: 'remove' }],
    [
      'brings a school from Moodle',
      { moodle: cohort, direction: 'from-moodle', people: { kind: 'school', schoolId: 's' } },
    ],
    [
      'gives a role that the space does not have',
      { moodle: cohort, direction: 'from-moodle', people: { kind: 'role', role: 'ministry' } },
    ],
    ['has a schedule that never comes', { moodle: cohort, schedule: 'sometimes' }],
  ])('that %s is refused', async (_, text) => {
    await expect(ground.mapping(text)).rejects.toMatchObject({ code: 'sync.mapping-invalid' });
  });
});

test('Nobody comes into the managers’ area from a Moodle', async () => {
  const clock = ground.services.clock;
  const space = await createSpace(
    store,
    clock,
    { kind: 'managers', title: 'Geschlossen', purpose: '' },
    undefined,
  );
  const closed = syncGround(store, moodle, { siteId: ground.siteId, spaceId: space.id });
  const people = { kind: 'role', role: 'network-manager' };
  await expect(closed.mapping({ moodle: cohort, direction: 'from-moodle', people })).rejects.toMatchObject({
    code: 'sync.mapping-invalid',
  });
  await closed.mapping({ moodle: cohort, people });
});

describe('A run', () => {
  test('enrols before it fills groups, and lists who cannot come in and why', async () => {
    await ground.members(people.slice(0, 6));
    moodle.users.delete(6);
    moodle.courses.get(3)?.set(1, { status: 'active', roles: ['editingteacher'] });
    moodle.courses.get(3)?.set(2, { status: 'suspended', roles: ['student'] });
    const ids = [
      (await ground.mapping({ moodle: group })).id,
      (await ground.mapping({ moodle: enrolment, whenGone: 'suspend' })).id,
    ];
    const made = await plan(...ids);
    expect((await stepsIn(made.id)).filter((line) => line.startsWith('list'))).toEqual([
      'list 1 holds-other-role planned',
      'list 2 suspended-by-others planned',
      'list 6 no-moodle-account planned',
      'list 6 no-moodle-account planned',
    ]);
    await approve(made.id, made.hash);
    const run = await workOn(ground.services, (await startRun(ground.services, made.id, null)).id);
    expect(run).toMatchObject({ state: 'done', done: 8, refused: 0 });
    expect([...(moodle.groups.get(4)?.members ?? [])].sort()).toEqual([1, 2, 3, 4, 5]);
    expect([status(1), status(2), status(3)]).toEqual(['active', 'suspended', 'active']);
  });

  test('suspends who is gone, and brings them back when they come again; a teacher in the course is left alone', async () => {
    await ground.members(people);
    const { id } = await ground.mapping({ moodle: enrolment, whenGone: 'suspend' });
    await ground.sync([id]);
    await ground.members([1, 2], { status: 'removed' });
    moodle.courses.get(3)?.set(2, { status: 'active', roles: ['student', 'editingteacher'] });
    const made = await plan(id);
    expect(made.state).toBe('open');
    expect(await stepsIn(made.id)).toEqual([
      'suspend 1 gone-from-source planned',
      'list 2 holds-other-role planned',
    ]);
    await workOn(ground.services, (await startRun(ground.services, made.id, null)).id);
    expect([status(1), status(2), moodle.taken]).toEqual(['suspended', 'active', ['enrolment/3/1']]);
    await ground.members([1]);
    await ground.sync([id]);
    expect(status(1)).toBe('active');
  });

  test('never takes away who is pinned, never brings in who is blocked, and takes out who is blocked later', async () => {
    await ground.members([1, 2, 3]);
    const { id } = await ground.mapping({ moodle: cohort, whenGone: 'remove' });
    const pin = (userId: number, kind: 'stays' | 'never') =>
      store.commit([
        insert(syncPins, {
          id: `${ground.siteId}.${userId}`,
          siteId: ground.siteId,
          mappingId: null,
          userId,
          accountId: accountId(ground.siteId, userId),
          kind,
          createdAt: 0,
        }),
      ]);
    await pin(3, 'never');
    await ground.sync([id]);
    expect(members()).toEqual([1, 2]);
    await pin(1, 'stays');
    await pin(2, 'never');
    await ground.members([1], { status: 'removed' });
    await ground.sync([id]);
    expect(members()).toEqual([1]);
  });

  test('honours a pin that was set after the plan, and a role that somebody got meanwhile', async () => {
    await ground.members(people);
    const { id } = await ground.mapping({ moodle: enrolment, whenGone: 'suspend' });
    await ground.sync([id]);
    await ground.members([1, 2, 3], { status: 'removed' });
    const made = await plan(id);
    await store.commit([
      insert(syncPins, {
        id: `${ground.siteId}.pin`,
        siteId: ground.siteId,
        mappingId: null,
        userId: 1,
        accountId: null,
        kind: 'stays',
        createdAt: 0,
      }),
    ]);
    moodle.courses.get(3)?.set(2, { status: 'active', roles: ['student', 'manager'] });
    const run = await workOn(ground.services, (await startRun(ground.services, made.id, null)).id);
    expect(run).toMatchObject({ state: 'done', done: 1, skipped: 2 });
    expect([status(1), status(2), status(3)]).toEqual(['active', 'active', 'suspended']);
    expect(await stepsIn(made.id)).toEqual([
      'suspend 1 gone-from-source skipped sync.pinned',
      'suspend 2 gone-from-source skipped sync.holds-other-role',
      'suspend 3 gone-from-source done',
    ]);
  });

  test('waits where a source turned empty, or many would lose something, and says so', async () => {
    await ground.members(people);
    const { id } = await ground.mapping({ moodle: cohort, whenGone: 'remove' });
    await ground.sync([id]);
    await ground.members(people.slice(0, 6), { status: 'removed' });
    const six = await plan(id);
    expect(six.holdReasons).toEqual([
      { code: 'group-loses-many', target: 'cohort/1', taken: 6, of: 20 },
      { code: 'all-lose-many', taken: 6, of: 20 },
    ]);
    await ground.members(people, { status: 'removed' });
    expect((await plan(id)).holdReasons).toContainEqual({
      code: 'source-turned-empty',
      mappingId: id,
      before: 20,
    });
    expect(members()).toEqual(people);
  });

  test('leaves out what cannot be undone, unless that was confirmed by itself', async () => {
    await ground.members(people);
    const { id } = await ground.mapping({ moodle: enrolment, whenGone: 'remove' });
    await ground.sync([id]);
    await ground.members([1], { status: 'removed' });
    const made = await plan(id);
    expect(made.holdReasons).toEqual([{ code: 'not-reversible', steps: 1 }]);
    await approve(made.id, made.hash);
    const run = await workOn(ground.services, (await startRun(ground.services, made.id, null)).id);
    expect([run.skipped, status(1)]).toEqual([1, 'active']);
    await ground.sync([id]);
    expect(status(1)).toBeUndefined();
  });

  test('is one at a time for each site; it pauses, goes on and stops when somebody says so', async () => {
    await ground.members(people);
    const { id } = await ground.mapping({ moodle: cohort });
    const made = await plan(id);
    await approve(made.id, made.hash);
    const { services } = ground;
    const started = await startRun(services, made.id, null);
    await expect(plan(id)).rejects.toMatchObject({ code: 'sync.run-active' });
    const seen: number[] = [];
    const paused = await workOn(services, started.id, {
      atOnce: 1,
      onChange: ({ done }) => {
        seen.push(done);
        if (done === 5) void wishFor(services, started.id, 'pause');
      },
    });
    expect(paused.state).toBe('paused');
    expect(members().length).toBeLessThan(20);
    expect((await syncStatus(store, ground.siteId)).active).toMatchObject({
      id: started.id,
      state: 'paused',
    });
    await wishFor(services, started.id, 'stop');
    await expect(workOn(services, started.id)).rejects.toMatchObject({ code: 'sync.run-ended' });
    await expect(wishFor(services, started.id, 'stop')).rejects.toMatchObject({ code: 'sync.run-ended' });
    expect(seen).toContain(5);
    ground.turnClock(1000);
    await ground.sync([id]);
    expect(members()).toEqual(people);
  });

  test('pauses when Moodle refuses it as a whole, says what to change, and goes on from there', async () => {
    await ground.members(people);
    const { id } = await ground.mapping({ moodle: cohort });
    const made = await plan(id);
    await approve(made.id, made.hash);
    moodle.writeFaults = [undefined, { kind: 'throws', code: 'moodle.token-invalid' }];
    const started = await startRun(ground.services, made.id, null);
    const paused = await workOn(ground.services, started.id, { atOnce: 1 });
    expect(paused).toMatchObject({ state: 'paused', failure: 'moodle.token-invalid', done: 5 });
    expect(await workOn(ground.services, started.id)).toMatchObject({
      state: 'done',
      done: 20,
      failure: null,
    });
    expect(moodle.writes.flat().length).toBe(20);
  });

  test('finds the bad one, reports it in Moodle’s words, and brings in the rest', async () => {
    await ground.members([1, 2, 3]);
    moodle.bad.add(2);
    const { id } = await ground.mapping({ moodle: cohort });
    const run = await ground.sync([id]);
    expect(run).toMatchObject({ state: 'done', done: 2, refused: 1 });
    const [refused] = (await stepPage(store, run.planId, { state: 'refused' })).rows;
    expect(refused?.doc).toMatchObject({ userId: 2, code: 'moodle.user-unknown', message: 'Invalid user' });
  });

  test('reads what became of a write without an answer before it writes again', async () => {
    await ground.members([1, 2, 3, 4]);
    const { id } = await ground.mapping({ moodle: cohort });
    moodle.writeFaults = [{ kind: 'half' }];
    const run = await ground.sync([id]);
    expect(run).toMatchObject({ state: 'done', done: 4, wasSo: 0 });
    expect(moodle.writes).toEqual([
      [1, 2, 3, 4],
      [3, 4],
    ]);
  });

  test('notices that Moodle dropped the end of a list and said done', async () => {
    await ground.members([1, 2, 3, 4]);
    const { id } = await ground.mapping({ moodle: cohort });
    moodle.writeFaults = [{ kind: 'dropped' }];
    const run = await ground.sync([id]);
    expect(run).toMatchObject({ state: 'done', done: 2, refused: 2 });
    expect(await stepsIn(run.planId)).toContain('add 3 in-source refused sync.not-applied');
    ground.turnClock(1000);
    expect(await ground.sync([id])).toMatchObject({ done: 2, refused: 0 });
  });

  test('applies the stored plan and nothing else: a changed, old or replaced one does not run', async () => {
    await ground.members([1, 2]);
    const { id } = await ground.mapping({ moodle: cohort });
    const first = await plan(id);
    const second = await plan(id);
    await expect(approve(first.id, first.hash)).rejects.toMatchObject({ code: 'sync.plan-not-found' });
    expect((await stepPage(store, first.id)).rows).toEqual([]);
    await approve(second.id, second.hash);
    const step = await store.get(syncSteps, `${second.id}.0`);
    if (!step) throw new Error('the plan has a step');
    await store.commit([update(syncSteps, step, { userId: 7 })]);
    await expect(startRun(ground.services, second.id, null)).rejects.toMatchObject({
      code: 'sync.plan-changed',
    });
    const third = await plan(id);
    ground.turnClock(day + 1);
    await expect(startRun(ground.services, third.id, null)).rejects.toMatchObject({
      code: 'sync.plan-outdated',
    });
    expect(moodle.writes).toEqual([]);
  });
});

describe('Undo', () => {
  test('brings back every membership and status of the last run, counts what is lost, and stays undone', async () => {
    await ground.members(people);
    const ids = [
      (await ground.mapping({ moodle: cohort, whenGone: 'remove' })).id,
      (await ground.mapping({ moodle: enrolment, whenGone: 'remove' })).id,
    ];
    await ground.sync(ids);
    moodle.groups.get(4)?.members.add(1);
    await ground.members([1, 2], { status: 'removed' });
    ground.turnClock(1000);
    await ground.sync(ids);
    expect([members().length, status(1), moodle.groups.get(4)?.members.size]).toEqual([18, undefined, 0]);
    ground.turnClock(1000);
    const undo = await planUndo(ground.services, ground.siteId);
    expect(undo).toMatchObject({ state: 'held', counts: { add: 5 }, lost: { grades: 2, dates: 0 } });
    await approve(undo.id, undo.hash, true);
    await workOn(ground.services, (await startRun(ground.services, undo.id, null)).id);
    expect([members(), status(1), status(2)]).toEqual([people, 'active', 'active']);
    expect([...(moodle.groups.get(4)?.members ?? [])]).toEqual([1]);
    await expect(planUndo(ground.services, ground.siteId)).rejects.toMatchObject({
      code: 'sync.nothing-to-undo',
    });
    // What was taken back does not come again by itself.
    expect((await planSync(ground.services, ground.siteId)).counts).toMatchObject({ remove: 0 });
  });
});

describe('From Moodle', () => {
  test('people of a cohort become members; who leaves it loses the membership, who comes again has it again', async () => {
    moodle.cohorts.set(2, new Set([1, 2, 3]));
    const source = { kind: 'cohort', cohortId: 2 };
    const people = { kind: 'role', role: 'mentor' };
    const { id } = await ground.mapping({
      moodle: source,
      direction: 'from-moodle',
      people,
      whenGone: 'suspend',
    });
    await ground.sync([id]);
    expect(await membersOfSpace()).toEqual(['1 mentor active', '2 mentor active', '3 mentor active']);
    moodle.cohorts.get(2)?.delete(1);
    ground.turnClock(1000);
    await ground.sync([id]);
    expect(await membersOfSpace()).toEqual(['1 mentor removed', '2 mentor active', '3 mentor active']);
    moodle.cohorts.get(2)?.add(1);
    ground.turnClock(1000);
    expect(await stepsIn((await plan(id)).id)).toEqual(['reactivate 1 back-in-source planned']);
    expect(moodle.writes).toEqual([]);
  });

  test('who is a member by other means is not taken out, and whom an owner removed does not come back', async () => {
    moodle.cohorts.set(2, new Set([1, 2]));
    await ground.members([1, 4], { role: 'teacher' });
    await ground.members([2]);
    await ground.members([2], { status: 'removed' });
    const source = { kind: 'cohort', cohortId: 2 };
    const { id } = await ground.mapping({ moodle: source, direction: 'from-moodle', whenGone: 'suspend' });
    const made = await plan(id);
    expect(await stepsIn(made.id)).toEqual(['list 2 removed-by-owner planned']);
    moodle.cohorts.set(2, new Set([3]));
    await ground.sync([id]);
    expect(await membersOfSpace()).toEqual([
      '1 teacher active',
      '2 teacher removed',
      '3 member active',
      '4 teacher active',
    ]);
  });

  test('an owner stays even if sync brought that person in', async () => {
    moodle.cohorts.set(2, new Set([1, 2]));
    const source = { kind: 'cohort', cohortId: 2 };
    const { id } = await ground.mapping({ moodle: source, direction: 'from-moodle', whenGone: 'suspend' });
    await ground.sync([id]);
    const account = (await findAccount(store, ground.siteId, '1'))?.doc.id ?? '';
    const membership = await findMembership(store, ground.spaceId, account);
    if (membership) await store.commit([update(memberships, membership, { isOwner: true })]);
    moodle.cohorts.set(2, new Set([2]));
    expect(await stepsIn((await plan(id)).id)).toEqual(['list 1 holds-other-role planned']);
  });
});

async function membersOfSpace(): Promise<string[]> {
  const rows = await Array.fromAsync(
    everyRow(store, memberships, 'bySpace', [ground.spaceId]),
    ({ doc }) => doc,
  );
  const lines = rows.map(
    async ({ accountId: id, role, status: state }) =>
      `${(await store.get(accounts, id))?.doc.sub} ${role} ${state}`,
  );
  return (await Promise.all(lines)).sort();
}
