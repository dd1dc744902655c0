import { beforeAll, describe, expect, test } from '@jest/globals';
import de from '../../config/locales/de.json' with { type: 'json' };
import en from '../../config/locales/en.json' with { type: 'json' };
import { claim } from '../../lti/claims.ts';
import { checks } from '../../lti/launch-checks.ts';
import { listLaunches } from '../../src/commands/launches.ts';
import type { LaunchReport } from '../../src/domain/launch-report.ts';
import { day, minute } from '../../src/runtime/clock.ts';
import { findLaunchReports, launchReportSheets } from '../../src/store/launch-report.ts';
import { LaunchReports } from '../../src/web/launch-reports.ts';
import { come } from '../support/guest.ts';
import { anotherInstance } from '../support/instance.ts';
import { form, launch, open, postLaunch, startLogin } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { everyPageVisitor } from '../support/route-visitors.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { withWorld } from '../support/with-world.ts';
import type { World } from '../support/world.ts';

const world = withWorld();
const elsewhere = withSecondMoodle(world);
const names: readonly string[] = [...checks.map(([name]) => name), 'target-site', 'first-use'];
const until = (name: string): readonly string[] => names.slice(0, names.indexOf(name));

/** What is written down of launches made here; an instance of its own writes it when it closes. */
async function reportsOf(attempts: (here: World) => Promise<unknown>): Promise<LaunchReport[]> {
  const { core, site } = world();
  const known = (await findLaunchReports(core.store, site.id, 500)).map(({ requestNumber }) => requestNumber);
  const here = await anotherInstance(world());
  await attempts(here);
  await here.app.close();
  return (await findLaunchReports(core.store, site.id, 500))
    .filter(({ requestNumber }) => !known.includes(requestNumber))
    .reverse();
}

describe('a launch that began here is written down', () => {
  test('with every check that it passed, in their order, if it was let in', async () => {
    const [report] = await reportsOf((here) => launch(here));
    expect(report).toMatchObject({ passed: names, failed: null, code: null });
  });

  test.each([
    ['registration', 'browser', 'launch.browser-mismatch', { cookies: {} }],
    ['platform-answer', 'platform-answer', 'launch.token-missing', { token: '' }],
    ['token-shape', 'token-shape', 'launch.token-malformed', { token: 'x' }],
    ['signature', 'signature', 'launch.key-unknown', { header: { kid: 'unknown' } }],
    ['times', 'times', 'launch.token-expired', { claims: { iat: 1, exp: 2 } }],
    ['nonce', 'nonce', 'launch.nonce-mismatch', { claims: { nonce: 'x' } }],
    ['version', 'version', 'launch.version-wrong', { claims: { [claim.version]: '1.1' } }],
    ['deployment', 'deployment', 'launch.deployment-unknown', { claims: { [claim.deploymentId]: '9' } }],
    ['claims', 'claims', 'launch.claim-missing', { claims: { sub: undefined } }],
  ])('with the one that failed and why: %s', async (_name, failed, code, bent) => {
    const reports = await reportsOf((here) => launch(here, bent));
    expect(reports).toMatchObject([{ passed: until(failed), failed, code }]);
  });

  test('with "used for the first time" as the last one, if somebody sends it twice', async () => {
    const reports = await reportsOf(async (here) => {
      const { state, nonce, cookies } = await startLogin(here);
      const id_token = await here.practice.idToken({ personId: 'trainee', activityId: 'network', nonce });
      await postLaunch(here, { id_token, state, cookies });
      await postLaunch(here, { id_token, state, cookies });
    });
    expect(reports).toHaveLength(2);
    expect(reports.map(({ failed, code }) => [failed, code])).toEqual(
      expect.arrayContaining([
        ['first-use', 'launch.nonce-used'],
        [null, null],
      ]),
    );
    expect(reports.find(({ failed }) => failed)?.passed).toEqual(until('first-use'));
  });

  test('under the number that stands on the person’s page and in the log', async () => {
    let page = '';
    const [report] = await reportsOf(async (here) => {
      page = (await launch(here, { claims: { iat: 1, exp: 2 } })).body;
    });
    expect(page).toContain(`<code>${report?.requestNumber}</code>`);
    expect(world().logged.filter(({ reqId }) => reqId === report?.requestNumber)).not.toEqual([]);
  });

  test('and nothing about the person', async () => {
    const [good, bad] = await reportsOf(async (here) => {
      await launch(here, { claims: { sub: 'sub-4711', name: 'Nora Nichts' } });
      await launch(here, { claims: { sub: 'sub-4711', name: 'Nora Nichts', [claim.version]: 'sub-4711' } });
    });
    for (const report of [good, bad]) {
      expect(Object.keys(report ?? {}).sort()).toEqual(
        ['at', 'code', 'failed', 'passed', 'requestNumber'].sort(),
      );
      expect(JSON.stringify(report)).not.toMatch(/4711|Nora|@|eyJ/);
    }
  });
});

