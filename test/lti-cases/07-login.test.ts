import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { postLaunch } from '../support/launching.ts';
import { beginLogin, finishLogin, loginFields, loginForm } from '../support/login-form.ts';
import { expectRefusal } from '../support/refusals.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const second = withSecondMoodle(world);

type Changes = Record<string, string | undefined>;

const browser = (): Record<string, string> => ({ nb_b_test: randomUUID() });
const begin = (changes?: Changes): Promise<LightMyRequestResponse> => beginLogin(world(), browser(), changes);
const queryOf = (response: LightMyRequestResponse): Record<string, string> =>
  Object.fromEntries(new URL(String(response.headers.location)).searchParams);
const get = (query: string): Promise<LightMyRequestResponse> =>
  world().app.inject({ url: `/lti/login?${query}`, cookies: browser() });

describe('a login leads to Moodle', () => {
  test('R01 sent as a form or as an address, it leads to the same page with the same questions', async () => {
    const posted = await begin();
    const got = await get(new URLSearchParams(loginFields(world())).toString());
    expect([posted.statusCode, got.statusCode]).toEqual([302, 302]);
    const [a, b] = [queryOf(posted), queryOf(got)];
    expect({ ...a, state: '', nonce: '' }).toEqual({ ...b, state: '', nonce: '' });
    expect([posted, got].map(({ headers }) => headers['cache-control'])).toEqual(['no-store', 'no-store']);
  });

  test('R01 a login by address can be finished, too', async () => {
    const cookies = browser();
    const query = new URLSearchParams(loginFields(world()));
    const got = await world().app.inject({ url: `/lti/login?${query}`, cookies });
    const { state = '', nonce = '' } = queryOf(got);
    const who = { personId: 'trainee', activityId: 'network', nonce };
    const id_token = await world().practice.idToken(who);
    expect((await postLaunch(world(), { state, id_token, cookies })).statusCode).toBe(303);
  });

  test('R06 with exactly these parameters, and a new state and nonce each time', async () => {
    const [first, again] = [await begin(), await begin()];
    const address = new URL(String(first.headers.location));
    expect(address.origin + address.pathname).toBe(world().registration.authUrl);
    expect([...address.searchParams.keys()]).toHaveLength(Object.keys(queryOf(first)).length);
    expect(queryOf(first)).toEqual({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: world().registration.clientId,
      redirect_uri: `${world().settings.publicUrl}/lti/launch`,
      login_hint: '5',
      lti_message_hint: '{"cmid":11,"launchid":"ltilaunch1_1"}',
      lti_deployment_id: world().practice.toolType.deploymentId,
      nonce: expect.stringMatching(/^[0-9a-f]{8}[\w-]{22}$/),
      state: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
    expect(queryOf(again).nonce).not.toBe(queryOf(first).nonce);
    expect(queryOf(again).state).not.toBe(queryOf(first).state);
  });

  test.each([
    ['plain', 'a1'],
    ['JSON', '{"cmid":11,"launchid":"ltilaunch1_1"}'],
    ['signs that mean something in addresses', 'a=1&b=2#c?d;e,f%20g+h'],
    ['quotes and markup', `"><script>alert('1')</script>`],
    ['umlauts and other scripts', 'Größe 東京 😀'],
    ['spaces at both ends', ' a '],
    ['line breaks', 'a\r\nLocation: https://evil.example'],
    ['4 KB', 'h'.repeat(4096)],
  ])(
    'R05 hints reach Moodle untouched: %s, also after the round that tests cookies',
    async (_title, hint) => {
      const changes = {
        lti_message_hint: hint,
        login_hint: hint.slice(0, 2000),
        lti_deployment_id: hint.slice(0, 255),
      };
      const direct = queryOf(await begin(changes));
      const round = await beginLogin(world(), {}, changes);
      expect(round.statusCode).toBe(303);
      const cookies = Object.fromEntries(round.cookies.map(({ name, value }) => [name, value]));
      const after = queryOf(await world().app.inject({ url: String(round.headers.location), cookies }));
      for (const query of [direct, after]) expect(query).toMatchObject(changes);
    },
  );

  test('R05 what Moodle did not send is not sent back', async () => {
    const query = queryOf(await begin({ lti_message_hint: undefined, lti_deployment_id: undefined }));
    expect(Object.keys(query)).not.toContain('lti_message_hint');
    expect(Object.keys(query)).not.toContain('lti_deployment_id');
  });

  test('R04 without a client id, where this Moodle has one registration', async () => {
    expect(queryOf(await begin({ client_id: undefined })).client_id).toBe(world().registration.clientId);
  });

  test('also: an address in the Host header does not become the way back', async () => {
    const { payload, headers } = loginForm(world());
    const response = await world().app.inject({
      ...{ method: 'POST', url: '/lti/login', payload, cookies: browser() },
      headers: { ...headers, host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    });
    expect(queryOf(response).redirect_uri).toBe(`${world().settings.publicUrl}/lti/launch`);
    const round = await world().app.inject({
      ...{ method: 'POST', url: '/lti/login', payload },
      headers: { ...headers, host: 'evil.example' },
    });
    expect(round.headers.location).toMatch(/^\/lti\/login\?/);
  });

  test('also: parameters of the auth request cannot be sent in', async () => {
    const own = {
      redirect_uri: 'https://evil.example/',
      state: 'x',
      nonce: 'y',
      response_mode: 'query',
      scope: 'all',
    };
    const query = queryOf(await begin(own));
    for (const [name, value] of Object.entries(own)) expect(query[name]).not.toBe(value);
  });
});

describe('R04 where this Moodle has several registrations', () => {
  let otherClient: string;
  beforeAll(async () => {
    otherClient = `client-${randomUUID()}`;
    const { issuer, authUrl, tokenUrl, keySetUrl, deploymentIds } = second().registration;
    const more = { issuer, authUrl, tokenUrl, keySetUrl, deploymentIds, name: '', clientId: otherClient };
    await world().core.platforms.add(more);
  });

  test('a login without a client id is refused with an explanation', async () => {
    await expectRefusal(world(), 'login.registration-ambiguous', () =>
      beginLogin(second(), browser(), { client_id: undefined }),
    );
  });

  test('a login that names one leads on, and its token must be for that one', async () => {
    const login = await finishLogin(second(), browser());
    const who = { personId: 'trainee', activityId: 'unbound', nonce: login.nonce };
    const { state, cookies } = login;
    const id_token = await second().practice.idToken({ ...who, claims: { aud: otherClient } });
    await expectRefusal(world(), 'launch.audience-mismatch', () =>
      postLaunch(world(), { state, cookies, id_token }),
    );
    const right = await second().practice.idToken(who);
    expect((await postLaunch(world(), { state, cookies, id_token: right })).statusCode).toBe(303);
  });
});
