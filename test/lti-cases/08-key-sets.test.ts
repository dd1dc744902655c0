import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { launchReportSheets } from '../../src/store/launch-report.ts';
import type { Op } from '../../src/store/port.ts';
import { anotherInstance, watchedStore } from '../support/instance.ts';
import { launch } from '../support/launching.ts';
import { codeOn, countWritten, expectRefusal } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';
import type { World } from '../support/world.ts';

const world = withWorld();
const coolDown = 30_000;
const foreignKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const unknownKey = (kid = 'unknown') => ({ header: { kid } });

const fetchesOf = ({ outgoing }: World): number =>
  outgoing.filter((call) => call === 'GET /mod/lti/certs.php').length;

afterEach(() => {
  delete world().practice.misbehave.certs;
  world().turnClock(coolDown);
});

describe('keys of Moodle are fetched rarely', () => {
  test('X102 a thousand unknown keys cause one fetch, and one more after half a minute', async () => {
    const before = fetchesOf(world());
    const answers: unknown[] = [];
    for (let round = 0; round < 20; round++) {
      const kids = Array.from({ length: 50 }, (_, index) => `kid-${round}-${index}`);
      const refused = await Promise.all(kids.map((kid) => launch(world(), unknownKey(kid))));
      answers.push(...refused.map(codeOn));
    }
    expect(answers).toEqual(Array(1000).fill('launch.key-unknown'));
    expect(fetchesOf(world())).toBe(before + 1);
    world().turnClock(coolDown);
    await launch(world(), unknownKey());
    expect(fetchesOf(world())).toBe(before + 2);
  });

  test('X102 a known key still opens the link in between, without a fetch', async () => {
    await launch(world(), unknownKey());
    const before = fetchesOf(world());
    expect((await launch(world())).statusCode).toBe(303);
    expect(fetchesOf(world())).toBe(before);
  });

  test('fifty people who come at once after a restart cause one fetch', async () => {
    const fresh = await anotherInstance(world());
    const before = fetchesOf(world());
    const answers = await Promise.all(Array.from({ length: 50 }, () => launch(fresh)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(50).fill(303));
    expect(fetchesOf(world())).toBe(before + 1);
    await fresh.app.close();
  });
});

describe('while Moodle’s key set cannot be had', () => {
  test.each([
    ['is down', 'down', 'platform.keys-unreachable'],
    ['answers with a web page', 'garbage', 'platform.keys-invalid'],
  ] as const)(
    'X103 it %s: known keys work, an unknown one is told to come again',
    async (_title, certs, code) => {
      await launch(world());
      world().practice.misbehave.certs = certs;
      world().turnClock(coolDown);
      await expectRefusal(world(), code, () => launch(world(), unknownKey()));
      expect((await launch(world())).statusCode).toBe(303);
      await expectRefusal(world(), code, () => launch(world(), unknownKey('another')));
    },
  );

  test('X103 it is down from the start: refused with "come again", and it works when Moodle is back', async () => {
    const fresh = await anotherInstance(world());
    world().practice.misbehave.certs = 'down';
    const refused = await launch(fresh);
    expect([refused.statusCode, codeOn(refused)]).toEqual([503, 'platform.keys-unreachable']);
    expect(refused.headers['retry-after']).toBeDefined();
    delete world().practice.misbehave.certs;
    const before = fetchesOf(world());
    await launch(fresh);
    expect(fetchesOf(world())).toBe(before);
    world().turnClock(coolDown);
    expect((await launch(fresh)).statusCode).toBe(303);
    await fresh.app.close();
  });

  test('X103 it never answers: others go on, and the one who waits is told after five seconds', async () => {
    await launch(world());
    world().practice.misbehave.certs = 'slow';
    world().turnClock(coolDown);
    const waiting = launch(world(), unknownKey());
    const others = await Promise.all(Array.from({ length: 5 }, () => launch(world())));
    expect(others.map(({ statusCode }) => statusCode)).toEqual(Array(5).fill(303));
    const answer = await waiting;
    expect([answer.statusCode, codeOn(answer)]).toEqual([503, 'platform.keys-unreachable']);
  });
});

describe('X105 a signature that is not right', () => {
  test('causes no fetch, and leaves no session, account or nonce', async () => {
    await launch(world());
    const before = { fetches: fetchesOf(world()), written: await countWritten(world()) };
    for (let attempt = 0; attempt < 20; attempt++)
      await expectRefusal(world(), 'launch.signature-invalid', () => launch(world(), { key: foreignKey }));
    expect({ fetches: fetchesOf(world()), written: await countWritten(world()) }).toEqual(before);
  });

  test('is written down for the administration only, together with others, once a second at most', async () => {
    const commits: (readonly Op[])[] = [];
    const store = watchedStore(world().core.store, (method, args) => {
      if (method === 'commit') commits.push(args[0] as Op[]);
    });
    const fresh = await anotherInstance(world(), { store });
    const began = Date.now();
    for (let round = 0; round < 4; round++)
      await Promise.all(Array.from({ length: 50 }, () => launch(fresh, { key: foreignKey })));
    await fresh.app.close();
    const seconds = (Date.now() - began) / 1000;
    expect(commits.length).toBeLessThanOrEqual(Math.floor(seconds) + 1);
    expect(commits.flat().every((op) => op.collection === launchReportSheets)).toBe(true);
    expect(commits.length).toBeGreaterThan(0);
    expect(commits.flat().length).toBeLessThanOrEqual(8 * commits.length);
  });
});
