import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { minute } from '../../src/runtime/clock.ts';
import { createScoreWorkers } from '../../src/sync/score-worker.ts';
import { freePort } from '../support/free-port.ts';
import { type GradeGround, gradeGround } from '../support/grade-ground.ts';
import { type Life, mortalServices } from '../support/mortal.ts';
import { testSecret } from '../support/world.ts';

const leaseEnds = 11 * minute;

/** How often a score of a person took effect in Moodle. */
function effectsOf({ front }: GradeGround, userId: string): number {
  return front.scores.filter((score) => score.userId === userId && score.status === 200).length;
}

/** Delivers in a process that ends at this step; returns whether it did. */
async function diesAt(ground: GradeGround, left: number): Promise<boolean> {
  const life: Life = { left, isOver: false };
  const store = await ground.database.connect();
  const services = mortalServices(ground, store, life);
  await createScoreWorkers(services, { workers: 1 })
    .drain()
    .catch((error: unknown) => {
      if (!life.isOver) throw error;
    });
  await store.close();
  return life.isOver;
}

describe('A process that ends in the middle', () => {
  test('at whatever step: the next one brings the score in, and takes it back, once each', async () => {
    const ground = await gradeGround();
    let steps = 0;
    for (let at = 1, died = true; died; at += 1) {
      const userId = ground.practice.enrol(1)[0]?.userId ?? '';
      await ground.want('complete', userId);
      died = await diesAt(ground, at);
      ground.turnClock(leaseEnds);
      const next = await ground.database.connect();
      await ground.workers(next).drain();
      expect([at, ground.grade(userId), effectsOf(ground, userId)]).toEqual([at, 100, 1]);
      expect([at, (await ground.delivery(userId))?.state]).toEqual([at, 'delivered']);

      await ground.want('undone', userId);
      died = (await diesAt(ground, at)) || died;
      ground.turnClock(leaseEnds);
      await ground.workers(next).drain();
      expect([at, ground.grade(userId), effectsOf(ground, userId)]).toEqual([at, null, 2]);
      expect([at, (await ground.delivery(userId))?.state]).toEqual([at, 'delivered']);
      steps = at;
    }
    expect(steps).toBeGreaterThan(20);
    await ground.close();
  });

  test('at any moment of sending 200 scores, ten times: every score arrives, none twice with effect', async () => {
    const port = await freePort();
    const ground = await gradeGround({ port });
    const server = await ground.front.listen(port);
    const people = ground.practice.enrol(200);
    for (const { userId } of people) await ground.want('complete', userId);
    ground.practice.misbehave.latencyMs = 3;
    for (let round = 0; round < 10; round += 1) {
      const before = ground.front.scores.length;
      const child = drainer(ground);
      const wanted = 1 + Math.floor(Math.random() * 17);
      while (ground.front.scores.length - before < wanted) await pause(1);
      await pause(Math.random() * 8);
      child.kill('SIGKILL');
      expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
      ground.turnClock(leaseEnds);
    }
    expect(people.filter(({ userId }) => ground.grade(userId) === null).length).toBeGreaterThan(0);
    expect(await once(drainer(ground), 'close')).toEqual([0, null]);
    expect(people.filter(({ userId }) => ground.grade(userId) !== 100)).toEqual([]);
    expect(people.filter(({ userId }) => effectsOf(ground, userId) !== 1)).toEqual([]);
    const states = await Promise.all(people.map(({ userId }) => ground.delivery(userId)));
    expect(new Set(states.map((delivery) => delivery?.state))).toEqual(new Set(['delivered']));
    server.close();
    await ground.close();
  });
});

/** A process of its own that delivers what is due and ends. */
function drainer({ database, now }: GradeGround): ChildProcess {
  const program = fileURLToPath(new URL('./drain-child.ts', import.meta.url));
  const words = ['--no-warnings', program, database.path, testSecret, String(now())];
  return spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
