import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { minute } from '../../src/runtime/clock.ts';
import { syncRuns } from '../../src/store/sync-run.ts';
import { planSync } from '../../src/sync/plan.ts';
import { startRun } from '../../src/sync/run-start.ts';
import { openMoodleServices } from '../support/moodle-services.ts';
import { temporaryDatabase } from '../support/store.ts';
import { syncGround } from '../support/sync-ground.ts';

const courseId = 3;

test('killed at ten random moments of a run of 600 steps, and continued each time: everybody is where the plan says, nobody was written twice', async () => {
  const { moodle, reader, writer, close } = await openMoodleServices();
  const start = Date.parse('2026-11-23T10:00:00Z');
  const database = await temporaryDatabase({ clock: () => start });
  const ground = syncGround(await database.connect(), { reader, writer });
  const people = moodle.invent(300).map(({ userId }) => Number(userId));
  const cohortId = moodle.webServices.addCohort('Netzwerk');
  await ground.members(people);
  const mappings = [
    await ground.mapping({ moodle: { kind: 'cohort', cohortId } }),
    await ground.mapping({
      moodle: { kind: 'enrolment', courseId, roleId: 5, role: 'student' },
      whenGone: 'suspend',
    }),
  ].map(({ id }) => id);
  const plan = await ground.approved(
    await planSync(ground.services, ground.siteId, { mappingIds: mappings }),
  );
  expect(plan.counts.add).toBe(600);
  const run = await startRun(ground.services, plan.id, null);
  moodle.misbehave.webServiceLatency = { callMs: 4, elementMs: 0.2 };
  let present = start;
  const worker = (): ChildProcess => {
    const program = fileURLToPath(new URL('./run-child.ts', import.meta.url));
    const words = [
      '--no-warnings',
      program,
      database.path,
      String(present),
      run.id,
      moodle.origin,
      moodle.webServices.token,
    ];
    present += 3 * minute;
    return spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  const writes = (): number => moodle.webServices.calls.filter(({ elements }) => elements > 1).length;
  for (let round = 0; round < 10; round += 1) {
    const before = writes();
    const child = worker();
    const wanted = 1 + Math.floor(Math.random() * 5);
    while (writes() - before < wanted && child.exitCode === null) await pause(1);
    await pause(Math.random() * 12);
    child.kill('SIGKILL');
    expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
  }
  expect((await ground.services.store.get(syncRuns, run.id))?.doc.state).toBe('running');
  expect(await once(worker(), 'close')).toEqual([0, null]);
  expect((await ground.services.store.get(syncRuns, run.id))?.doc).toMatchObject({
    state: 'done',
    done: 600,
    refused: 0,
  });
  expect(moodle.webServices.cohort(cohortId)?.members).toEqual(new Set(people));
  expect(
    people.filter((userId) => moodle.webServices.enrolment(courseId, userId)?.manual?.status !== 0),
  ).toEqual([]);
  // One welcome message each: whoever was enrolled by a call without an answer was not enrolled again.
  const welcomed = moodle.webServices.messages.map(({ userId }) => Number(userId));
  expect(welcomed.length).toBe(300);
  const again = await planSync(ground.services, ground.siteId, { mappingIds: mappings });
  expect(again.counts).toEqual({ add: 0, reactivate: 0, suspend: 0, remove: 0, list: 0 });
  await close();
  await database.remove();
}, 120_000);
