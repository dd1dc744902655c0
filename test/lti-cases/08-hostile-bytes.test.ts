import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { freePort } from '../support/free-port.ts';
import { hastyServer } from '../support/hasty-server.ts';
import { request, sendBytes } from '../support/raw-socket.ts';
import { countWritten } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld({ seeded: false });
let port: number;

beforeAll(async () => {
  port = world().settings.port;
  await world().app.listen({ host: '127.0.0.1', port });
  // Otherwise it would read the bytes before the server does, and be the one that refuses them.
  nock.restore();
});

/** Whatever came before: the next visitor gets a page, and nothing was stored. */
afterEach(async () => {
  expect(await sendBytes(port, request('GET /help'))).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(await countWritten(world())).toEqual({ accounts: 0, memberships: 0, sessions: 0, 'used-nonces': 0 });
  expect(world().logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});

const fiveThousand = Array.from({ length: 5000 }, (_, index) => `x-${index}: y`);
const posted = ['Content-Type: application/x-www-form-urlencoded'];

describe('what is no proper request is refused in one line, and the connection ends', () => {
  test.each<[string, string | Buffer, number]>([
    ['an unknown method', request('BREW /help'), 400],
    ['a method in small letters', request('get /help'), 400],
    ['noise', Buffer.from([0x16, 0x03, 0x01, 0, 0xff, 0xfe, 0x80, 0x0d, 0x0a, 0x0d, 0x0a]), 400],
    ['HTTP/2 without being asked', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['a null byte in the address', request('GET /he\0lp'), 400],
    ['a null byte in a header', request('GET /help', ['x-name: a\0b']), 400],
    [
      'two lengths of the body',
      request('POST /lti/login', ['Content-Length: 3', 'Content-Length: 5'], 'iss=x'),
      400,
    ],
    [
      'twice the same length',
      request('POST /lti/login', ['Content-Length: 3', 'Content-Length: 3'], 'iss'),
      400,
    ],
    [
      'a length and pieces at once',
      request('POST /lti/login', ['Content-Length: 3', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
      400,
    ],
    ['a negative length', request('POST /lti/login', [...posted, 'Content-Length: -1'], 'iss=x'), 400],
    ['more than its length says', request('POST /lti/login', [...posted, 'Content-Length: 0'], 'iss=x'), 400],
    [
      'a piece of a wrong size',
      request('POST /lti/login', ['Transfer-Encoding: chunked'], 'zz\r\n\r\n'),
      400,
    ],
    ['an address of 100 KB', request(`GET /${'a'.repeat(100_000)}`), 431],
    ['5,000 header lines', request('GET /help', fiveThousand), 431],
    ['a header of 100 KB', request('GET /help', [`cookie: nb_b_x=${'a'.repeat(100_000)}`]), 431],
  ])('%s', async (_title, bytes, status) => {
    const answer = await sendBytes(port, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    const body = answer.split('\r\n\r\n')[1] ?? '';
    expect(Object.keys(JSON.parse(body)).sort()).toEqual(['error', 'message', 'statusCode']);
  });

  test('a request without a host', async () => {
    const answer = await sendBytes(port, 'GET /help HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('a tunnel to somewhere else is not opened', async () => {
    expect(await sendBytes(port, 'CONNECT boese.example:443 HTTP/1.1\r\nHost: boese.example\r\n\r\n')).toBe(
      '',
    );
  });
});

describe('what is a proper request, but strange, gets an error page', () => {
  test.each<[string, string, number, string]>([
    ['TRACE', request('TRACE /help', ['cookie: nb_s_x=geheim']), 404, 'page.not-found'],
    ['OPTIONS *', request('OPTIONS *'), 404, 'page.not-found'],
    ['a backslash for an address', request('GET /\\'), 404, 'page.not-found'],
    ['another host in the address', request('GET http://boese.example/nowhere'), 404, 'page.not-found'],
    ['a broken encoding', request('GET /%c0%ae'), 400, 'request.invalid'],
    ['half an encoding', request('GET /%'), 400, 'request.invalid'],
    ['a null byte, encoded', request('GET /s/a%00b/link'), 401, 'session.missing'],
    ['steps out of the folder', request('GET /public/..%2f..%2fpackage.json'), 404, 'page.not-found'],
    [
      'steps out of the folder, not encoded',
      request('GET /public/../../package.json'),
      400,
      'request.invalid',
    ],
  ])('%s', async (_title, bytes, status, code) => {
    const answer = await sendBytes(port, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain(`<code>${code}</code>`);
    expect(answer).not.toMatch(/geheim|"dependencies"|boese\.example\/[^n]/);
  });

  test('a page of ours never leads to another host by an address with two slashes', async () => {
    for (const path of [
      '//boese.example/x',
      '///boese.example/x',
      '/\\boese.example/x',
      '//boese.example/%zz',
    ]) {
      const answer = await sendBytes(port, request(`GET ${path}`));
      expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
      expect(answer).not.toMatch(/(href|action)="[/\\]{2}/);
    }
  });
});

describe('X106 who sends very slowly is cut off', () => {
  test('by default: ten seconds for the head of a request, thirty for the whole', () => {
    const { headersTimeout, requestTimeout } = world().app.server;
    expect({ headersTimeout, requestTimeout }).toEqual({ headersTimeout: 10_000, requestTimeout: 30_000 });
  });

  test('whether the head, the body, or nothing at all comes; others are served meanwhile', async () => {
    const ownPort = await freePort();
    const hasty = await hastyServer(world(), { head: 300, request: 600, check: 50 }, ownPort);
    const begun = request('POST /lti/login', [...posted, 'Content-Length: 50000']);
    const slow = [
      sendBytes(ownPort, 'GET /help HTTP/1.1\r\nHost: x\r\n', 'x-slow: 1\r\n'),
      sendBytes(ownPort, begun, 'a'),
      sendBytes(ownPort, ''),
      ...Array.from({ length: 100 }, () => sendBytes(ownPort, 'G', 'x')),
    ];
    expect(await sendBytes(ownPort, request('GET /help'))).toMatch(/^HTTP\/1\.1 200 OK/);
    const [head, body, nothing] = await Promise.all(slow);
    expect(head).toMatch(/^HTTP\/1\.1 408 /);
    expect(body).toMatch(/^HTTP\/1\.1 408 /);
    expect(nothing).toMatch(/^(HTTP\/1\.1 408 |$)/);
    const open = await new Promise((resolve) =>
      hasty.server.getConnections((_error, count) => resolve(count)),
    );
    expect(open).toBe(0);
    await hasty.close();
  });
});
