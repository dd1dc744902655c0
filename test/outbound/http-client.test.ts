import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { CodedError } from '../../src/domain/errors.ts';
import type { Resolve } from '../../src/outbound/address-guard.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';

const limits = { timeoutMs: 3000, maxBytes: 1000 };
const host = 'moodle.example';
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

/** A server on a loopback address; returns its port. */
async function serve(answer: RequestListener, address = '127.0.0.1', port = 0): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, address, done);
  });
  return (server.address() as AddressInfo).port;
}

/** A client for which the name of the Moodle leads to these addresses, one after another. */
function clientFor(...addresses: string[]) {
  const asked: string[] = [];
  const resolve: Resolve = async (name) => {
    asked.push(name);
    return [{ address: addresses[Math.min(asked.length, addresses.length) - 1] ?? '', family: 4 }];
  };
  const client = createHttpClient({ allowHttp: true, allowPrivateHosts: [host] }, resolve);
  return {
    asked,
    get: (port: number, more = limits) =>
      client.get(`http://${host}:${port}/certs`, 'application/json', more),
  };
}

describe('a call to a Moodle', () => {
  test('says what it wants and who asks, and gives back status, headers and text as they came', async () => {
    const port = await serve((request, response) => {
      response.setHeader(
        'X-Seen',
        `${request.headers.host} ${request.headers['user-agent']} ${request.headers.accept}`,
      );
      response.writeHead(203).end('{"keys": "äöü"}');
    });
    const answer = await clientFor('127.0.0.1').get(port);
    expect(answer).toMatchObject({ status: 203, text: '{"keys": "äöü"}' });
    expect(answer.headers['x-seen']).toBe(`${host}:${port} Netzbruecke application/json`);
  });

  test.each([400, 404, 500, 503])('answered by %i is an answer', async (status) => {
    const port = await serve((_request, response) => response.writeHead(status).end('no'));
    expect(await clientFor('127.0.0.1').get(port)).toMatchObject({ status, text: 'no' });
  });

  test.each([301, 302, 303, 307, 308])('sent elsewhere by %i does not go there', async (status) => {
    let hits = 0;
    const inside = await serve((_request, response) => {
      hits += 1;
      response.end('secret');
    });
    const location = `http://127.0.0.1:${inside}/`;
    const port = await serve((_request, response) => response.writeHead(status, { location }).end());
    const answer = await clientFor('127.0.0.1').get(port);
    expect([answer.status, answer.headers.location, hits]).toEqual([status, location, 0]);
  });

  test('goes to the address that was checked, whatever the name server says next', async () => {
    const port = await serve((_request, response) =>
      response.setHeader('connection', 'close').end('checked'),
    );
    await serve((_request, response) => response.end('other'), '127.0.0.2', port);
    const { asked, get } = clientFor('127.0.0.1', '127.0.0.2');
    expect((await get(port)).text).toBe('checked');
    expect(asked).toEqual([host]);
    expect((await get(port)).text).toBe('other');
  });

  test('is not made at all where the address is refused, or is none', async () => {
    let hits = 0;
    const port = await serve((_request, response) => {
      hits += 1;
      response.end();
    });
    const client = createHttpClient({ allowHttp: true, allowPrivateHosts: [] }, async () => [
      { address: '127.0.0.1', family: 4 },
    ]);
    for (const url of [
      `http://${host}:${port}/`,
      `http://127.0.0.1:${port}/`,
      'nonsense',
      `ftp://${host}:${port}/`,
      '',
    ])
      await expect(client.get(url, '*/*', limits)).rejects.toThrow(CodedError);
    expect(hits).toBe(0);
  });

  test('does not take a detour because a variable of the environment says so', async () => {
    let detours = 0;
    const proxy = await serve((_request, response) => {
      detours += 1;
      response.end('proxy');
    });
    const port = await serve((_request, response) => response.end('direct'));
    const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'];
    const before = names.map((name) => process.env[name]);
    for (const name of names) process.env[name] = name === 'NO_PROXY' ? '' : `http://127.0.0.1:${proxy}`;
    try {
      expect((await clientFor('127.0.0.1').get(port)).text).toBe('direct');
    } finally {
      for (const [index, name] of names.entries()) {
        if (before[index] === undefined) delete process.env[name];
        else process.env[name] = before[index];
      }
    }
    expect(detours).toBe(0);
  });
});

describe('a Moodle that answers too much or too slowly', () => {
  const brief = { ...limits, timeoutMs: 200 };

  test('is cut off at the greatest size, also where it does not say how much comes or packs it', async () => {
    const big = 'x'.repeat(limits.maxBytes + 1);
    const whole = await serve((_request, response) => response.end(big));
    const endless = await serve((_request, response) => {
      const pour = () => {
        while (!response.destroyed && response.write(big));
      };
      response.on('drain', pour);
      pour();
    });
    const packed = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(1_000_000))),
    );
    for (const port of [whole, endless, packed])
      await expect(clientFor('127.0.0.1').get(port)).rejects.toThrow(/^no answer: /);
    const exact = await serve((_request, response) => response.end('x'.repeat(limits.maxBytes)));
    expect((await clientFor('127.0.0.1').get(exact)).text).toHaveLength(limits.maxBytes);
  });

  test('is given up: silent, dripping, or closing without an answer', async () => {
    const silent = await serve(() => undefined);
    const dripping = await serve((_request, response) => {
      const drop = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drop));
    });
    const closing = await serve((request) => request.socket.destroy());
    for (const port of [silent, dripping, closing])
      await expect(clientFor('127.0.0.1').get(port, brief)).rejects.toThrow(/^no answer: [A-Z_]+$/);
  });

  test('is given up when its name server does not answer', async () => {
    const client = createHttpClient(
      { allowHttp: true, allowPrivateHosts: [] },
      () => new Promise(() => undefined),
    );
    await expect(client.get(`https://${host}/`, '*/*', brief)).rejects.toThrow('no answer: ETIMEDOUT');
  });

  test('where nobody listens, the failure names a code and nothing of the request', async () => {
    const port = await serve(() => undefined);
    await new Promise((done) => servers.pop()?.close(done));
    const failed = await clientFor('127.0.0.1')
      .get(port)
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ message: 'no answer: ECONNREFUSED' });
    expect(Object.keys(failed as object)).toEqual([]);
  });
});
