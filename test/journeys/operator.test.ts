import { describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { createApp } from '../../src/app.ts';
import { operatorLink } from '../../src/commands/operator.ts';
import { hour, minute } from '../../src/runtime/clock.ts';
import { createSecrets, hashOf } from '../../src/runtime/secrets.ts';
import { operatorLinks } from '../../src/store/one-time.ts';
import { atOnce } from '../support/at-once.ts';
import { come } from '../support/guest.ts';
import { cookiesOf, form } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();

/** What the command prints: the address of one sign-in. */
async function newAddress(): Promise<URL> {
  const lines: string[] = [];
  await operatorLink({ ...world().core, clock: world().now }, (line) => lines.push(line));
  expect(lines[1]).toBe('Valid once, for ten minutes.');
  return new URL(lines[0] ?? '');
}

const look = (address: URL) => world().app.inject({ url: `${address.pathname}${address.search}` });

function press(token: string, { app, origin } = { app: world().app, origin: world().settings.publicUrl }) {
  return app.inject({ method: 'POST', url: '/operator/sign-in', ...form({ token }, origin) });
}

const tokenOf = (address: URL): string => address.searchParams.get('token') ?? '';
const openWith = (cookies: Record<string, string>, app = world().app): Promise<LightMyRequestResponse> =>
  app.inject({ url: '/operator', cookies });

describe('the sign-in of the operator', () => {
  test('works once, by pressing the button: looking at the address does not use it up', async () => {
    const address = await newAddress();
    for (let look_ = 0; look_ < 3; look_++) {
      const page = await look(address);
      expect([page.statusCode, page.body.includes(tokenOf(address))]).toEqual([200, true]);
      expect(page.headers['content-security-policy']).toContain("frame-ancestors 'self'");
      expect(page.cookies.filter(({ name }) => name === 'nb_operator')).toEqual([]);
    }
    const answer = await press(tokenOf(address));
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/operator']);
    expect(answer.cookies.find(({ name }) => name === 'nb_operator')).toMatchObject({
      ...{ httpOnly: true, secure: true, sameSite: 'Strict', path: '/operator', maxAge: 3600 },
    });
    const again = await press(tokenOf(address));
    expect([again.statusCode, codeOn(again)]).toEqual([401, 'operator.link-invalid']);
    expect(again.cookies.filter(({ name }) => name === 'nb_operator')).toEqual([]);
    expect(JSON.stringify(world().logged)).not.toContain(tokenOf(address));
  });

  test('of two presses at once lets one in', async () => {
    const token = tokenOf(await newAddress());
    const answers = await atOnce(world(), 3, ({ app, settings: { publicUrl: origin } }) =>
      Promise.all([1, 2, 3].map(() => press(token, { app, origin }))),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 401, 401]);
  });

  test('ends after ten minutes', async () => {
    const [early, late] = [await newAddress(), await newAddress()];
    world().turnClock(10 * minute - 10_000);
    expect((await press(tokenOf(early))).statusCode).toBe(303);
    world().turnClock(10_000);
    const answer = await press(tokenOf(late));
    expect([answer.statusCode, codeOn(answer)]).toEqual([401, 'operator.link-invalid']);
  });

  test('keeps a hash of the address and not the address', async () => {
    const token = tokenOf(await newAddress());
    const { store } = world().core;
    expect(await store.get(operatorLinks, hashOf(token))).toBeDefined();
    expect(await store.get(operatorLinks, token)).toBeUndefined();
    expect(token.length).toBeGreaterThanOrEqual(43);
  });

  test('is refused for invented addresses and from foreign pages', async () => {
    for (const token of ['', 'x', 'x'.repeat(5000)]) {
      const answer = await press(token);
      expect([answer.statusCode, codeOn(answer)]).toEqual([401, 'operator.link-invalid']);
    }
    for (const url of [
      '/operator/sign-in',
      `/operator/sign-in?token=${'x'.repeat(101)}`,
      '/operator/sign-in?token=a&token=b',
    ])
      expect((await world().app.inject({ url })).statusCode).toBe(401);
    const token = tokenOf(await newAddress());
    const foreign = await press(token, { app: world().app, origin: 'https://boese.example' });
    expect([foreign.statusCode, codeOn(foreign)]).toEqual([403, 'form.origin-foreign']);
    expect((await press(token)).statusCode).toBe(303);
  });
});

describe('the page of the operator', () => {
  test('shows sites, how much they are used, and the addresses for Moodle; no person', async () => {
    const cookies = cookiesOf(await press(tokenOf(await newAddress())));
    const page = await openWith(cookies);
    const { site, registration, settings } = world();
    expect(page.statusCode).toBe(200);
    for (const text of [site.name, site.issuer, registration.clientId, ...registration.deploymentIds])
      expect(page.body).toContain(text);
    for (const path of ['/lti/login', '/lti/launch', '/lti/keys'])
      expect(page.body).toContain(`${settings.publicUrl}${path}`);
    expect(page.body).toMatch(/Konten(<[^>]*>)+6<.*Kurslinks(<[^>]*>)+5</s);
    expect(page.body).not.toMatch(/Heitkamp|Wiechers|Netzwerk Lernen 27|example\.org\/.*sub/);
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'self'");
  });

  test('is closed without a cookie, with a foreign one, with one of a person, and after an hour', async () => {
    const cookies = cookiesOf(await press(tokenOf(await newAddress())));
    const other = await createApp({ ...world().core, secrets: createSecrets('another-secret-'.repeat(3)) });
    const guest = await come(world(), { sub: '5', name: 'Jonas Heitkamp', right: 'site-administrator' });
    const session = guest.cookies[`nb_s_${guest.siteId}`] ?? '';
    const forged = other.jwt.sign({ operatorUntil: world().now() + hour });
    const never = world().app.jwt.sign({ operatorUntil: '9999999999999' });
    for (const cookie of ['', 'x', 'a.b.c', forged, session, never]) {
      const answer = await openWith({ nb_operator: cookie });
      expect([answer.statusCode, codeOn(answer)]).toEqual([401, 'operator.session-missing']);
    }
    expect((await openWith({})).statusCode).toBe(401);
    expect((await openWith(cookies, other)).statusCode).toBe(401);
    expect((await openWith(cookies)).statusCode).toBe(200);
    world().turnClock(hour);
    expect((await openWith(cookies)).statusCode).toBe(401);
    await other.close();
  });

  test('a cookie of the operator opens no space', async () => {
    const { nb_operator = '' } = cookiesOf(await press(tokenOf(await newAddress())));
    const { id } = world().site;
    const answer = await world().app.inject({
      url: `/s/${id}/link`,
      cookies: { [`nb_s_${id}`]: nb_operator },
    });
    expect([answer.statusCode, codeOn(answer)]).toEqual([401, 'session.missing']);
  });
});
