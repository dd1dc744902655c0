import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readResult, sendScore } from '../../lti/grades.ts';
import { minute } from '../../src/runtime/clock.ts';
import { type GradeGround, gradeGround, learner } from '../support/grade-ground.ts';

let ground: GradeGround;
beforeEach(async () => {
  ground = await gradeGround();
});
afterEach(() => ground.close());

const seconds = (): number => Math.floor(ground.now() / 1000);
const cell = () => ({ lineItemUrl: ground.link.lineItemUrl, sub: learner });
const send = (points: { given: number; maximum: number } | null, timestamp = seconds()) =>
  sendScore(ground.services(), ground.registration, { ...cell(), timestamp, points });
const scoreCalls = () => ground.front.scores.map(({ status }) => status);

describe('One score on the wire', () => {
  test('A06 a score goes below the address that Moodle gave, and its query stays', async () => {
    await ground.want('complete');
    await ground.patiently();
    const [course, item] = [ground.link.contextId, ground.practice.activityById('network').gradeItemId];
    const path = `/mod/lti/services.php/${course}/lineitems/${item}/lineitem/scores?type_id=1`;
    expect(ground.front.scores.map((score) => score.path)).toEqual([path]);
    expect(ground.grade()).toBe(100);
    expect(ground.practice.completion('network', 'trainee')).toBe(1);
  });

  test('A07 what the gradebook shows of one person is read, never with a limit', async () => {
    expect(await readResult(ground.services(), ground.registration, cell())).toBeUndefined();
    await send({ given: 100, maximum: 100 });
    expect(await readResult(ground.services(), ground.registration, cell())).toEqual({
      isFull: true,
      timestamp: seconds(),
    });
    expect(ground.practice.requests.filter(({ path }) => path.includes('limit='))).toEqual([]);
    expect(ground.practice.requests.at(-1)?.path).toContain('/lineitem/results?type_id=1&user_id=5');
  });

  test('A08 a score says for whom, when, and how far, with the time zone', async () => {
    await ground.want('complete');
    await ground.patiently();
    expect(ground.front.scores[0]?.body).toMatchObject({
      userId: learner,
      timestamp: '2026-11-23T10:00:00.000Z',
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
    });
  });

  test('A09 a number never goes without the maximum that it is out of', async () => {
    await send({ given: 60, maximum: 100 });
    await send(null, seconds() + 1);
    expect(ground.front.scores.map(({ body }) => [body.scoreGiven, body.scoreMaximum])).toEqual([
      [60, 100],
      [undefined, undefined],
    ]);
  });

  test('A17 more points than the maximum are sent as they are; Moodle cuts them', async () => {
    expect(await send({ given: 150, maximum: 100 })).toBe('accepted');
    expect(ground.front.scores[0]?.body.scoreGiven).toBe(150);
    expect(ground.grade()).toBe(100);
  });

  test('A18 zero points are points: they are sent and shown', async () => {
    expect(await send({ given: 0, maximum: 100 })).toBe('accepted');
    expect(ground.front.scores[0]?.body.scoreGiven).toBe(0);
    expect(ground.grade()).toBe(0);
    const shown = await readResult(ground.services(), ground.registration, cell());
    expect(shown).toEqual({ isFull: false, timestamp: seconds() });
  });

  test('A19 a score is cleared by one without a number', async () => {
    await ground.want('complete');
    await ground.patiently();
    await ground.want('undone');
    await ground.patiently();
    expect(ground.front.scores.at(-1)?.body).toEqual({
      userId: learner,
      timestamp: '2026-11-23T10:00:01.000Z',
      activityProgress: 'Initialized',
      gradingProgress: 'NotReady',
    });
    expect([ground.grade(), ground.practice.completion('network', 'trainee')]).toEqual([null, 0]);
    expect(await ground.delivery()).toMatchObject({ state: 'delivered', acknowledged: 'undone' });
  });
});

