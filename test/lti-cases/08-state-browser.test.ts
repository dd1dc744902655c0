import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { postLaunch, type StartedLogin, startLogin } from '../support/launching.ts';
import { beginLogin, finishLogin, loginForm } from '../support/login-form.ts';
import { expectRefusal } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();

const tokenFor = ({ nonce }: { nonce: string }, personId = 'trainee'): Promise<string> =>
  world().practice.idToken({ personId, activityId: 'network', nonce });
const browser = (): Record<string, string> => ({ nb_b_test: randomUUID() });

describe('a launch that another browser began is refused', () => {
  const foreignCookies: [title: string, cookies: (login: StartedLogin) => Record<string, string>][] = [
    ['X51 without any cookie', () => ({})],
    ['X51 with cookies of other kinds only', () => ({ nb_lang: 'de', nb_s_x: 'y' })],
    ['X52 with the cookie of another login', () => browser()],
    ['X53 with a forged cookie', ({ state }) => ({ nb_b_test: String(decodeJwt(state).browser) })],
    ['X53 with a forged cookie that is the state', ({ state }) => ({ nb_b_test: state })],
    ['X53 with a forged cookie that is the nonce', ({ nonce }) => ({ nb_b_test: nonce })],
    ['X53 with an empty cookie', () => ({ nb_b_test: '' })],
    ['X53 with the right secret under another name', ({ cookies }) => ({ other: cookies.nb_b_test ?? '' })],
    [
      'X53 with the right secret and something behind it',
      ({ cookies }) => ({ nb_b_test: `${cookies.nb_b_test}x` }),
    ],
    ['X53 with the right secret in a list', ({ cookies }) => ({ nb_b_test: `["${cookies.nb_b_test}"]` })],
  ];
  test.each(foreignCookies)('%s', async (_title, cookies) => {
    const login = await startLogin(world(), browser());
    const id_token = await tokenFor(login);
    await expectRefusal(world(), 'launch.browser-mismatch', () =>
      postLaunch(world(), { id_token, state: login.state, cookies: cookies(login) }),
    );
  });

  test('X54 an attacker’s token and state, posted by a page that the victim has open', async () => {
    const attacker = await startLogin(world(), browser());
    const victim = await startLogin(world(), browser());
    const id_token = await tokenFor(attacker);
    const { state } = attacker;
    await expectRefusal(world(), 'launch.browser-mismatch', () =>
      postLaunch(world(), { id_token, state, cookies: victim.cookies }),
    );
  });

  test('X54 an attacker’s token with the victim’s own state', async () => {
    const [attacker, victim] = [await startLogin(world(), browser()), await startLogin(world(), browser())];
    const id_token = await tokenFor(attacker);
    const { state, cookies } = victim;
    await expectRefusal(world(), 'launch.nonce-mismatch', () =>
      postLaunch(world(), { id_token, state, cookies }),
    );
  });

  test('X55 a login that an attacker began and the victim finished', async () => {
    const { state, nonce } = await startLogin(world(), browser());
    const id_token = await tokenFor({ nonce }, 'teacher');
    const cookies = { ...browser(), ...(await startLogin(world(), browser())).cookies };
    await expectRefusal(world(), 'launch.browser-mismatch', () =>
      postLaunch(world(), { id_token, state, cookies }),
    );
  });

  test('also: a login does not take up an empty or a short cookie as this browser’s secret', async () => {
    for (const value of ['', '1', 'x'.repeat(65), 'a b c d e f g h i j k l']) {
      const begun = await beginLogin(world(), { nb_b_test: value });
      expect([value, begun.statusCode]).toEqual([value, 303]);
      expect(begun.cookies.map((cookie) => cookie.value)).not.toContain(value);
    }
  });

  test.each(['nb_b_a"b', 'nb_b_a(b)', 'nb_b_ä', 'nb_b_a[b]', 'nb_b_{}', 'nb_b_'])(
    'also: a cookie named %s stops nobody',
    async (name) => {
      const response = await world().app.inject({
        method: 'POST',
        url: '/lti/login',
        ...loginForm(world()),
        headers: { ...loginForm(world()).headers, cookie: `${name}=${randomUUID()}` },
      });
      expect(response.statusCode).toBe(303);
    },
  );

  test('also: a cookie of another kind with the same value is left alone', async () => {
    const secret = randomUUID();
    const response = await beginLogin(world(), { other: secret, nb_b_test: secret });
    expect(response.cookies.map(({ name }) => name)).toEqual(['nb_b_test']);
  });
});

describe('many logins in one browser', () => {
  /** What a browser sends: it keeps what it is given, and forgets what is cleared. */
  const headerOf = (jar: Record<string, string>): string =>
    Object.entries(jar)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');

  test('X57 after 300 logins that nobody finished, the next launch works and the cookies are few', async () => {
    let jar: Record<string, string> = {};
    for (let count = 0; count < 300; count += 1) jar = (await finishLogin(world(), jar)).cookies;
    expect(Object.keys(jar)).toHaveLength(1);
    expect(headerOf(jar).length).toBeLessThan(100);
    const login = await finishLogin(world(), jar);
    const id_token = await tokenFor(login);
    const { state, cookies } = login;
    expect((await postLaunch(world(), { id_token, state, cookies })).statusCode).toBe(303);
  });

  test('X57 after 100 logins that began at once, the next launch works too', async () => {
    const begun = await Promise.all(Array.from({ length: 100 }, () => beginLogin(world(), {})));
    const jar = Object.fromEntries(
      begun.flatMap(({ cookies }) => cookies.map(({ name, value }) => [name, value])),
    );
    expect(headerOf(jar).length).toBeLessThan(8000);
    const login = await finishLogin(world(), jar);
    const id_token = await tokenFor(login);
    const { state, cookies } = login;
    expect((await postLaunch(world(), { id_token, state, cookies })).statusCode).toBe(303);
  });

  test.each([
    ['each knows only its own cookie when it goes on', false],
    ['each knows all cookies when it goes on', true],
  ])('X58 five links begun at once in a fresh browser all open: %s', async (_title, sharesJar) => {
    const begun = await Promise.all(Array.from({ length: 5 }, () => beginLogin(world(), {})));
    const given = begun.map(({ cookies }) =>
      Object.fromEntries(cookies.map(({ name, value }) => [name, value])),
    );
    const all = Object.assign({}, ...given);
    expect(Object.keys(all)).toHaveLength(5);
    const logins = await Promise.all(
      begun.map((answer, index) => finishLogin(world(), sharesJar ? all : (given[index] ?? {}), answer)),
    );
    const jar = Object.assign({}, ...logins.map(({ cookies }) => cookies), all);
    const kinds = ['network', 'working-group', 'training', 'zfsl-group', 'managers'];
    const launched = await Promise.all(
      logins.map(async ({ nonce, state }, index) => {
        const activityId = kinds[index] ?? '';
        const id_token = await world().practice.idToken({ personId: 'network-manager', activityId, nonce });
        return postLaunch(world(), { id_token, state, cookies: jar });
      }),
    );
    expect(launched.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303, 303, 303]);
    expect(new Set(launched.map(({ headers }) => headers.location)).size).toBe(5);
  });
});
