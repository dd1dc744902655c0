import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { day } from '../../src/runtime/clock.ts';
import { everyRow } from '../../src/store/port.ts';
import { scoreDeliveries, sendAgainOps } from '../../src/store/score-delivery.ts';
import { type GradeGround, gradeGround, spaceId } from '../support/grade-ground.ts';

let ground: GradeGround;
beforeEach(async () => {
  ground = await gradeGround();
});
afterEach(() => ground.close());

async function sendAgain(): Promise<void> {
  const rows = await Array.fromAsync(everyRow(ground.store, scoreDeliveries, 'bySpace', [spaceId]));
  await ground.store.commit(rows.flatMap((row) => sendAgainOps(ground.now, row)));
}

const sent = () => ground.front.scores.map(({ timestamp, status }) => [timestamp.slice(17, 19), status]);

describe('A lost answer', () => {
  test('A21 is asked for: a score that Moodle has already is delivered, and goes out under one time only', async () => {
    ground.front.troubles.push('lost-answer', 'lost-answer');
    await ground.want('complete');
    await ground.patiently();
    expect(sent()).toEqual([
      ['00', 200],
      ['00', 409],
      ['00', 409],
    ]);
    expect(await ground.delivery()).toMatchObject({ state: 'delivered', reason: null });
  });

  test('A21 does not hide that somebody graded in Moodle meanwhile', async () => {
    ground.front.troubles.push('lost-answer');
    await ground.want('complete');
    await ground.workers().drain();
    ground.turnClock(10_000);
    await ground.gradeInMoodle(70);
    await ground.patiently();
    expect([ground.grade(), (await ground.delivery())?.state]).toEqual([70, 'superseded']);
  });

  test('A21 of a score that is taken back meanwhile: it is found in Moodle and taken back', async () => {
    ground.front.troubles.push('lost-answer');
    await ground.want('complete');
    await ground.workers().drain();
    await ground.want('undone');
    await ground.patiently();
    expect([ground.grade(), (await ground.delivery())?.state]).toEqual([null, 'delivered']);
  });

  test('A21 of a taking back: it is not done twice', async () => {
    await ground.want('complete');
    await ground.patiently();
    ground.front.troubles.push('lost-answer');
    await ground.want('undone');
    await ground.patiently();
    expect(ground.front.scores).toHaveLength(2);
    expect([ground.grade(), (await ground.delivery())?.state]).toEqual([null, 'delivered']);
  });
});

describe('Taking back', () => {
  test('touches only a grade that is ours: one that somebody gave in Moodle since then stays', async () => {
    await ground.want('complete');
    await ground.patiently();
    ground.turnClock(10_000);
    await ground.gradeInMoodle(100);
    await ground.want('undone');
    await ground.patiently();
    expect([ground.front.scores, ground.grade()]).toEqual([[], 100]);
    expect(await ground.delivery()).toMatchObject({ state: 'superseded', reason: 'grade.superseded' });
  });
});

describe('Sending again', () => {
  test('puts our score over a newer one, because somebody decided so', async () => {
    ground.turnClock(5000);
    await ground.gradeInMoodle(40);
    ground.turnClock(-5000);
    await ground.want('complete');
    await ground.patiently();
    expect(ground.grade()).toBe(40);
    ground.turnClock(20_000);
    await sendAgain();
    await ground.patiently();
    expect([ground.grade(), (await ground.delivery())?.state]).toEqual([100, 'delivered']);
  });

  test('helps somebody who was enrolled only later', async () => {
    const course = ground.practice.courses.find(({ id }) => id === ground.link.contextId);
    const members = course?.members;
    Object.assign(course ?? {}, { members: [] });
    await ground.want('complete');
    await ground.patiently();
    expect((await ground.delivery())?.reason).toBe('grade.user-refused');
    Object.assign(course ?? {}, { members });
    ground.turnClock(60 * day);
    await sendAgain();
    await ground.patiently();
    expect([ground.grade(), (await ground.delivery())?.state]).toEqual([100, 'delivered']);
  });

  test('of what has arrived, or still waits, changes nothing', async () => {
    await ground.want('complete');
    const before = await ground.delivery();
    await sendAgain();
    expect(await ground.delivery()).toEqual(before);
    await ground.patiently();
    await sendAgain();
    await ground.patiently();
    expect(ground.front.scores).toHaveLength(1);
  });
});