test('attempts that did not begin here are counted, and nothing is stored of them', async () => {
  const here = await anotherInstance(world());
  const count = async (): Promise<number> =>
    (await findLaunchReports(here.core.store, here.site.id, 1000)).length;
  const stored = await count();
  for (const fields of [
    {},
    { state: '' },
    { state: 'x' },
    { state: 'y', id_token: 'z' },
    { state: 'eyJ.e30.x' },
  ])
    await here.app.inject({ method: 'POST', url: '/lti/launch', ...form(fields as Record<string, string>) });
  const { cookies } = await everyPageVisitor(here);
  const { body } = await here.app.inject({ url: '/operator/launches', cookies });
  const counted = body.slice(body.indexOf('nicht hier begannen'));
  expect(counted).toMatch(
    /: 2 <code>launch\.state-missing<\/code>.*: 3 <code>launch\.state-invalid<\/code>/s,
  );
  expect(await count()).toBe(stored + 1);
  await here.app.close();
});

describe('there are never more reports than places', () => {
  let now = 0;
  beforeAll(() => {
    now = world().now();
  });
  const { log, store } = { log: () => world().core.log, store: () => world().core.store };
  const gather = (): LaunchReports => new LaunchReports({ store: store(), clock: () => now, log: log() });
  const kept = (siteId: string): Promise<LaunchReport[]> => findLaunchReports(store(), siteId, 2000);

  const signed: readonly string[] = ['signature'];

  /** One report a second, in batches as a busy service writes them. */
  async function record(
    reports: LaunchReports,
    siteId: string,
    count: number,
    { passed = signed, name = 'R', batch = 250 } = {},
  ): Promise<void> {
    for (let made = 0; made < count; made++) {
      now += 1000;
      reports.record({ siteId, passed: [...passed], failed: 'times' }, `${name}${made}`);
      if (made % batch === batch - 1) await reports.flush();
    }
    await reports.flush();
  }

  test('eight hundred a site: new ones take the place of the oldest', async () => {
    const reports = gather();
    await record(reports, 'full', 1300);
    await record(reports, 'other', 3);
    const found = await kept('full');
    expect(found.map(({ requestNumber }) => requestNumber)).toEqual(
      Array.from({ length: 800 }, (_, index) => `R${1299 - index}`),
    );
    expect(await kept('other')).toHaveLength(3);
  });

  test('and two hundred for attempts whose token nobody signed: a flood of them takes no place of the others', async () => {
    const reports = gather();
    await record(reports, 'flooded', 800);
    await record(reports, 'flooded', 1000, { passed: ['state'], name: 'F', batch: 100 });
    const found = (await kept('flooded')).map(({ requestNumber }) => requestNumber);
    expect(found.slice(0, 2)).toEqual(['F999', 'F998']);
    expect(found.filter((number) => number.startsWith('F'))).toHaveLength(200);
    expect(found.filter((number) => number.startsWith('R'))).toHaveLength(800);
  });

  test('a sheet that is not full is written on, for a day', async () => {
    const reports = gather();
    const sheets = async (): Promise<number> =>
      (await store().find(launchReportSheets, 'bySite', ['slow'])).rows.length;
    await record(reports, 'slow', 3, { batch: 1 });
    expect([await sheets(), (await kept('slow')).length]).toEqual([1, 3]);
    now += day;
    await record(reports, 'slow', 1);
    expect([await sheets(), (await kept('slow')).length]).toEqual([2, 4]);
    now -= day;
  });

  test('also after a restart, which goes on where the last one stopped', async () => {
    await record(gather(), 'full', 25, { name: 'N' });
    const found = await kept('full');
    expect(found).toHaveLength(800);
    expect(found[24]?.requestNumber).toBe('N0');
    expect(found[25]?.requestNumber).toBe('R1299');
  });

  test('five hundred between two writes: a flood does not fill the memory', async () => {
    const reports = gather();
    for (let made = 0; made < 2000; made++)
      reports.record({ siteId: 'flood', passed: [...signed] }, `R${made}`);
    await reports.flush();
    expect(await kept('flood')).toHaveLength(500);
  });

  test('and none older than fourteen days', async () => {
    await record(gather(), 'young', 3);
    const made = now;
    world().turnClock(made + 14 * day - minute - world().now());
    expect((await kept('young')).length).toBe(3);
    world().turnClock(2 * minute);
    expect(await kept('young')).toEqual([]);
    world().turnClock(made - world().now());
  });
});

