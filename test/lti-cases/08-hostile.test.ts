import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { cookiesOf, form, launch, startLogin } from '../support/launching.ts';
import { codeOn, countWritten, expectRefusal } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
const limit = 64 * 1024;
const type = 'application/x-www-form-urlencoded';
let before: Record<string, number>;

beforeEach(async () => {
  before = await countWritten(world());
});

/** After every attack: nothing was written, nothing of ours broke, and the next person comes in. */
afterEach(async () => {
  expect(await countWritten(world())).toEqual(before);
  expect(world().logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  expect((await launch(world(), { activityId: 'unbound' })).statusCode).toBe(303);
});

const post = (
  url: string,
  payload: string | Buffer | Readable,
  headers: Record<string, string> = { 'content-type': type },
): Promise<LightMyRequestResponse> => world().app.inject({ method: 'POST', url, payload, headers });

function expectPage(answer: LightMyRequestResponse, code: ErrorCode, status: number): void {
  expect([answer.statusCode, codeOn(answer)]).toEqual([status, code]);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
}

const loginFields = (): Record<string, string> => ({
  iss: world().practice.origin,
  login_hint: '5',
  target_link_uri: `${world().settings.publicUrl}/lti/launch`,
  client_id: world().practice.toolType.clientId,
});

describe('X100 a body of more than 64 KB is refused', () => {
  const large = `state=${'a'.repeat(limit)}`;

  test('at the launch, with a page, and nothing is stored', async () => {
    await expectRefusal(world(), 'request.too-large', () => post('/lti/launch', large));
  });

  test('on every address that takes a form, known or not', async () => {
    for (const url of [
      '/lti/login',
      '/operator/sign-in',
      '/s/none/link/code',
      '/s/none/handover',
      '/nowhere',
    ])
      expectPage(await post(url, large), 'request.too-large', 413);
  });

  test('also in pieces without a length, and with a length that is a lie', async () => {
    const pieces = Readable.from(Array.from({ length: 80 }, () => Buffer.alloc(1024, 'a')));
    expectPage(await post('/lti/launch', pieces), 'request.too-large', 413);
    const lie = await post('/lti/launch', 'state=a', { 'content-type': type, 'content-length': '10000000' });
    expectPage(lie, 'request.too-large', 413);
  });

  test('one of exactly 64 KB is read', async () => {
    expectPage(await post('/lti/launch', large.slice(0, limit)), 'launch.state-invalid', 400);
  });
});

describe('X109 operators of a database in a login are just unknown words', () => {
  const replaced = (name: string): [string, string][] =>
    Object.entries(loginFields()).map(([key, value]) =>
      key === name ? [`${name}[$ne]`, 'x'] : [key, value],
    );

  test.each(['iss', 'login_hint', 'target_link_uri'])(
    '%s[$ne], as a form and in the address',
    async (name) => {
      const query = new URLSearchParams(replaced(name)).toString();
      expectPage(await post('/lti/login', query), 'login.parameter-missing', 400);
      expectPage(await world().app.inject({ url: `/lti/login?${query}` }), 'login.parameter-missing', 400);
    },
  );

  test('texts with operators in them find no site, and a client of all is none', async () => {
    for (const iss of ['{"$ne":""}', '[$ne]', "' OR 1=1 --", '%', '*', '__proto__', 'constructor'])
      expectPage(
        await post('/lti/login', form({ ...loginFields(), iss }).payload),
        'login.site-unknown',
        400,
      );
    for (const client_id of ['{"$gt":""}', "' OR '1'='1", '%', '__proto__'])
      expectPage(
        await post('/lti/login', form({ ...loginFields(), client_id }).payload),
        'login.site-unknown',
        400,
      );
  });

  test('at the launch: state[$ne] and id_token[$ne]', async () => {
    expectPage(await post('/lti/launch', 'state[$ne]=x&id_token[$ne]=x'), 'launch.state-missing', 400);
    const { state, cookies } = await startLogin(world());
    const payload = new URLSearchParams({ state, 'id_token[$ne]': 'x' }).toString();
    const answer = await world().app.inject({
      ...{ method: 'POST', url: '/lti/launch', payload, cookies },
      headers: { 'content-type': type },
    });
    expectPage(answer, 'launch.token-missing', 400);
  });
});

describe('a form that comes as something else', () => {
  test.each([
    ['JSON', 'application/json', '{"state":"x"}'],
    ['JSON that is broken', 'application/json', '{"state":'],
    ['JSON with a foreign prototype', 'application/json', '{"__proto__":{"x":1}}'],
    ['plain text', 'text/plain', 'state=x'],
    ['XML', 'text/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['a file', 'multipart/form-data; boundary=x', '--x\r\n\r\n--x--'],
    ['no known type', 'x/y', 'state=x'],
    ['a type that is none', ';;;', 'state=x'],
    ['a very long type', `text/${'x'.repeat(10_000)}`, 'state=x'],
  ])('is refused as %s', async (_title, contentType, payload) => {
    for (const url of ['/lti/launch', '/lti/login'])
      expectPage(await post(url, payload, { 'content-type': contentType }), 'request.unsupported-type', 415);
  });

  test('is refused without a type', async () => {
    expectPage(await post('/lti/launch', 'state=x', {}), 'request.unsupported-type', 415);
  });

  test.each<[string, string | Buffer, ErrorCode]>([
    ['lists', 'state=a&state=b', 'launch.state-invalid'],
    ['an object', 'state[a]=b', 'launch.state-missing'],
    ['broken encodings', 'state=%zz%&id_token=%c0%ae', 'launch.state-invalid'],
    ['bytes that are no text', Buffer.from([0x73, 0x3d, 0xff, 0xfe, 0xc0, 0x80]), 'launch.state-missing'],
    ['null bytes', 'state=%00&\0=\0', 'launch.state-invalid'],
    ['names of objects', '__proto__=x&constructor=y&toString=z', 'launch.state-missing'],
    [
      'ten thousand fields',
      Array.from({ length: 10_000 }, (_, i) => `${i}=`).join('&'),
      'launch.state-missing',
    ],
    ['nothing', '', 'launch.state-missing'],
    ['only signs', '&&&===&&&', 'launch.state-missing'],
  ])('is refused if it is made of %s', async (_title, payload, code) => {
    expectPage(await post('/lti/launch', payload), code, 400);
  });

  test.each(['iss', 'login_hint', 'target_link_uri', 'client_id', 'lti_message_hint', 'lti_deployment_id'])(
    'is refused at the login if %s comes twice',
    async (name) => {
      const twice = `${form(loginFields()).payload}&${name}=a&${name}=b`;
      expectPage(await post('/lti/login', twice), 'login.parameter-invalid', 400);
      expectPage(await world().app.inject({ url: `/lti/login?${twice}` }), 'login.parameter-invalid', 400);
    },
  );
});

test('cookies that are no cookies, or thousands of them, do not keep anybody out', async () => {
  const many = Array.from({ length: 3000 }, (_, index) => `nb_b_${index}=${'x'.repeat(80)}`).join('; ');
  for (const cookie of ['=', ';;;', 'nb_b_', 'nb_b_x=%zz', 'nb_lang=%00', '__proto__=x; nb_flash=y', many]) {
    const headers = { 'content-type': type, cookie };
    const answer = await post('/lti/login', form(loginFields()).payload, headers);
    expect([303, 302]).toContain(answer.statusCode);
    expect(cookiesOf(answer)).not.toEqual({});
    expect((await world().app.inject({ url: '/help', headers: { cookie } })).statusCode).toBe(200);
  }
});

test('memory stays flat over two thousand refused launches', async () => {
  const attack = async (times: number): Promise<void> => {
    for (let round = 0; round < times / 50; round++)
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          world().app.inject({
            ...{ method: 'POST', url: '/lti/launch', remoteAddress: `10.0.${round}.${index}` },
            ...form({ state: `${round}-${index}-${'x'.repeat(8000)}`, id_token: 'y'.repeat(8000) }),
          }),
        ),
      );
  };
  const used = (): number => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1024 / 1024;
  };
  await attack(500);
  const start = used();
  await attack(2000);
  expect(used() - start).toBeLessThan(globalThis.gc ? 15 : 120);
});
