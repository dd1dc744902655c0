import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CourseProgress } from '../../src/domain/moodle-progress.ts';
import type { MoodleHint } from '../../src/domain/plugin-connection.ts';
import { memberships } from '../../src/store/membership.ts';
import { keepHints, moodleHints } from '../../src/store/plugin-connection.ts';
import { everyRow, type Store } from '../../src/store/port.ts';
import { createHintFollower, type HintFollower } from '../../src/sync/hints.ts';
import { createSyncSchedule } from '../../src/sync/schedule.ts';
import { watchActivity } from '../../src/sync/watched-activities.ts';
import { createFakeMoodle, type FakeMoodle } from '../support/fake-moodle.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { type SyncGround, syncGround } from '../support/sync-ground.ts';

let database: TemporaryDatabase;
let store: Store;
let moodle: FakeMoodle;
let ground: SyncGround;
let follower: HintFollower;
let reads: number;
afterEach(() => database.remove());
beforeEach(async () => {
  database = await temporaryDatabase({ clock: () => ground?.services.clock() ?? 0 });
  store = await database.connect();
  moodle = createFakeMoodle();
  moodle.users = new Set(Array.from({ length: 20 }, (_, place) => place + 1));
  moodle.cohorts.set(1, new Set([1])).set(2, new Set());
  reads = 0;
  const cohortMembers = (id: number): Promise<number[]> => {
    reads += 1;
    return moodle.reader.cohortMembers(id);
  };
  ground = syncGround(store, { reader: { ...moodle.reader, cohortMembers }, writer: moodle.writer });
  follower = createHintFollower(ground.services, createSyncSchedule(ground.services).runDue);
});

const fromMoodle = {
  moodle: { kind: 'cohort', cohortId: 1 },
  direction: 'from-moodle',
  people: { kind: 'role', role: 'mentor' },
  schedule: '0 3 * * *',
};
const members = async (): Promise<number> =>
  (await Array.fromAsync(everyRow(store, memberships, 'bySpace', [ground.spaceId]))).length;
const hints = async (): Promise<string[]> => {
  const rows = await Array.fromAsync(everyRow(store, moodleHints, 'bySite', [ground.siteId]));
  return rows.map(({ doc }) => `${doc.topic} ${doc.objectId}`);
};
const told = (...changes: Pick<MoodleHint, 'topic' | 'objectId'>[]): Promise<void> =>
  keepHints(store, ground.siteId, changes, ground.services.clock());
const cohort = (objectId: number) => ({ topic: 'cohort', objectId }) as const;
async function follow(): Promise<void> {
  follower.wake(ground.siteId);
  await follower.idle();
}

describe('What the Moodle plugin tells', () => {
  test('a new member of a cohort is in the space at once, long before the night', async () => {
    const { id } = await ground.mapping(fromMoodle);
    await ground.sync([id]);
    expect(await members()).toBe(1);
    moodle.cohorts.get(1)?.add(2);
    await told(cohort(1));
    await follow();
    expect([await members(), await hints()]).toEqual([2, []]);
  });

  test('what is about something else is put aside without a look at Moodle', async () => {
    const { id } = await ground.mapping(fromMoodle);
    await ground.sync([id]);
    reads = 0;
    await told(cohort(2), { topic: 'course', objectId: 1 }, { topic: 'activities', objectId: 1 });
    await follow();
    expect([reads, await hints()]).toEqual([0, []]);
  });

  test('a mapping that nobody has reviewed, or that runs by hand only, is left alone', async () => {
    await ground.mapping(fromMoodle);
    const byHand = await ground.mapping({
      ...fromMoodle,
      schedule: null,
      moodle: { kind: 'cohort', cohortId: 2 },
    });
    await ground.sync([byHand.id]);
    reads = 0;
    await told(cohort(1), cohort(2));
    await follow();
    expect([reads, await members()]).toEqual([0, 0]);
  });

  test('told twice is kept once; told while it is followed is followed again', async () => {
    const { id } = await ground.mapping(fromMoodle);
    await ground.sync([id]);
    await told(cohort(1), cohort(1));
    await told(cohort(1));
    expect(await hints()).toEqual(['cohort 1']);
    follower.wake(ground.siteId);
    moodle.cohorts.get(1)?.add(3);
    await told(cohort(1));
    follower.wake(ground.siteId);
    await follower.idle();
    expect([await members(), await hints()]).toEqual([2, []]);
  });

  test('what was told before a stop is followed at the next start', async () => {
    const { id } = await ground.mapping(fromMoodle);
    await ground.sync([id]);
    moodle.cohorts.get(1)?.add(4);
    await told(cohort(1));
    const next = createHintFollower(ground.services, createSyncSchedule(ground.services).runDue);
    await next.start();
    await next.idle();
    expect([await members(), await hints()]).toEqual([2, []]);
  });

  test('the progress of a course is read again for the spaces that watch it, and for no other', async () => {
    await ground.members([1]);
    const asked: number[] = [];
    const progress = async (courseId: number): Promise<CourseProgress> => {
      asked.push(courseId);
      return { courseId, readAt: 1, completeness: 'known', people: [], missing: [] };
    };
    const services = {
      ...ground.services,
      moodle: async () => ({ ...moodle, reader: { ...moodle.reader, progress } }),
    };
    const own = createHintFollower(services, async () => undefined);
    await watchActivity(store, {
      ...{ siteId: ground.siteId, spaceId: ground.spaceId, courseId: 5, cmId: 11, name: 'Test', unit: null },
    });
    await told({ topic: 'progress', objectId: 6 });
    own.wake(ground.siteId);
    await own.idle();
    expect(asked).toEqual([]);
    await told({ topic: 'progress', objectId: 5 });
    own.wake(ground.siteId);
    await own.idle();
    expect(asked).toEqual([5]);
  });
});
