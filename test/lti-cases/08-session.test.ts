import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { decodeJwt } from 'jose';
import { createApp } from '../../src/app.ts';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { hour } from '../../src/runtime/clock.ts';
import { createSecrets } from '../../src/runtime/secrets.ts';
import { remove } from '../../src/store/port.ts';
import { sessions } from '../../src/store/session.ts';
import { addressIn, routesOf } from '../support/all-routes.ts';
import { come, follow, type Guest, post } from '../support/guest.ts';
import { cookiesOf, form, hiddenFields, launch, open, startLogin } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const elsewhere = withSecondMoodle(world);
let here: Guest;
let there: Guest;
let token: string;

beforeAll(async () => {
  here = await come(world(), { sub: '60', name: 'Hanna Hiesig', right: 'teacher' });
  there = await come(elsewhere(), { sub: '60', name: 'Doris Dortig', right: 'teacher' });
  token = tokenOf(here);
});

const cookieOf = (siteId: string): string => `nb_s_${siteId}`;
const tokenOf = ({ cookies, siteId }: Guest): string => cookies[cookieOf(siteId)] ?? '';
const linkPage = (siteId: string): string => `/s/${siteId}/link`;

/** The page of the course link, opened with this text in place of the session. */
const openWith = (text: string, siteId = here.siteId): Promise<LightMyRequestResponse> =>
  world().app.inject({ url: linkPage(siteId), cookies: { [cookieOf(siteId)]: text } });

function expectClosed(answer: LightMyRequestResponse, code: ErrorCode, status: number): void {
  expect([answer.statusCode, codeOn(answer)]).toEqual([status, code]);
  expect(answer.body).not.toMatch(/Hiesig|Dortig|Neuer Link/);
}

describe('X120 a session of one Moodle opens nothing of another', () => {
  test('under its own name, or under the name of the other', async () => {
    const url = linkPage(there.siteId);
    const own = await world().app.inject({ url, cookies: here.cookies });
    expectClosed(own, 'session.missing', 401);
    expectClosed(await openWith(token, there.siteId), 'session.other-site', 403);
  });

  test('not even if the text of the cookie says the other Moodle', async () => {
    const { session } = decodeJwt(token);
    const mixed = world().app.jwt.sign({ session, site: there.siteId });
    expectClosed(await openWith(mixed, there.siteId), 'session.other-site', 403);
  });

  test('while two tabs of one browser use both', async () => {
    const cookies = { ...here.cookies, ...there.cookies };
    for (const { siteId } of [here, there])
      expect((await world().app.inject({ url: linkPage(siteId), cookies })).statusCode).toBe(200);
  });
});

describe('X121 a session that we did not make, or that is over, opens nothing', () => {
  const unsigned = (header: object, payload: object): string =>
    [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');

  test('an expired one, and one whose stay is over', async () => {
    const { session, site } = decodeJwt<{ session: string; site: string }>(token);
    const past = Math.floor(Date.now() / 1000) - 100;
    const expired = world().app.jwt.sign({ session, site, iat: past - 100, exp: past } as never);
    expectClosed(await openWith(expired), 'session.expired', 401);
    const guest = await come(world(), { sub: '61' });
    const stored = await world().core.store.get(sessions, guest.session.id);
    if (stored) await world().core.store.commit([remove(sessions, stored)]);
    expectClosed(await openWith(tokenOf(guest)), 'session.expired', 401);
    const late = await come(world(), { sub: '62' });
    world().turnClock(8 * hour);
    expectClosed(await openWith(tokenOf(late)), 'session.expired', 401);
    world().turnClock(-8 * hour);
  });

  test('one without a signature, of another secret, by another algorithm, or cut', async () => {
    const payload = decodeJwt(token);
    const [head = '', body = '', signature = ''] = token.split('.');
    const other = await createApp({ ...world().core, secrets: createSecrets('another-secret-'.repeat(3)) });
    const foreign = other.jwt.sign(payload);
    await other.close();
    const strong = unsigned({ alg: 'HS512', typ: 'JWT' }, payload);
    const key = world().core.secrets.signingKey('session');
    const wrong = [
      ...['none', 'None', 'NONE', 'nOnE'].flatMap((alg) => [
        `${unsigned({ alg, typ: 'JWT' }, payload)}.`,
        `${unsigned({ alg, typ: 'JWT' }, payload)}.${signature}`,
      ]),
      foreign,
      `${strong}.${createHmac('sha512', key).update(strong).digest('base64url')}`,
      `${head}.${body}.`,
      `${head}.${body}`,
      `${head}.${body}.${signature.slice(0, -4)}`,
      `${head}.${Buffer.from(JSON.stringify({ ...payload, site: 'x' })).toString('base64url')}.${signature}`,
      ...['', 'x', '..', 'undefined', '[object Object]', 'a'.repeat(4000), '%00', '💥'],
    ];
    for (const text of wrong) expectClosed(await openWith(text), 'session.missing', 401);
    expect((await openWith(token)).statusCode).toBe(200);
  });

  test('another text that we signed: a state, a handover code, a session with more in it', async () => {
    const { state } = await startLogin(world());
    const framed = await open(world(), here, `/s/${here.siteId}/handover`);
    const code = /name="code" value="([^"]+)"/.exec(framed.body)?.[1] ?? '';
    const own = { session: here.session.id, site: here.siteId };
    expect(decodeJwt(code)).toMatchObject(own);
    const more = world().app.jwt.sign({ ...own, operatorUntil: world().now() + hour });
    const wrongTypes = world().app.jwt.sign({ session: { $ne: '' }, site: here.siteId });
    for (const text of [state, code, more, wrongTypes])
      expectClosed(await openWith(text), 'session.missing', 401);
  });
});

