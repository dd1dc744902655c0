import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CourseProgress, PersonProgress } from '../../src/domain/moodle-progress.ts';
import type { CourseMarks } from '../../src/domain/progress-reading.ts';
import { day, hour } from '../../src/runtime/clock.ts';
import { watchedActivities } from '../../src/store/member-progress.ts';
import type { Store } from '../../src/store/port.ts';
import { readProgress } from '../../src/sync/progress.ts';
import { progressIn, watchActivity } from '../../src/sync/watched-activities.ts';
import { createFakeMoodle } from '../support/fake-moodle.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { type SyncGround, syncGround } from '../support/sync-ground.ts';

let database: TemporaryDatabase;
let store: Store;
let ground: SyncGround;
let asked: unknown[];
let marks: CourseMarks;
/** Who is done in Moodle, and since when (epoch seconds). */
let done: Map<number, number>;
afterEach(() => database.remove());
beforeEach(async () => {
  database = await temporaryDatabase({ clock: () => ground?.services.clock() ?? 0 });
  store = await database.connect();
  asked = [];
  marks = { people: 'p1', progress: 'q1' };
  done = new Map([[1, 50]]);
  const moodle = createFakeMoodle();
  const progress = async (
    courseId: number,
    userIds: readonly number[],
    cmIds: readonly number[],
    since = 0,
  ): Promise<CourseProgress> => {
    asked.push({ courseId, users: userIds.length, since });
    const people = userIds
      .filter((userId) => since === 0 || (done.get(userId) ?? 0) >= since)
      .map((userId): PersonProgress => {
        const completion = done.has(userId) ? 'complete' : 'incomplete';
        return { userId, activities: cmIds.map((cmId) => ({ cmId, completion })), grades: [] };
      });
    const readAt = ground.services.clock();
    return { courseId, readAt, completeness: 'known', people, missing: [], cursor: 100 };
  };
  const courseMarks = async (ids: readonly number[]) => {
    asked.push(`marks ${ids}`);
    return new Map(ids.map((id) => [id, marks]));
  };
  ground = syncGround(store, { reader: { ...moodle.reader, progress, courseMarks }, writer: moodle.writer });
  await ground.members([1, 2]);
});

const watch = (cmId = 11) => {
  const { siteId, spaceId } = ground;
  return watchActivity(store, { siteId, spaceId, courseId: 3, cmId, name: 'Modul', unit: null });
};
const read = async (): Promise<unknown[]> => {
  asked = [];
  await readProgress(ground.services, ground.spaceId, ground.siteId);
  return asked;
};
const everybody = { courseId: 3, users: 2, since: 0 };
const doneIn = async (id: string): Promise<number> =>
  (await progressIn(store, id)).filter(({ completion }) => completion === 'complete').length;

describe('Where the Moodle plugin tells what changed, progress', () => {
  test('that did not change costs one call, and is as fresh as that call', async () => {
    const { id } = await watch();
    await watch(12);
    expect(await read()).toEqual(['marks 3', everybody]);
    ground.turnClock(hour);
    expect(await read()).toEqual(['marks 3']);
    expect(await doneIn(id)).toBe(1);
    expect((await store.get(watchedActivities, id))?.doc.readAt).toBe(ground.services.clock());
  });

  test('that changed is read of those who changed alone, and what is known of the others stays', async () => {
    const { id } = await watch();
    await read();
    done.set(2, 100);
    marks = { ...marks, progress: 'q2' };
    expect(await read()).toEqual(['marks 3', { ...everybody, since: 100 }]);
    expect([await doneIn(id), (await progressIn(store, id)).length]).toEqual([2, 2]);
    expect(await read()).toEqual(['marks 3']);
  });

  test('is read of everybody when somebody came to the space or the course, and once a day', async () => {
    const { id } = await watch();
    await read();
    await ground.members([3]);
    expect(await read()).toEqual(['marks 3', { ...everybody, users: 3 }]);
    marks = { ...marks, people: 'p2' };
    expect(await read()).toEqual(['marks 3', { ...everybody, users: 3 }]);
    ground.turnClock(day);
    expect(await read()).toEqual(['marks 3', { ...everybody, users: 3 }]);
    await ground.members([1], { status: 'removed' });
    await read();
    expect([await doneIn(id), (await progressIn(store, id)).length]).toEqual([0, 2]);
  });

  test('of an activity that is named later is read of everybody', async () => {
    await watch();
    await read();
    const later = await watch(12);
    expect(await read()).toEqual(['marks 3', everybody]);
    expect(await doneIn(later.id)).toBe(1);
  });
});
