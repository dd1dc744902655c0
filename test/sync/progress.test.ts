import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CourseProgress } from '../../src/domain/moodle-progress.ts';
import { hour } from '../../src/runtime/clock.ts';
import { watchedActivities } from '../../src/store/member-progress.ts';
import type { Store } from '../../src/store/port.ts';
import { readProgress } from '../../src/sync/progress.ts';
import { createSyncSchedule } from '../../src/sync/schedule.ts';
import {
  forgetActivity,
  progressIn,
  progressTotals,
  unitsDoneInMoodle,
  watchActivity,
} from '../../src/sync/watched-activities.ts';
import { createFakeMoodle } from '../support/fake-moodle.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { accountId, type SyncGround, syncGround } from '../support/sync-ground.ts';

let database: TemporaryDatabase;
let store: Store;
let ground: SyncGround;
let asked: { courseId: number; userIds: readonly number[]; cmIds: readonly number[] }[];
let answer: Omit<CourseProgress, 'courseId'>;
afterEach(() => database.remove());
beforeEach(async () => {
  database = await temporaryDatabase({ clock: () => ground?.services.clock() ?? 0 });
  store = await database.connect();
  const moodle = createFakeMoodle();
  asked = [];
  const progress = async (
    courseId: number,
    userIds: readonly number[],
    cmIds: readonly number[],
  ): Promise<CourseProgress> => {
    asked.push({ courseId, userIds: [...userIds].sort(), cmIds });
    return { courseId, ...answer };
  };
  ground = syncGround(store, { reader: { ...moodle.reader, progress }, writer: moodle.writer });
  await ground.members([1, 2, 3]);
  await ground.members([3], { status: 'removed' });
  const person = (
    userId: number,
    completion: 'complete' | 'incomplete' | 'failed',
    value: number | null,
  ) => ({
    userId,
    activities: [
      { cmId: 11, completion, changedAt: 5 },
      { cmId: 99, completion },
    ],
    grades: [{ cmId: 11, value, min: 0, max: 10 }],
  });
  answer = {
    readAt: 1000,
    completeness: 'known',
    missing: [],
    people: [person(1, 'complete', 8), person(2, 'failed', 2), person(3, 'complete', 10)],
  };
});

const watch = (unit: string | null = 'module-1') => {
  const { siteId, spaceId } = ground;
  return watchActivity(store, { siteId, spaceId, courseId: 3, cmId: 11, name: 'Modul 1', unit });
};

describe('Progress in Moodle', () => {
  test('is read for members of the space and for the activities that it names, and kept with its age', async () => {
    const { id } = await watch();
    await readProgress(ground.services, ground.spaceId, ground.siteId);
    expect(asked).toEqual([{ courseId: 3, userIds: [1, 2], cmIds: [11] }]);
    const known = await progressIn(store, id);
    expect(
      known
        .map(({ accountId: who, completion, grade, readAt }) => [who, completion, grade?.value, readAt])
        .sort(),
    ).toEqual([
      [accountId(ground.siteId, 1), 'complete', 8, 1000],
      [accountId(ground.siteId, 2), 'failed', 2, 1000],
    ]);
    expect((await store.get(watchedActivities, id))?.doc).toMatchObject({
      readAt: 1000,
      completeness: 'known',
    });
  });

  test('is shown as totals, and says which unit of the training is done by whom', async () => {
    const { id } = await watch();
    await readProgress(ground.services, ground.spaceId, ground.siteId);
    expect(await progressTotals(store, ground.spaceId)).toMatchObject([
      { people: 2, done: 1, meanGrade: 0.5 },
    ]);
    const done = [{ accountId: accountId(ground.siteId, 1), unit: 'module-1', at: 5 }];
    expect(await unitsDoneInMoodle(store, ground.spaceId)).toEqual(done);
    expect((await watch(null)).id).toBe(id);
    expect(await unitsDoneInMoodle(store, ground.spaceId)).toEqual([]);
  });

  test('of who left the space, or of an activity that it names no more, is forgotten', async () => {
    const { id } = await watch();
    await readProgress(ground.services, ground.spaceId, ground.siteId);
    await ground.members([1], { status: 'removed' });
    await readProgress(ground.services, ground.spaceId, ground.siteId);
    expect((await progressIn(store, id)).map(({ accountId: who }) => who)).toEqual([
      accountId(ground.siteId, 2),
    ]);
    await forgetActivity(store, id);
    expect([await progressIn(store, id), await progressTotals(store, ground.spaceId)]).toEqual([[], []]);
  });

  test('is read again by itself after some hours, not before', async () => {
    await watch();
    answer = { ...answer, readAt: ground.services.clock() };
    const { runDue } = createSyncSchedule(ground.services);
    await runDue();
    await runDue();
    expect(asked).toHaveLength(1);
    ground.turnClock(7 * hour);
    await runDue();
    expect(asked).toHaveLength(2);
  });
});