describe('who reads the reports', () => {
  test('the administration of a site: its own, and no other', async () => {
    const admin = await come(world(), { sub: '98', name: 'Ada Amtlich', right: 'site-administrator' });
    const refused = await launch(elsewhere(), { claims: { [claim.version]: '1.1' } });
    const number = /<code>([2-9A-Z]{4}-[2-9A-Z]{4})<\/code>/.exec(refused.body)?.[1] ?? 'none';
    const page = await open(world(), admin, `/s/${admin.siteId}/launches`);
    expect([page.statusCode, page.body.includes(number)]).toEqual([200, false]);
    const there = await come(elsewhere(), { sub: '98', name: 'Uta Amtlich', right: 'site-administrator' });
    const own = await open(elsewhere(), there, `/s/${there.siteId}/launches`);
    expect([own.statusCode, own.body.includes(number)]).toEqual([200, true]);
    expect(own.body).not.toContain('nicht hier begannen');
    const foreign = await open(world(), there, `/s/${admin.siteId}/launches`);
    expect([foreign.statusCode, codeOn(foreign)]).toEqual([401, 'session.missing']);
  });

  test.each(['learner', 'teacher'] as const)('not a %s', async (right) => {
    const guest = await come(world(), { sub: '99', name: 'Nils Niemand', right });
    const page = await open(world(), guest, `/s/${guest.siteId}/launches`);
    expect([page.statusCode, codeOn(page)]).toEqual([403, 'access.denied']);
  });

  test('the operator: those of all sites', async () => {
    const { cookies } = await everyPageVisitor(world());
    const page = await world().app.inject({ url: '/operator/launches', cookies });
    for (const text of [world().site.name, elsewhere().site.name, 'Vorgang'])
      expect(page.body).toContain(text);
    expect((await world().app.inject({ url: '/operator/launches' })).statusCode).toBe(401);
  });

  test('who may use the command line: newest first, by the address of the Moodle', async () => {
    const [last] = await reportsOf((here) => launch(here, { claims: { [claim.version]: '1.1' } }));
    const lines: string[] = [];
    const issuer = `${world().site.issuer}/`;
    await listLaunches(world().core, { issuer, limit: 3 }, (line) => lines.push(line));
    expect(lines).toHaveLength(3);
    const { at, requestNumber } = last ?? { at: 0, requestNumber: '' };
    const iso = new Date(at).toISOString();
    expect(lines[0]).toBe(`${iso}  ${requestNumber}  refused at version: launch.version-wrong`);
    expect(lines.join('\n')).toMatch(/let in/);
    const nobody = { issuer: 'https://nowhere.example', limit: 3 };
    await expect(listLaunches(world().core, nobody, () => undefined)).rejects.toMatchObject({
      code: 'site.not-found',
    });
  });
});

test('every check has a name for people, in German and in English', () => {
  for (const texts of [de.launches.check, en.launches.check]) {
    expect(Object.keys(texts).sort()).toEqual([...names].sort());
    expect(Object.values(texts).every((text) => text.length > 3)).toBe(true);
  }
});
