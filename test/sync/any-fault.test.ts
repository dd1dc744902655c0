import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CodedError } from '../../src/domain/errors.ts';
import { changesIn } from '../../src/domain/sync-counts.ts';
import type { WebServiceTrouble } from '../../src/practice-moodle/web-services/trouble.ts';
import { memberships } from '../../src/store/membership.ts';
import { everyRow, type Store } from '../../src/store/port.ts';
import { planSync } from '../../src/sync/plan.ts';
import { workOn } from '../../src/sync/run.ts';
import { startRun } from '../../src/sync/run-start.ts';
import { type MoodleServices, openMoodleServices } from '../support/moodle-services.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/store.ts';
import { type SyncGround, syncGround } from '../support/sync-ground.ts';

const passing: WebServiceTrouble[] = [
  'error-500',
  'bad-gateway',
  'busy',
  'lost-request',
  'lost-answer',
  'html',
  'html-after',
  'broken-json',
  'exception',
  'php-error',
];
const lists: WebServiceTrouble[] = ['empty-list', 'cut-list'];
const calm = fc.constant<WebServiceTrouble | undefined>(undefined);
/** Calls that go wrong; a list is never cut more than twice in a row, because who cuts it always is believed. */
const troubles = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: calm.map((one) => [one]) },
    { weight: 3, arbitrary: fc.constantFrom(...passing).map((one) => [one]) },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.constantFrom(...lists), { minLength: 1, maxLength: 2 })
        .map((some) => [...some, undefined]),
    },
  ),
  { maxLength: 25 },
);

let services: MoodleServices;
let database: TemporaryDatabase;
let store: Store;
beforeAll(async () => {
  services = await openMoodleServices();
  database = await temporaryDatabase({ isQuick: true, clock: () => Date.parse('2026-11-23T10:00:00Z') });
  store = await database.connect();
});
afterAll(async () => {
  await services.close();
  await database.remove();
});

async function attempt(ground: SyncGround, ids: string[]): Promise<void> {
  try {
    const plan = await ground.approved(await planSync(ground.services, ground.siteId, { mappingIds: ids }));
    let run = await workOn(ground.services, (await startRun(ground.services, plan.id, null)).id, {
      atOnce: 2,
    });
    for (let tries = 0; run.activeSiteId !== null && tries < 40; tries += 1)
      run = await workOn(ground.services, run.id);
    expect(run.state).toBe('done');
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
  }
}

test('whatever Moodle answers over the wire: nobody loses anything by it, and when it is well again everything is as wanted, with one message to each', async () => {
  const { moodle, reader, writer } = services;
  const web = moodle.webServices;
  await fc.assert(
    fc.asyncProperty(troubles, fc.boolean(), async (some, hasBadOne) => {
      const people = moodle.invent(12).map(({ userId }) => Number(userId));
      const [bad = 0, human = 0] = people;
      const course = moodle.addCourse({ shortName: `C${bad}`, members: [] });
      const cohortId = web.addCohort('Ziel', [human]);
      const sourceId = web.addCohort('Quelle', people.slice(6));
      const own = Number(course.id);
      const ground = syncGround(store, { reader, writer });
      await ground.members(people.slice(0, 8));
      const ids = [
        await ground.mapping({ moodle: { kind: 'cohort', cohortId }, whenGone: 'remove' }),
        await ground.mapping({
          moodle: { kind: 'enrolment', courseId: own, roleId: 5, role: 'student' },
          whenGone: 'suspend',
        }),
        await ground.mapping({
          moodle: { kind: 'cohort', cohortId: sourceId },
          direction: 'from-moodle',
          whenGone: 'suspend',
        }),
      ].map(({ id }) => id);
      const queue = some.flat();
      moodle.misbehave.webServices = () => queue.shift() ?? (hasBadOne ? { badUser: bad } : undefined);
      for (let round = 0; round < 3; round += 1) {
        await attempt(ground, ids);
        const left = await Array.fromAsync(
          everyRow(store, memberships, 'bySpace', [ground.spaceId]),
          ({ doc }) => doc,
        );
        expect(left.filter(({ status }) => status !== 'active')).toEqual([]);
        expect(web.cohort(cohortId)?.members.has(human)).toBe(true);
        expect(web.enrolled(own).filter(({ manual }) => manual?.status === 1)).toEqual([]);
      }
      queue.length = 0;
      moodle.misbehave.webServices = () => undefined;
      await attempt(ground, ids);
      await attempt(ground, ids);
      expect(web.cohort(cohortId)?.members).toEqual(new Set(people));
      const enrolled = web
        .enrolled(own)
        .filter(({ manual }) => manual?.status === 0)
        .map(({ userId }) => userId);
      expect(enrolled.sort((a, b) => a - b)).toEqual(people);
      const welcomed = web.messages.filter((message) => Number(message.courseId) === own);
      expect(welcomed.length).toBe(people.length);
      const again = await planSync(ground.services, ground.siteId, { mappingIds: ids });
      expect(changesIn(again.counts)).toBe(0);
    }),
    { numRuns: Number(process.env.WORLDS ?? 25) },
  );
}, 120_000);
