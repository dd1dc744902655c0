import { expect, test } from '@jest/globals';
import { minute } from '../../src/runtime/clock.ts';
import { memberships } from '../../src/store/membership.ts';
import { everyRow, type Store } from '../../src/store/port.ts';
import { syncMade } from '../../src/store/sync-made.ts';
import { syncMappings } from '../../src/store/sync-mapping.ts';
import { syncSteps } from '../../src/store/sync-plan.ts';
import { activeRun } from '../../src/store/sync-run.ts';
import { planSync } from '../../src/sync/plan.ts';
import { workOn } from '../../src/sync/run.ts';
import { startRun } from '../../src/sync/run-start.ts';
import type { SiteServices } from '../../src/sync/services.ts';
import { createFakeMoodle, type FakeMoodle } from '../support/fake-moodle.ts';
import { type Life, mortal } from '../support/mortal.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { type SyncGround, syncGround } from '../support/sync-ground.ts';

const leaseEnds = 3 * minute;
const ids = { siteId: 'site', spaceId: 'space' };

/** People 1 to 9 in a cohort, a course and one of its groups; 1 to 3 leave, 10 to 12 come, one of them by Moodle's cohort. */
async function world(
  database: TemporaryDatabase,
): Promise<{ moodle: FakeMoodle; ground: SyncGround; planId: string; store: Store }> {
  const store = await database.connect();
  const moodle = createFakeMoodle(2);
  for (let userId = 1; userId <= 12; userId += 1) moodle.users.add(userId);
  moodle.cohorts.set(1, new Set()).set(2, new Set([12]));
  moodle.courses.set(3, new Map());
  moodle.groups.set(4, { courseId: 3, members: new Set() });
  const ground = syncGround(store, moodle, ids);
  await ground.mapping({ moodle: { kind: 'cohort', cohortId: 1 }, whenGone: 'remove' });
  await ground.mapping({
    moodle: { kind: 'enrolment', courseId: 3, roleId: 5, role: 'student' },
    whenGone: 'suspend',
  });
  await ground.mapping({
    moodle: { kind: 'group', courseId: 3, groupId: 4, role: 'student' },
    whenGone: 'remove',
  });
  await ground.mapping({
    moodle: { kind: 'cohort', cohortId: 2 },
    direction: 'from-moodle',
    whenGone: 'suspend',
  });
  const mappings = await mappingIds(store);
  await ground.members([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  await ground.sync(mappings);
  await ground.members([1, 2, 3], { status: 'removed' });
  await ground.members([10, 11]);
  moodle.cohorts.get(2)?.add(9);
  const plan = await ground.approved(await planSync(ground.services, 'site', { mappingIds: mappings }), true);
  return { moodle, ground, planId: plan.id, store };
}

function mappingIds(store: Store): Promise<string[]> {
  return Array.fromAsync(everyRow(store, syncMappings, 'bySite', ['site']), ({ doc }) => doc.id);
}

/** `batchSize` is no call. */
function mortalWriter(moodle: FakeMoodle, life: Life): SiteServices['writer'] {
  const { writer } = moodle;
  const calls = mortal(writer, life);
  return {
    batchSize: writer.batchSize,
    addCohortMembers: (...args) => calls.addCohortMembers(...args),
    removeCohortMembers: (...args) => calls.removeCohortMembers(...args),
    enrol: (...args) => calls.enrol(...args),
    unenrol: (...args) => calls.unenrol(...args),
    addGroupMembers: (...args) => calls.addGroupMembers(...args),
    removeGroupMembers: (...args) => calls.removeGroupMembers(...args),
  };
}

/** Everything that a run leaves behind, without times and ids that are made on the way. */
async function end(moodle: FakeMoodle, store: Store, planId: string): Promise<unknown> {
  const rows = async <Doc extends object>(all: AsyncIterable<{ doc: Doc }>): Promise<Doc[]> =>
    Array.fromAsync(all, ({ doc }) => doc);
  const steps = await rows(everyRow(store, syncSteps, 'byPlan', [planId]));
  const made = await rows(everyRow(store, syncMade, 'byTarget', ['site']));
  const members = await rows(everyRow(store, memberships, 'bySpace', ['space']));
  return {
    cohort: [...(moodle.cohorts.get(1) ?? [])].sort((a, b) => a - b),
    course: [...(moodle.courses.get(3) ?? [])].sort(([a], [b]) => a - b),
    group: [...(moodle.groups.get(4)?.members ?? [])].sort((a, b) => a - b),
    steps: steps.map(({ action, target, userId, state }) => `${action} ${target} ${userId} ${state}`),
    made: made.map(({ target, userId, status }) => `${target} ${userId} ${status}`),
    members: members.map(({ role, status, number }) => `${number} ${role} ${status}`).sort(),
  };
}

test('whenever the process ends, at every step before or after any call: the next one brings the run to the same end', async () => {
  let expected: unknown;
  let places = 0;
  for (let at = 0, died = true; died; at += 1) {
    const database = await temporaryDatabase({
      isQuick: true,
      clock: () => Date.parse('2026-11-23T10:00:00Z'),
    });
    const { moodle, ground, planId, store } = await world(database);
    const run = await startRun(ground.services, planId, null);
    if (at > 0) {
      const life: Life = { left: at, isOver: false };
      const other = await database.connect();
      const mortalSite: SiteServices = {
        reader: mortal(moodle.reader, life),
        writer: mortalWriter(moodle, life),
      };
      // Reading from the store changes nothing: the process ends at what it writes, and at every call to Moodle.
      const commit: Store['commit'] = (ops) => mortal(other, life).commit(ops);
      const services = { ...ground.services, store: { ...other, commit }, moodle: async () => mortalSite };
      await workOn(services, run.id, { atOnce: 1 }).catch((error: unknown) => {
        if (!life.isOver) throw error;
      });
      died = life.isOver;
      await other.close();
      ground.turnClock(leaseEnds);
    }
    const reopened = await database.connect();
    const next = { ...ground.services, store: reopened };
    if (await activeRun(reopened, 'site')) {
      expect([at, (await workOn(next, run.id)).state]).toEqual([at, 'done']);
    }
    const ended = await end(moodle, reopened, planId);
    if (at === 0) expected = ended;
    expect([at, ended]).toEqual([at, expected]);
    // Nothing is left to do, and who came twice was not written twice with effect.
    const again = await planSync(next, 'site', { mappingIds: await mappingIds(store) });
    expect([at, again.counts]).toMatchObject([at, { add: 0, suspend: 0, remove: 0, reactivate: 0 }]);
    places = at;
    await database.remove();
  }
  expect(places).toBeGreaterThan(40);
}, 120_000);
