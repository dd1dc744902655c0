import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { decodeJwt } from 'jose';
import { hour, minute } from '../../src/runtime/clock.ts';
import { remove } from '../../src/store/port.ts';
import { sessions } from '../../src/store/session.ts';
import { come, type Guest } from '../support/guest.ts';
import { cookiesOf, form, open } from '../support/launching.ts';
import { codeOn } from '../support/refusals.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const elsewhere = withSecondMoodle(world);
let guest: Guest;
let there: Guest;

beforeAll(async () => {
  guest = await come(world(), { sub: '70', name: 'Frieda Fenster', right: 'teacher' });
  there = await come(elsewhere(), { sub: '70', name: 'Fritz Ferner' });
});

const handover = (siteId = guest.siteId): string => `/s/${siteId}/handover`;

/** The code that the page in the frame carries, for this page. */
async function codeFor(to?: string, who = guest): Promise<string> {
  const query = to === undefined ? '' : `?${new URLSearchParams({ to })}`;
  const page = await open(world(), who, `${handover(who.siteId)}${query}`);
  return /name="code" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
}

/** Presses the button, in a window without any cookie. */
function press(
  code: string,
  {
    origin = world().settings.publicUrl,
    siteId = guest.siteId,
  }: { origin?: string | null; siteId?: string } = {},
): Promise<LightMyRequestResponse> {
  return world().app.inject({
    method: 'POST',
    url: handover(siteId),
    ...form({ code }, origin ?? undefined),
  });
}

function expectNoSession(answer: LightMyRequestResponse, status: number, code: string): void {
  expect([answer.statusCode, codeOn(answer), answer.cookies]).toEqual([status, code, []]);
}

describe('from a page in Moodle’s frame into a window of its own', () => {
  test('the window gets a session of its own and shows the page at hand', async () => {
    const to = `/s/${guest.siteId}/link?lang=en`;
    const answer = await press(await codeFor(to));
    expect([answer.statusCode, answer.headers.location]).toEqual([303, to]);
    const cookies = cookiesOf(answer);
    const token = cookies[`nb_s_${guest.siteId}`] ?? '';
    expect(decodeJwt(token).session).not.toBe(guest.session.id);
    const stored = (await world().core.store.get(sessions, String(decodeJwt(token).session)))?.doc;
    expect(stored).toMatchObject({ accountId: guest.accountId, right: 'teacher', isFramed: false });
    expect(stored?.expiresAt).toBe(guest.session.expiresAt);
    const page = await world().app.inject({ url: to, cookies });
    expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-store']);
  });

  test('the code works once, also when it comes three times at the same moment', async () => {
    const code = await codeFor();
    const answers = await Promise.all([press(code), press(code), press(code)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 401, 401]);
    expectNoSession(await press(code), 401, 'session.handover-invalid');
  });

  test('the code works for a minute', async () => {
    const [early, late] = [await codeFor(), await codeFor()];
    world().turnClock(minute - 5000);
    expect((await press(early)).statusCode).toBe(303);
    world().turnClock(5000);
    expectNoSession(await press(late), 401, 'session.handover-invalid');
  });

  test('the code works on the site it was made for', async () => {
    expectNoSession(await press(await codeFor(), { siteId: there.siteId }), 401, 'session.handover-invalid');
    expectNoSession(await press(await codeFor(undefined, there)), 401, 'session.handover-invalid');
  });

  test('the code is taken from our own page only, and a foreign one does not use it up', async () => {
    const code = await codeFor();
    for (const origin of ['https://boese.example', 'null', world().site.issuer, null])
      expectNoSession(await press(code, { origin }), 403, 'form.origin-foreign');
    expect((await press(code)).statusCode).toBe(303);
  });

  test('a session or an invented text is no code', async () => {
    const session = guest.cookies[`nb_s_${guest.siteId}`] ?? '';
    const [head, body] = (await codeFor()).split('.');
    for (const code of ['', 'x', session, `${head}.${body}.`, `${head}.${body}.xxxx`])
      expectNoSession(await press(code), 401, 'session.handover-invalid');
  });

  test('a stay that is over is not handed on', async () => {
    const short = await come(world(), { sub: '71', name: 'Karl Kurz' });
    const code = await codeFor(undefined, short);
    const stored = await world().core.store.get(sessions, short.session.id);
    if (stored) await world().core.store.commit([remove(sessions, stored)]);
    expectNoSession(await press(code), 401, 'session.expired');
  });

  test('a window opened late in a stay ends with it', async () => {
    const long = await come(world(), { sub: '72', name: 'Lina Lang' });
    world().turnClock(7 * hour);
    const answer = await press(await codeFor(undefined, long));
    world().turnClock(hour);
    const page = await world().app.inject({ url: long.address, cookies: cookiesOf(answer) });
    expect([page.statusCode, codeOn(page)]).toEqual([401, 'session.expired']);
    world().turnClock(-8 * hour);
  });
});

describe('a page to go to that is not of this Moodle counts as none', () => {
  test.each([
    ['another host', 'https://boese.example/'],
    ['another host without a scheme', '//boese.example/s/SITE/link'],
    ['backslashes', '/\\boese.example/s/SITE/link'],
    ['backslashes after our own beginning', '/s/SITE/\\..\\..\\boese.example'],
    ['steps up to the operator', '/s/SITE/../../operator'],
    ['steps up, encoded', '/s/SITE/%2e%2e/%2e%2e/operator'],
    ['steps up, half encoded', '/s/SITE/.%2E/.%2e/operator'],
    ['steps up in a backslash', '/s/SITE/..\\..\\operator'],
    ['a slash, encoded', '%2fs%2fSITE%2flink'],
    ['two slashes, encoded', '/%2fboese.example/s/SITE/link'],
    ['our own name in front of another host', 'OWN@boese.example/s/SITE/link'],
    ['our own name as the beginning of another host', 'OWN.boese.example/s/SITE/link'],
    ['even our own full address', 'OWN/s/SITE/link'],
    ['another site', '/s/OTHER/link'],
    ['steps up to another site', '/s/SITE/../OTHER/link'],
    ['a site that begins with ours', '/s/SITEx/link'],
    ['a script', 'javascript:alert(1)//s/SITE/'],
    ['a page as data', 'data:text/html,/s/SITE/'],
    ['a line break', '/s/SITE/link\r\nset-cookie: a=b'],
    ['a tab in the slashes', '/\t/boese.example/s/SITE/link'],
    ['a space in front', ' /s/SITE/link'],
    ['nothing', ''],
  ])('%s', async (_title, written) => {
    const to = written
      .replace('SITE', guest.siteId)
      .replace('OTHER', there.siteId)
      .replace('OWN', world().settings.publicUrl);
    const answer = await press(await codeFor(to));
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/s/${guest.siteId}/link`]);
  });

  test('nor does one that is named twice', async () => {
    const url = `${handover()}?to=%2Fs%2F${guest.siteId}%2Flaunches&to=%2Foperator`;
    const page = await open(world(), guest, url);
    const code = /name="code" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    expect((await press(code)).headers.location).toBe(`/s/${guest.siteId}/link`);
  });

  test('but slashes and points within the page stay as they are', async () => {
    for (const rest of ['link?to=//x', 'spaces/a..b', 'spaces/%2f%2fboese.example', '/boese.example']) {
      const to = `/s/${guest.siteId}/${rest}`;
      expect((await press(await codeFor(to))).headers.location).toBe(to);
    }
  });
});
