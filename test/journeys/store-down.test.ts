import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { CodedError, type ErrorCode } from '../../src/domain/errors.ts';
import { launchReportSheets } from '../../src/store/launch-report.ts';
import { openStore } from '../../src/store/open.ts';
import type { Op } from '../../src/store/port.ts';
import { come, type Guest } from '../support/guest.ts';
import { anotherInstance, watchedStore } from '../support/instance.ts';
import { cookiesOf, form, launch, open, postLaunch, startLogin } from '../support/launching.ts';
import { codeOn, countWritten } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';
import type { World } from '../support/world.ts';

const world = withWorld();
/** Which calls of the store fail now, and how. */
let failing: { methods: readonly string[]; code: ErrorCode } | undefined;
let served: World;

beforeAll(async () => {
  const store = watchedStore(world().core.store, (method) => {
    if (failing?.methods.includes(method)) throw new CodedError(failing.code);
  });
  served = await anotherInstance(world(), { store });
});

afterAll(() => served.app.close());

beforeEach(() => {
  failing = undefined;
});

function expectComeAgain(answer: LightMyRequestResponse, code: ErrorCode): void {
  expect([answer.statusCode, codeOn(answer)]).toEqual([503, code]);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.cookies.filter(({ name }) => name.startsWith('nb_s_'))).toEqual([]);
}

const all = ['get', 'find', 'commit'];

describe('X107 the store is down during a launch', () => {
  test.each<[string, readonly string[], ErrorCode]>([
    ['completely', all, 'store.down'],
    ['only for reading by id', ['get'], 'store.down'],
    ['only for searching', ['find'], 'store.down'],
    ['only for writing', ['commit'], 'store.down'],
    ['because others hold it', ['commit'], 'store.busy'],
    ['because a newer release has changed it', all, 'store.newer'],
  ])(
    '%s: a page says so, nothing is stored, and the same answer of Moodle works afterwards',
    async (_title, methods, code) => {
      const { state, nonce, cookies } = await startLogin(served);
      const id_token = await world().practice.idToken({ personId: 'trainee', activityId: 'network', nonce });
      const before = await countWritten(world());
      failing = { methods, code };
      const answer = await postLaunch(served, { id_token, state, cookies });
      expectComeAgain(answer, code);
      expect(await countWritten(world())).toEqual(before);
      expect(world().logged.at(-2)).toMatchObject({ level: 50, code, route: '/lti/launch', msg: 'failed' });
      failing = undefined;
      const again = await postLaunch(served, { id_token, state, cookies });
      expect(again.statusCode).toBe(303);
      const page = await served.app.inject({
        url: String(again.headers.location),
        cookies: cookiesOf(again),
      });
      expect(page.statusCode).toBe(200);
    },
  );

  test('at the login before it', async () => {
    failing = { methods: all, code: 'store.down' };
    const { clientId } = world().practice.toolType;
    const target_link_uri = `${world().settings.publicUrl}/lti/launch`;
    const fields = { iss: world().practice.origin, login_hint: '5', target_link_uri, client_id: clientId };
    const login = () => served.app.inject({ method: 'POST', url: '/lti/login', ...form(fields) });
    expectComeAgain(await login(), 'store.down');
    failing = undefined;
    expect((await login()).statusCode).toBe(303);
  });

  test('in a hundred launches at once: all are told, and all come in a moment later', async () => {
    const crowd = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const { nonce, ...login } = await startLogin(served);
        const claims = { sub: `crowd-${index}` };
        const wanted = { personId: 'trainee', activityId: 'network', nonce, claims };
        return { ...login, id_token: await world().practice.idToken(wanted) };
      }),
    );
    failing = { methods: all, code: 'store.down' };
    for (const answer of await Promise.all(crowd.map((one) => postLaunch(served, one))))
      expectComeAgain(answer, 'store.down');
    failing = undefined;
    const answers = await Promise.all(crowd.map((one) => postLaunch(served, one)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(100).fill(303));
  });
});

describe('the store is down while somebody works', () => {
  let guest: Guest;
  beforeAll(async () => {
    guest = await come(world(), { sub: '95', name: 'Wilma Wartet', right: 'teacher' });
  });

  test('a page says so, and opens again afterwards with the same session', async () => {
    failing = { methods: all, code: 'store.down' };
    expectComeAgain(await open(served, guest), 'store.down');
    failing = undefined;
    expect((await open(served, guest)).statusCode).toBe(200);
  });

  test('what was typed comes back with the page, to be sent again', async () => {
    failing = { methods: all, code: 'store.down' };
    const typed = { title: 'Netzwerk mit <viel> Arbeit', kind: 'network' };
    const url = `/s/${guest.siteId}/link/new-space`;
    const sent = form(typed, world().settings.publicUrl);
    const answer = await served.app.inject({ method: 'POST', url, cookies: guest.cookies, ...sent });
    expectComeAgain(answer, 'store.down');
    expect(answer.body).toContain('Netzwerk mit &lt;viel> Arbeit');
    expect(answer.body).toContain(`action="${url}"`);
  });

  test('pages without a session, stylesheets and the help are there all the time', async () => {
    failing = { methods: all, code: 'store.down' };
    for (const url of ['/', '/help', '/privacy', '/public/netzbruecke.css'])
      expect((await served.app.inject({ url })).statusCode).toBe(200);
  });

  test('reports of launches that cannot be written are counted in the log and harm nobody', async () => {
    let isDown = true;
    const store = watchedStore(world().core.store, (method, args) => {
      const ops = method === 'commit' ? (args[0] as Op[]) : [];
      if (isDown && ops.some(({ collection }) => collection === launchReportSheets))
        throw new CodedError('store.down');
    });
    const fresh = await anotherInstance(world(), { store });
    const admin = await come(fresh, { sub: '97', name: 'Adele Amt', right: 'site-administrator' });
    const address = `/s/${admin.siteId}/launches`;
    // What launches before this test have left in the other instance is written by its page.
    await open(world(), admin, address);
    const before = await open(fresh, admin, address);
    expect(before.statusCode).toBe(200);
    const lost = world().logged.filter(({ msg }) => msg === 'launch reports');
    expect(lost.at(-1)).toMatchObject({ level: 40, code: 'store.down', lost: 1 });
    isDown = false;
    expect((await launch(fresh)).statusCode).toBe(303);
    const count = ({ body }: LightMyRequestResponse): number => body.split('nb-row-title').length;
    expect(count(await open(fresh, admin, address))).toBe(count(before) + 1);
    await fresh.app.close();
  });
});

test('a database that was closed under the service gets the same page, and the service lives on', async () => {
  const store = await openStore(world().settings.databaseUrl, world().now);
  const broken = await anotherInstance(world(), { store });
  const guest = await come(broken, { sub: '96' });
  await store.close();
  expectComeAgain(await open(broken, guest), 'store.down');
  expect((await broken.app.inject({ url: '/help' })).statusCode).toBe(200);
  await broken.app.close();
});