test('X122 a session in the address, in a form or in a header counts for nothing', async () => {
  const url = linkPage(here.siteId);
  const name = cookieOf(here.siteId);
  for (const query of [`session=${token}`, `${name}=${token}`, `token=${token}`, `jwt=${token}`])
    expectClosed(await world().app.inject({ url: `${url}?${query}` }), 'session.missing', 401);
  for (const headers of [{ authorization: `Bearer ${token}` }, { 'x-session': token }, { [name]: token }])
    expectClosed(await world().app.inject({ url, headers }), 'session.missing', 401);
  const body = form({ [name]: token, session: token }, world().settings.publicUrl);
  const posted = await world().app.inject({ method: 'POST', url: `${url}/code`, ...body });
  expectClosed(posted, 'session.missing', 401);
});

describe('X123 a launch by another person in the same browser replaces the session', () => {
  test('the page then is the second person’s, with the second person’s form', async () => {
    const first = await come(world(), { sub: '63', name: 'Erna Erste', right: 'teacher' });
    const second = await come(world(), { sub: '64', name: 'Zoe Zweite', right: 'teacher' });
    const browser = { ...first, cookies: { ...first.cookies, ...second.cookies } };
    expect(Object.keys(browser.cookies).filter((name) => name.startsWith('nb_s_'))).toHaveLength(1);
    const page = await open(world(), browser);
    expect(hiddenFields(page.body).account).toBe(second.accountId);
    const old = await post(world(), { ...browser, session: first.session }, `/s/${first.siteId}/link/code`);
    expect([old.statusCode, codeOn(old)]).toEqual([409, 'session.other-account']);
  });

  test('a code that was shown to the first person is not shown to the second', async () => {
    const first = await come(world(), { sub: '65', name: 'Erik Erster', right: 'teacher', link: '965' });
    const space = { kind: 'network', title: 'Netzwerk der Ersten' };
    const made = await post(world(), first, `/s/${first.siteId}/link/new-space`, space);
    const codes = `${made.headers.location}/link-codes`;
    const answer = await post(world(), first, codes);
    const flash = cookiesOf(answer);
    expect(flash.nb_flash).toBeDefined();
    const own = await follow(world(), first, answer);
    const code = /id="new-link-code" value="([^"]+)"/.exec(own.body)?.[1];
    expect(code).toMatch(/^[\w-]{22}$/);
    const second = await come(world(), { sub: '66', name: 'Zita Zweite', right: 'teacher' });
    const cookies = { ...first.cookies, ...flash, ...second.cookies };
    const page = await world().app.inject({ url: linkPage(first.siteId), cookies });
    expect([page.statusCode, page.body.includes(code ?? '')]).toEqual([200, false]);
    expect(page.cookies.find(({ name }) => name === 'nb_flash')?.value).toBe('');
  });

  test('a launch that is refused leaves the session as it was', async () => {
    const guest = await come(world(), { sub: '67', name: 'Gerd Geblieben' });
    const refused = await launch(world(), { token: 'no-token' });
    expect(refused.cookies.filter(({ name }) => name.startsWith('nb_s_'))).toEqual([]);
    expect((await open(world(), guest)).statusCode).toBe(200);
  });
});

test('X124 no form below a session is taken from a foreign page, or without the token of its account', async () => {
  const forms = routesOf(world().app).filter(
    ({ method, path }) => method === 'POST' && path.startsWith('/s/'),
  );
  expect(forms.length).toBeGreaterThan(12);
  const own = { csrf: '', account: here.accountId };
  for (const { path } of forms) {
    const url = addressIn(path, { site: here.siteId });
    for (const origin of [
      'https://boese.example',
      'null',
      `${world().settings.publicUrl}.boese.example`,
      undefined,
    ]) {
      const sent = form({ ...own, code: token }, origin);
      const answer = await world().app.inject({ method: 'POST', url, cookies: here.cookies, ...sent });
      expect([path, codeOn(answer)]).toEqual([path, 'form.origin-foreign']);
      expect(answer.cookies).toEqual([]);
    }
    const forged = form({ ...own, csrf: token }, world().settings.publicUrl);
    const answer = await world().app.inject({ method: 'POST', url, cookies: here.cookies, ...forged });
    const code = path.endsWith('/handover') ? 'session.handover-invalid' : 'form.token-invalid';
    expect([path, codeOn(answer)]).toEqual([path, code]);
  }
});
