import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readConfiguration } from '../../lti/openid-configuration.ts';
import type { Resolve } from '../../src/outbound/address-guard.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function serve(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

/** Reads a configuration through a name server that gives these addresses, one after another. */
function reading(named: readonly string[], ...addresses: string[]) {
  let count = 0;
  const resolve: Resolve = async () => {
    const address = addresses[Math.min(count, addresses.length - 1)] ?? '';
    count += 1;
    return [{ address, family: address.includes(':') ? 6 : 4 }];
  };
  const http = createHttpClient({ allowHttp: true, allowPrivateHosts: named }, resolve);
  return (url: string) => readConfiguration(http, url);
}

const host = 'moodle.example';

describe('X80 the configuration of a platform', () => {
  test.each(['127.0.0.1', '10.1.2.3', '192.168.0.5', '169.254.169.254', '::1', '::ffff:127.0.0.1'])(
    'is not fetched from a name that leads to %s',
    async (address) => {
      let calls = 0;
      const port = await serve((_request, response) => {
        calls += 1;
        response.end('{}');
      });
      await expect(reading([], address)(`http://${host}:${port}/c`)).rejects.toMatchObject({
        code: 'address.refused',
      });
      expect(calls).toBe(0);
    },
  );

  test('is fetched from the very address that was checked: a second answer of the name server changes nothing', async () => {
    const port = await serve((_request, response) => void response.end('{}'));
    const read = reading([host], '127.0.0.1', '169.254.169.254');
    await expect(read(`http://${host}:${port}/c`)).rejects.toMatchObject({
      code: 'registration.configuration-invalid',
    });
    await expect(read(`http://${host}:${port}/c`)).rejects.toMatchObject({ code: 'address.refused' });
  });

  test('is not looked for where a redirect leads', async () => {
    const asked: string[] = [];
    const port = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    });
    await expect(reading([host], '127.0.0.1')(`http://${host}:${port}/c`)).rejects.toMatchObject({
      code: 'registration.configuration-invalid',
      details: { status: 302 },
    });
    expect(asked).toEqual(['/c']);
  });

  test('is not read to its end when it is endless', async () => {
    let sent = 0;
    const port = await serve((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && sent < 100_000_000) {
          sent += 65_536;
          if (!response.write('x'.repeat(65_536))) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    await expect(reading([host], '127.0.0.1')(`http://${host}:${port}/c`)).rejects.toMatchObject({
      code: 'registration.platform-unreachable',
    });
    expect(sent).toBeLessThan(20_000_000);
  });

  test('is not waited for longer than five seconds', async () => {
    const port = await serve(() => undefined);
    await expect(reading([host], '127.0.0.1')(`http://${host}:${port}/c`)).rejects.toMatchObject({
      code: 'registration.platform-unreachable',
    });
  }, 15_000);
});
