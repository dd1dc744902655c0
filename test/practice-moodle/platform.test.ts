import { type AddressInfo, connect, type Socket } from 'node:net';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { origin, practiceMoodle } from './browser.ts';

let moodle: PracticeMoodle;
beforeEach(async () => {
  moodle = await practiceMoodle();
});

describe('What the practice Moodle says about itself', () => {
  test('one RSA key with Moodle’s kind of key id', async () => {
    const { keys } = (await moodle.app.inject('/mod/lti/certs.php')).json();
    expect(keys).toEqual([
      {
        kty: 'RSA',
        alg: 'RS256',
        use: 'sig',
        kid: expect.stringMatching(/^[0-9a-f]{20}$/),
        n: expect.stringMatching(/^[\w-]{342}$/),
        e: 'AQAB',
      },
    ]);
  });

  test('the same addresses in its OpenID configuration and in its tool details', async () => {
    const configuration = (await moodle.app.inject('/mod/lti/openid-configuration.php')).json();
    expect(configuration).toMatchObject({
      issuer: origin,
      authorization_endpoint: moodle.toolType.authUrl,
      token_endpoint: moodle.toolType.tokenUrl,
      jwks_uri: moodle.toolType.keySetUrl,
    });
    expect(moodle.toolType.clientId).toMatch(/^[A-Za-z0-9]{15}$/);
  });

  test.each(['/.well-known/openid-configuration', '/.well-known/jwks.json', '/mod/lti/registration.php'])(
    'nothing at %s',
    async (url) => {
      const response = await moodle.app.inject({ method: 'GET', url });
      expect(response.statusCode).toBe(404);
      expect(response.headers['content-type']).toContain('text/html');
    },
  );
});

describe('When a test lets the key set fail', () => {
  test('it is in maintenance, or no JSON, and well again afterwards', async () => {
    moodle.misbehave.certs = 'down';
    expect((await moodle.app.inject('/mod/lti/certs.php')).statusCode).toBe(503);
    moodle.misbehave.certs = 'garbage';
    const garbage = await moodle.app.inject('/mod/lti/certs.php');
    expect(garbage.statusCode).toBe(200);
    expect(() => JSON.parse(garbage.body)).toThrow();
    delete moodle.misbehave.certs;
    expect((await moodle.app.inject('/mod/lti/certs.php')).json().keys).toHaveLength(1);
  });

  test('it takes the question and never answers, and can still be closed', async () => {
    moodle.misbehave.certs = 'slow';
    await moodle.listen('127.0.0.1', 0);
    const received: string[] = [];
    const socket = await asking(moodle, '/mod/lti/certs.php', (text) => received.push(text));
    // A second question on a connection of its own is answered: so the first one has long been read.
    const other = await asking(moodle, '/theme/practice.css', () => other.end());
    await new Promise((resolve) => other.once('close', resolve));
    await moodle.close();
    await new Promise((resolve) => (socket.closed ? resolve(undefined) : socket.once('close', resolve)));
    expect(received).toEqual([]);
  });
});

function asking(of: PracticeMoodle, path: string, onText: (text: string) => void): Promise<Socket> {
  const { port } = of.app.server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      resolve(socket);
    });
    socket.on('data', (data) => onText(data.toString()));
    socket.on('error', reject);
  });
}

test('The practice Moodle cannot be opened to other machines', async () => {
  await expect(moodle.listen('0.0.0.0', 0)).rejects.toMatchObject({ code: 'address.refused' });
});
