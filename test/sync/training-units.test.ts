import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Curriculum, Unit } from '../../src/domain/training-curriculum.ts';
import type { UnitState } from '../../src/domain/training-participant.ts';
import type { TrainingRun } from '../../src/domain/training-run.ts';
import { insert, type Store, update } from '../../src/store/port.ts';
import { curricula } from '../../src/store/training-curriculum.ts';
import { participants } from '../../src/store/training-participant.ts';
import { trainingRuns } from '../../src/store/training-run.ts';
import { readProgress } from '../../src/sync/progress.ts';
import { watchActivity } from '../../src/sync/watched-activities.ts';
import { createFakeMoodle } from '../support/fake-moodle.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { accountId, type SyncGround, syncGround } from '../support/sync-ground.ts';

let database: TemporaryDatabase;
let store: Store;
let ground: SyncGround;
/** Users of whom Moodle says that the activity is complete. */
let complete: number[];
afterEach(() => database.remove());

/** Users 1 and 2 take part in a run whose one module has a film in Moodle and a text here. */
beforeEach(async () => {
  database = await temporaryDatabase({ clock: () => ground?.services.clock() ?? 0 });
  store = await database.connect();
  complete = [];
  const moodle = createFakeMoodle();
  const progress = async (courseId: number, userIds: readonly number[]) => ({
    ...{ courseId, readAt: 1000, completeness: 'known' as const, missing: [] },
    people: userIds.map((userId) => ({
      userId,
      grades: [],
      activities: [
        {
          cmId: 11,
          completion: complete.includes(userId) ? ('complete' as const) : ('incomplete' as const),
          changedAt: 700,
        },
      ],
    })),
  });
  ground = syncGround(store, { reader: { ...moodle.reader, progress }, writer: moodle.writer });
  await ground.members([1, 2]);
  const { siteId, spaceId } = ground;
  const unit = (key: string): Unit => ({
    ...{ key, kind: 'video', title: { de: key, en: '' }, minutes: 30 },
    ...{ isOptional: false, contentId: key },
  });
  const words = { de: 'Modul 1', en: '' };
  const step = {
    id: 'module-1',
    title: words,
    format: words,
    topics: [],
    units: [unit('film'), unit('text')],
  };
  const curriculum: Curriculum = {
    ...{ id: 'c', spaceId, version: 1, state: 'published', steps: [step], createdAt: 0, createdBy: null },
    ...{ practice: { afterStep: 'module-1', events: 0 }, publishedAt: 0 },
  };
  const run: TrainingRun = {
    ...{ id: 'r', spaceId, title: 'Durchgang', curriculumId: 'c', state: 'running', entry: 'course' },
    ...{ meetings: {}, dueAt: {}, createdAt: 0, createdBy: null },
  };
  const parts = [1, 2].map((user) => ({
    ...{
      id: `p${user}`,
      spaceId,
      runId: 'r',
      accountId: accountId(siteId, user),
      siteId,
      practiceNetwork: '',
    },
    ...{ joinedAt: 0, lastActiveAt: 100, units: {}, practice: { events: 0, hours: 0 } },
    ...{ completedSteps: {}, completedAt: null, isGone: false },
  }));
  await store.commit([
    insert(curricula, curriculum),
    insert(trainingRuns, run),
    ...parts.map((part) => insert(participants, part)),
  ]);
  await watchActivity(store, { siteId, spaceId, courseId: 3, cmId: 11, name: 'Film', unit: 'film' });
});

const read = () => readProgress(ground.services, ground.spaceId, ground.siteId);
const part = async (user = 1) => {
  const stored = await store.get(participants, `p${user}`);
  if (!stored) throw new Error('no part');
  return stored;
};
async function let1(key: string, state: UnitState): Promise<void> {
  const stored = await part();
  await store.commit([update(participants, stored, { units: { ...stored.doc.units, [key]: state } })]);
}

describe('An activity in Moodle that stands for a unit of the training', () => {
  test('makes the unit done for whom Moodle says so, and for nobody else', async () => {
    complete = [1];
    await read();
    expect((await part(1)).doc.units).toEqual({ film: { state: 'done', at: 700, by: 'moodle' } });
    expect((await part(1)).doc.lastActiveAt).toBe(700);
    expect((await part(2)).doc.units).toEqual({});
  });

  test('completes the module together with what was done here, and opens it again when Moodle takes it back', async () => {
    await let1('text', { state: 'done', at: 300, by: 'self' });
    complete = [1];
    await read();
    expect((await part()).doc.completedSteps).toHaveProperty('module-1');
    complete = [];
    await read();
    expect((await part()).doc.completedSteps).toEqual({});
    expect((await part()).doc.units).toEqual({ text: { state: 'done', at: 300, by: 'self' } });
  });

  test('takes nothing from what a trainer recognised, and writes nothing when nothing is new', async () => {
    const recognised: UnitState = { state: 'done', at: 400, by: 'trainer' };
    await let1('film', recognised);
    await read();
    const { version } = await part();
    complete = [1];
    await read();
    expect((await part()).doc.units).toEqual({ film: recognised });
    expect((await part()).version).toBe(version);
  });
});
