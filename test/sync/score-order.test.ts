import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readResult } from '../../lti/grades.ts';
import { day } from '../../src/runtime/clock.ts';
import { everyRow } from '../../src/store/port.ts';
import { scoreDeliveries, wantScoreOps } from '../../src/store/score-delivery.ts';
import { type GradeGround, gradeGround, learner, spaceId } from '../support/grade-ground.ts';

let ground: GradeGround;
beforeEach(async () => {
  ground = await gradeGround();
});
afterEach(() => ground.close());

const sent = () => ground.front.scores.map(({ timestamp, status }) => [timestamp.slice(17, 19), status]);

describe('Order', () => {
  test('A20 changes within one second go out one after the other, each with a later second', async () => {
    for (const wanted of ['complete', 'undone', 'complete', 'undone'] as const) {
      await ground.want(wanted);
      await ground.workers().drain();
    }
    expect(sent()).toEqual([
      ['00', 200],
      ['01', 200],
      ['02', 200],
      ['03', 200],
    ]);
    expect(ground.grade()).toBeNull();
  });

  test('A20 of many changes that wait, only the last is sent', async () => {
    await ground.want('complete');
    await ground.want('undone');
    await ground.want('complete');
    await ground.patiently();
    expect([sent(), ground.grade()]).toEqual([[['00', 200]], 100]);
  });

  test('A20 a score carries the time of the progress, however late it is sent', async () => {
    await ground.want('complete');
    ground.turnClock(30 * day);
    await ground.patiently();
    expect(ground.front.scores.map(({ timestamp }) => timestamp)).toEqual(['2026-11-23T10:00:00.000Z']);
  });

  test('what changes while a score is under way is sent after it', async () => {
    await ground.want('complete');
    const { http } = ground.front;
    const send = http.send;
    http.send = async (request, limits) => {
      const answer = await send(request, limits);
      http.send = send;
      await ground.want('undone');
      await ground.workers().drain();
      return answer;
    };
    await ground.patiently();
    expect(ground.front.scores.map(({ body }) => body.scoreGiven)).toEqual([100, undefined]);
    expect([ground.grade(), (await ground.delivery())?.state]).toEqual([null, 'delivered']);
  });

  test('what is taken back before anything was sent calls nobody', async () => {
    await ground.want('complete');
    await ground.want('undone');
    await ground.patiently();
    expect([ground.front.calls, (await ground.delivery())?.state]).toEqual([[], 'delivered']);
  });
});

test('the time of an erasure in Moodle does not keep a score out that was wanted before it', async () => {
  const own = ground.practice.gradeItems[0];
  if (!own) throw new Error('no column');
  // A column that a tool added keeps the time at which it was emptied; a column of an activity does not.
  const added = { ...own, id: '900', instanceId: '', linkId: '' };
  (ground.practice.gradeItems as (typeof own)[]).push(added);
  ground.link = {
    ...ground.link,
    lineItemUrl: ground.link.lineItemUrl.replace(/\d+\/lineitem\?/, '900/lineitem?'),
  };
  await ground.want('complete');
  await ground.patiently();
  await ground.want('undone');
  ground.turnClock(100_000);
  const { http } = ground.front;
  const send = http.send;
  http.send = async (request, limits) => {
    if (request.method === 'POST' && request.url.includes('/scores')) {
      http.send = send;
      ground.turnClock(-50_000);
      await ground.want('complete');
      ground.turnClock(50_000);
    }
    return send(request, limits);
  };
  await ground.patiently();
  expect(ground.front.scores.map(({ status }) => status)).toEqual([200, 200, 409, 200]);
  const cell = { lineItemUrl: ground.link.lineItemUrl, sub: learner };
  expect(await readResult(ground.services(), ground.registration, cell)).toMatchObject({ isFull: true });
});

describe('Nothing is wanted of Moodle', () => {
  const account = { id: 'account-5', siteId: 'another-site', sub: learner };

  test('for somebody of another Moodle', async () => {
    const score = { link: ground.link, spaceId, account, wanted: 'complete' as const };
    expect(await wantScoreOps(ground.store, ground.now, score)).toEqual([]);
  });

  test('where it did not allow scores', async () => {
    ground.link = { ...ground.link, canScore: false };
    await ground.want('complete');
    expect(await ground.delivery()).toBeUndefined();
  });

  test('when nothing was reported that could be taken back', async () => {
    await ground.want('undone');
    expect(await ground.delivery()).toBeUndefined();
  });
});

test('a score still arrives a year after the last launch', async () => {
  ground.turnClock(365 * day);
  await ground.want('complete');
  await ground.patiently();
  expect(ground.grade()).toBe(100);
});

test('workers that are stopped finish what they send, and leave the rest to the next ones', async () => {
  const people = ground.practice.enrol(40);
  for (const { userId } of people) await ground.want('complete', userId);
  ground.practice.misbehave.latencyMs = 5;
  const workers = ground.workers();
  workers.start();
  while (ground.front.scores.length < 5) await new Promise((resolve) => setTimeout(resolve, 5));
  await workers.stop();
  const arrived = ground.front.scores.length;
  const rows = await Array.fromAsync(everyRow(ground.store, scoreDeliveries, 'bySpace', [spaceId]));
  expect(rows.filter(({ doc }) => doc.state === 'delivered')).toHaveLength(arrived);
  expect(arrived).toBeLessThan(40);
  const others = rows.filter(({ doc }) => doc.state === 'queued');
  expect(others.filter(({ doc }) => doc.dueAt === null || doc.dueAt > ground.now())).toEqual([]);
  await ground.workers().drain();
  expect(ground.front.scores.map(({ status }) => status)).toEqual(people.map(() => 200));
});
