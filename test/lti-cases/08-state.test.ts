import { createHash, type KeyObject, randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { createStateSigner } from '../../lti/state.ts';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { minute } from '../../src/runtime/clock.ts';
import { createSecrets } from '../../src/runtime/secrets.ts';
import { launch, postLaunch, type StartedLogin, startLogin } from '../support/launching.ts';
import { expectRefusal } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();

const tokenFor = ({ nonce }: StartedLogin): Promise<string> =>
  world().practice.idToken({ personId: 'trainee', activityId: 'network', nonce });

/** A launch that is right but for what stands in the form as its state. */
async function launchWith(stateFields: (state: string) => string): Promise<LightMyRequestResponse> {
  const login = await startLogin(world());
  return world().app.inject({
    method: 'POST',
    url: '/lti/launch',
    cookies: login.cookies,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `id_token=${await tokenFor(login)}${stateFields(login.state)}`,
  });
}

describe('X50 a state that this tool did not give is refused', () => {
  test.each<[title: string, fields: (state: string) => string, code: ErrorCode]>([
    ['missing', () => '', 'launch.state-missing'],
    ['empty', () => '&state=', 'launch.state-missing'],
    ['unknown', () => `&state=${randomUUID()}`, 'launch.state-invalid'],
    ['twice, as a list', (state) => `&state=${state}&state=${state}`, 'launch.state-invalid'],
    ['a list with one entry', (state) => `&state[]=${state}`, 'launch.state-missing'],
    ['a database operator', () => '&state[$ne]=1', 'launch.state-missing'],
    ['a name of every object', () => '&state=constructor&__proto__[state]=x', 'launch.state-invalid'],
    ['10 KB long', () => `&state=${'a'.repeat(10_240)}`, 'launch.state-invalid'],
    [
      'itself with 10 KB behind it',
      (state) => `&state=${state}${'a'.repeat(10_240)}`,
      'launch.state-invalid',
    ],
    ['itself with a space behind it', (state) => `&state=${state}%20`, 'launch.state-invalid'],
    ['itself with a plus sign for a space', (state) => `&state=${state}+`, 'launch.state-invalid'],
    ['itself with a space before it', (state) => `&state=%20${state}`, 'launch.state-invalid'],
    ['itself with a space inside', (state) => `&state=${state.replace('.', '.%20')}`, 'launch.state-invalid'],
    ['itself with a semicolon behind it', (state) => `&state=${state};`, 'launch.state-invalid'],
    [
      'itself with a cookie behind it',
      (state) => `&state=${state}%0d%0aSet-Cookie:%20a=b`,
      'launch.state-invalid',
    ],
    ['itself with a line break behind it', (state) => `&state=${state}%0d%0a`, 'launch.state-invalid'],
    ['itself with a null byte behind it', (state) => `&state=${state}%00`, 'launch.state-invalid'],
    ['a null byte', () => '&state=%00', 'launch.state-invalid'],
    ['a broken percent sign', () => '&state=%', 'launch.state-invalid'],
    ['itself with padding', (state) => `&state=${state}%3D`, 'launch.state-invalid'],
    ['itself with a fourth part', (state) => `&state=${state}.AAAA`, 'launch.state-invalid'],
    ['without its signature', (state) => `&state=${state.replace(/\.[^.]*$/, '.')}`, 'launch.state-invalid'],
    ['the token of Moodle', () => '&state=eyJhbGciOiJSUzI1NiJ9.e30.AAAA', 'launch.state-invalid'],
  ])('%s', async (_title, fields, code) => {
    await expectRefusal(world(), code, () => launchWith(fields));
  });

  test('expired: ten minutes are accepted, one second more is refused', async () => {
    const [inTime, tooLate] = [await startLogin(world()), await startLogin(world())];
    world().turnClock(10 * minute - 5000);
    const inTimeToken = await tokenFor(inTime);
    expect((await postLaunch(world(), { ...inTime, id_token: inTimeToken })).statusCode).toBe(303);
    world().turnClock(6000);
    const id_token = await tokenFor(tooLate);
    const { state, cookies } = tooLate;
    await expectRefusal(world(), 'launch.state-expired', () =>
      postLaunch(world(), { state, cookies, id_token }),
    );
    world().turnClock(-10 * minute - 1000);
  });

  test('used: a second token for the same login', async () => {
    const { state, cookies, ...login } = await startLogin(world());
    const used = { state, cookies, id_token: await tokenFor({ state, cookies, ...login }) };
    expect((await postLaunch(world(), used)).statusCode).toBe(303);
    world().turnClock(2000);
    const id_token = await tokenFor({ state, cookies, ...login });
    expect(id_token).not.toBe(used.id_token);
    await expectRefusal(world(), 'launch.nonce-used', () => postLaunch(world(), { ...used, id_token }));
  });
});

describe('a state that somebody made is refused', () => {
  const browser = randomUUID();
  const content = (nonce: string): { registrationId: string; nonce: string; browser: string } => ({
    registrationId: world().registration.id,
    nonce,
    browser: createHash('sha256').update(browser).digest('base64url'),
  });
  const stateKey = (secret?: string): KeyObject =>
    (secret === undefined ? world().core.secrets : createSecrets(secret)).signingKey('state');
  const signed = (
    key: KeyObject | Uint8Array,
    nonce: string,
    expires = true,
    alg = 'HS256',
  ): Promise<string> => {
    const jwt = new SignJWT(content(nonce)).setProtectedHeader({ alg });
    return (expires ? jwt.setExpirationTime('5m') : jwt).sign(key);
  };
  const launchOwn = async (state: string, nonce: string): Promise<LightMyRequestResponse> => {
    const cookies = { nb_b_test: browser };
    return postLaunch(world(), { state, cookies, id_token: await tokenFor({ state, nonce, cookies }) });
  };

  test.each<[title: string, make: (nonce: string) => string | Promise<string>]>([
    [
      'with the secret of another instance',
      (nonce) =>
        createStateSigner(createSecrets('another-secret-that-only-tests-use-01234'), world().now).sign(
          content(nonce),
        ),
    ],
    ['with the key of our sessions', (nonce) => signed(world().core.secrets.signingKey('session'), nonce)],
    ['with an empty key', (nonce) => signed(new Uint8Array(32), nonce)],
    [
      'without a signature',
      async (nonce) => new UnsecuredJWT(content(nonce)).setExpirationTime('5m').encode(),
    ],
    [
      'with our key, but by another algorithm',
      (nonce) => signed(Buffer.concat([stateKey().export(), stateKey().export()]), nonce, true, 'HS512'),
    ],
    ['with our key, but without an end', (nonce) => signed(stateKey(), nonce, false)],
    [
      'with our key, but without what it is for',
      () => new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('5m').sign(stateKey()),
    ],
  ])('also: %s', async (_title, make) => {
    const nonce = randomUUID();
    await expectRefusal(world(), 'launch.state-invalid', async () => launchOwn(await make(nonce), nonce));
  });

  test('also: a state for a registration that is gone', async () => {
    const nonce = randomUUID();
    const jwt = new SignJWT({ ...content(nonce), registrationId: randomUUID() });
    const state = await jwt.setProtectedHeader({ alg: 'HS256' }).setExpirationTime('5m').sign(stateKey());
    await expectRefusal(world(), 'login.site-unknown', () => launchOwn(state, nonce));
  });

  test('beside them: the same content, made as the login makes it, is accepted', async () => {
    const nonce = randomUUID();
    expect((await launchOwn(await signed(stateKey(), nonce), nonce)).statusCode).toBe(303);
  });
});

test('the state holds no secret that would make a cookie', async () => {
  const secret = randomUUID();
  const { state } = await startLogin(world(), { nb_b_test: secret });
  expect(Object.values(decodeJwt(state))).not.toContain(secret);
  expect((await launch(world())).statusCode).toBe(303);
});