describe('When Moodle does not simply say yes', () => {
  test('A13 a newer grade in Moodle stays, and the page can say so', async () => {
    await send({ given: 40, maximum: 100 }, seconds() + 60);
    await ground.want('complete');
    await ground.patiently();
    expect(ground.grade()).toBe(40);
    expect(await ground.delivery()).toMatchObject({
      state: 'superseded',
      reason: 'grade.superseded',
      dueAt: null,
    });
  });

  test('A14 an access token that Moodle does not take any more is replaced once, and the score arrives', async () => {
    ground.practice.misbehave.services = 'unauthorized-once';
    await ground.want('complete');
    await ground.workers().drain();
    const tokens = ground.front.calls.filter((call) => call.endsWith('/token.php'));
    expect([tokens.length, scoreCalls(), ground.grade()]).toEqual([2, [401, 200], 100]);
  });

  test.each([
    ['rate-limited', 90],
    ['overloaded', 40],
  ] as const)(
    'A15 Moodle is %s and asks to wait %s seconds: exactly that long nothing is sent',
    async (trouble, wait) => {
      Object.assign(ground.practice.misbehave, { services: trouble, retryAfterSeconds: wait });
      await ground.want('complete');
      await ground.workers().drain();
      expect(await ground.delivery()).toMatchObject({ state: 'queued', reason: 'service.wait' });
      delete ground.practice.misbehave.services;
      ground.turnClock(wait * 1000 - 1);
      await ground.workers().drain();
      expect(scoreCalls()).toHaveLength(1);
      ground.turnClock(1);
      await ground.workers().drain();
      expect([scoreCalls().at(-1), ground.grade()]).toEqual([200, 100]);
    },
  );

  test('A15 while Moodle asks to wait, the other scores for it are not tried one after the other', async () => {
    const people = ground.practice.enrol(20);
    Object.assign(ground.practice.misbehave, { services: 'overloaded', retryAfterSeconds: 600 });
    for (const { userId } of people) await ground.want('complete', userId);
    await ground.workers().drain();
    expect(scoreCalls().length).toBeLessThanOrEqual(4);
    delete ground.practice.misbehave.services;
    await ground.patiently();
    expect(people.map(({ userId }) => ground.grade(userId))).toEqual(people.map(() => 100));
  });

  test('A16 for somebody whom Moodle does not grade it is given up at once, with the reason', async () => {
    await ground.want('complete', '3');
    await ground.want('complete', '4711');
    await ground.patiently();
    for (const userId of ['3', '4711']) {
      const given = await ground.delivery(userId);
      expect(given).toMatchObject({ state: 'dead', reason: 'grade.user-refused', attempts: 1, dueAt: null });
    }
  });

  test('A16 a column that was deleted in Moodle is given up at once, with the reason', async () => {
    await ground.want('complete');
    const { gradeItems } = ground.practice as unknown as { gradeItems: unknown[] };
    gradeItems.length = 0;
    await ground.patiently();
    expect(await ground.delivery()).toMatchObject({ state: 'dead', reason: 'grade.line-item-gone' });
  });

  test('a column on a foreign server is never called', async () => {
    ground.link = {
      ...ground.link,
      lineItemUrl: 'http://localhost:81/mod/lti/services.php/3/lineitems/21/lineitem',
    };
    await ground.want('complete');
    await ground.patiently();
    expect(ground.front.calls).toEqual([]);
    expect(await ground.delivery()).toMatchObject({ state: 'dead', reason: 'service.address-foreign' });
  });

  test('where Moodle does not allow scores it is tried each hour, with the reason, for two weeks', async () => {
    ground.practice.configure({ gradeSync: 'never' });
    await ground.want('complete');
    await ground.workers().drain();
    expect(await ground.delivery()).toMatchObject({ state: 'queued', reason: 'service.scope-refused' });
    expect((await ground.delivery())?.dueAt).toBe(ground.now() + 60 * minute);
    for (let day = 0; day < 15; day += 1) {
      ground.turnClock(24 * 60 * minute);
      await ground.workers().drain();
    }
    expect(await ground.delivery()).toMatchObject({ state: 'dead', reason: 'service.scope-refused' });
  });

  test('a page instead of an answer is no yes', async () => {
    ground.practice.misbehave.services = 'html';
    await ground.want('complete');
    await ground.workers().drain();
    expect(await ground.delivery()).toMatchObject({ state: 'queued', reason: 'service.answer-invalid' });
    delete ground.practice.misbehave.services;
    await ground.patiently();
    expect(ground.grade()).toBe(100);
  });
});
