import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { courseLinks } from '../../src/store/course-link.ts';
import { everyRow } from '../../src/store/port.ts';
import { scoreDeliveries, wantScoreOps } from '../../src/store/score-delivery.ts';
import { spaces } from '../../src/store/space.ts';
import { linkOf } from '../support/grade-ground.ts';
import { hiddenFields } from '../support/launching.ts';
import { startMongo, temporaryMongoDatabase } from '../support/mongo.ts';
import { temporaryDatabase } from '../support/store.ts';
import { signedLaunch, startTwoInstances, type TwoInstances, wanderer } from '../support/two-instances.ts';

interface Place {
  url: string;
  remove(): Promise<void>;
}

async function onSqlite(): Promise<Place> {
  const database = await temporaryDatabase();
  return { url: `sqlite:${database.path}`, remove: () => database.remove() };
}

async function onMongo(): Promise<Place> {
  const { url, remove } = temporaryMongoDatabase(await startMongo());
  return { url, remove };
}

journeys('Two instances on one SQLite file', onSqlite);
// Not on the stand-in: it lets two transactions change one document.
if (process.env.MONGODB_URL !== undefined) journeys('Two instances on a MongoDB replica set', onMongo);
else {
  describe.skip('Two instances on a MongoDB replica set (skipped: MONGODB_URL is not set)', () => {
    journeys('The journeys', onMongo);
  });
}

function journeys(title: string, open: () => Promise<Place>): void {
  describe(title, () => {
    let place: Place;
    let both: TwoInstances;
    beforeAll(async () => {
      place = await open();
      both = await startTwoInstances(place.url);
    }, 90_000);
    afterAll(async () => {
      await both.close();
      await place.remove();
    });

    const trainee = { personId: 'trainee', activityId: 'network' };

    test('a login at one, the launch at the other, pages at both: one session', async () => {
      const { one, other, publicUrl } = both;
      const browser = wanderer(publicUrl);
      const launched = await browser.post(
        other,
        '/lti/launch',
        await signedLaunch(both, browser, one, trainee),
      );
      expect(launched.status).toBe(303);
      const space = launched.headers.get('location') ?? '';
      for (const instance of [one, other, one]) {
        const page = await browser.get(instance, space);
        expect([page.status, await page.text()]).toEqual([
          200,
          expect.stringContaining('Lernen 27 Lippenau'),
        ]);
      }
    });

    test('an answer of Moodle that reaches both at the same moment lets somebody in once', async () => {
      const { one, other, publicUrl } = both;
      for (let round = 0; round < 5; round += 1) {
        const browser = wanderer(publicUrl);
        const answer = await signedLaunch(both, browser, one, trainee);
        const sent = [one, other, one, other].map((at) => browser.post(at, '/lti/launch', answer));
        const statuses = (await Promise.all(sent)).map(({ status }) => status);
        expect(statuses.sort()).toEqual([303, 409, 409, 409]);
      }
    });

    test('a link that is set up at both at the same moment gets one space', async () => {
      const { one, other, publicUrl, store } = both;
      const browser = wanderer(publicUrl);
      const teacher = { personId: 'teacher', activityId: 'unbound' };
      const launched = await browser.post(
        one,
        '/lti/launch',
        await signedLaunch(both, browser, one, teacher),
      );
      const setup = launched.headers.get('location') ?? '';
      const hidden = hiddenFields(await (await browser.get(other, setup)).text());
      const fields = { ...hidden, kind: 'network', title: 'Netzwerk zu zweit' };
      const answers = await Promise.all(
        [one, other].map((at) => browser.post(at, `${setup}/new-space`, fields)),
      );
      expect(answers.filter(({ status }) => status === 303).length).toBeGreaterThan(0);
      const made = await Array.fromAsync(everyRow(store, spaces, 'byKind', ['network']), ({ doc }) => doc);
      const ours = made.filter(({ title: name }) => name === fields.title);
      expect(ours).toHaveLength(1);
      const links = await Array.fromAsync(everyRow(store, courseLinks, 'bySpace', [ours[0]?.id ?? '']));
      expect(links).toHaveLength(1);
    });

    test('of eighty grades every one arrives, once, whoever sends it', async () => {
      const people = both.practice.enrol(80);
      await want(people.map(({ userId }) => userId));
      await allDelivered();
      const grades = both.practice.grades('network');
      expect(people.map(({ userId }) => grades[userId]?.value)).toEqual(people.map(() => 100));
      const sent = both.practice.requests.filter(({ path }) => path.includes('/scores'));
      expect(sent).toHaveLength(people.length);
    });

    test('when one ends, the other goes on with its people and its grades', async () => {
      const { one, other, publicUrl, practice } = both;
      const browser = wanderer(publicUrl);
      const launched = await browser.post(
        one,
        '/lti/launch',
        await signedLaunch(both, browser, one, trainee),
      );
      one.process.stop('SIGTERM');
      expect(await one.process.ended).toBe(0);
      expect((await browser.get(other, launched.headers.get('location') ?? '')).status).toBe(200);
      const people = practice.enrol(5);
      await want(people.map(({ userId }) => userId));
      await allDelivered();
      expect(people.map(({ userId }) => practice.grades('network')[userId]?.value)).toEqual(
        people.map(() => 100),
      );
    });

    async function want(userIds: readonly string[]): Promise<void> {
      const { store, practice, registration } = both;
      const link = linkOf(practice, registration);
      for (const sub of userIds) {
        const account = { id: `account-${sub}`, siteId: registration.siteId, sub };
        const score = { link, spaceId: 'a-space', account, wanted: 'complete' as const };
        await store.commit(await wantScoreOps(store, Date.now, score));
      }
    }

    async function allDelivered(): Promise<void> {
      for (;;) {
        const rows = await Array.fromAsync(everyRow(both.store, scoreDeliveries, 'bySpace', []));
        if (rows.every(({ doc }) => doc.state === 'delivered')) return;
        await setTimeout(50);
      }
    }
  });
}
