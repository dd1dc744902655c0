import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { registrations } from '../../src/store/site.ts';
import { freePort } from '../support/free-port.ts';
import { goodConfiguration, openPlatformServer, type PlatformServer } from '../support/platform-server.ts';
import { codeOn } from '../support/refusals.ts';
import { invitation, look, press } from '../support/registering.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let platform: PlatformServer;

beforeAll(async () => {
  const port = await freePort();
  platform = await openPlatformServer(port);
  world = await openWorld({ seeded: false, allowedHost: `localhost:${port}` });
});
afterAll(async () => {
  await world.close();
  await platform.close();
});
beforeEach(() => {
  platform.configuration = goodConfiguration(platform.origin);
  platform.heard.length = 0;
});

async function asked(configuration = platform.configurationUrl): Promise<URL> {
  const address = await invitation(world);
  address.searchParams.set('openid_configuration', configuration);
  address.searchParams.set('registration_token', 'bearer-of-this-test');
  return address;
}

const result = (answer: LightMyRequestResponse) => [answer.statusCode, codeOn(answer)];
const pathsHeard = () => platform.heard.map(({ path }) => path);
const known = async () =>
  (await world.core.store.find(registrations, 'byIssuer', [platform.origin])).rows.length;

/** Looking and pressing are both refused with this code, and the token went nowhere. */
async function expectRefused(code: string, configuration?: string): Promise<void> {
  const address = await asked(configuration);
  expect([codeOn(await look(world, address)), codeOn(await press(world, address))]).toEqual([code, code]);
  expect(platform.heard.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
  expect(await known()).toBe(0);
}

describe('X80 a configuration address that leads inside', () => {
  test.each([
    'http://127.0.0.1:9/c',
    'http://[::1]:9/c',
    'http://[::ffff:127.0.0.1]:9/c',
    'http://2130706433:9/c',
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.8/c',
    'http://192.168.1.1/c',
    'http://localhost:22/c',
    'http://user:pass@localhost:9000/c',
    'file:///etc/passwd',
    'gopher://localhost:70/1',
    'no address',
  ])('is not called: %s', (address) => expectRefused('address.refused', address));
});

describe('X81 an issuer on another host', () => {
  test.each(['https://moodle.example', 'http://localhost', 'http://127.0.0.1:9', 'no address', ''])(
    'is refused: "%s"',
    async (issuer) => {
      platform.configuration.issuer = issuer;
      await expectRefused('registration.host-mismatch');
    },
  );
});

describe('X82 an endpoint on another host', () => {
  test.each(['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'registration_endpoint'])(
    'is refused as %s, on a foreign host as on a private one, with another scheme or a password',
    async (name) => {
      for (const address of [
        'https://boese.example/x',
        'http://10.0.0.8/x',
        platform.origin.replace('http:', 'https:'),
        platform.origin.replace('//', '//a:b@'),
        `${platform.origin}.boese.example/x`,
      ]) {
        platform.configuration = { ...goodConfiguration(platform.origin), [name]: address };
        await expectRefused('registration.host-mismatch');
      }
    },
  );

  test.each(['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri', 'registration_endpoint'])(
    'also: a configuration without %s is refused',
    async (name) => {
      delete platform.configuration[name];
      await expectRefused('registration.configuration-invalid');
    },
  );
});

describe('X85 the registration token', () => {
  test('goes to the registration endpoint and to nobody else, also not where that redirects', async () => {
    platform.answer = { status: 307, headers: { location: `${platform.origin}/elsewhere` }, body: '' };
    const address = await asked();
    expect(result(await look(world, address))).toEqual([200, undefined]);
    expect(result(await press(world, address))).toEqual([502, 'registration.refused']);
    const withToken = platform.heard.filter(({ authorization }) => authorization !== undefined);
    expect(withToken.map(({ path, authorization }) => [path, authorization])).toEqual([
      ['/register', 'Bearer bearer-of-this-test'],
    ]);
    expect(pathsHeard()).not.toContain('/elsewhere');
  });

  test('is not sent when it could not stand in a header', async () => {
    const address = await asked();
    address.searchParams.set('registration_token', 'a\r\nX-Evil: 1');
    expect(codeOn(await press(world, address))).toBe('registration.request-incomplete');
    expect(pathsHeard()).toEqual(['/configuration']);
  });
});

describe('R10 also: an answer to the registration', () => {
  const registerAnswer = async (status: number, body: string) => {
    platform.answer = { status, body };
    return press(world, await asked());
  };

  test('that refuses with anything but a word is told without its text', async () => {
    const answer = await registerAnswer(400, '<script>alert(1)</script>');
    expect(result(answer)).toEqual([502, 'registration.refused']);
    expect(answer.body).not.toContain('alert');
    expect((await registerAnswer(403, '{"error":"access_denied"}')).body).toContain(
      '<code>access_denied</code>',
    );
  });

  test.each(['{}', 'no JSON', '[]', '{"client_id":"c"}', '{"client_id":""}'])(
    'that names no client and deployment registers nothing: %s',
    async (body) => {
      expect(result(await registerAnswer(200, body))).toEqual([502, 'registration.answer-invalid']);
      expect(await known()).toBe(0);
    },
  );

  test('that never comes registers nothing, and the invitation still works', async () => {
    platform.answer = undefined;
    const address = await asked();
    expect(result(await press(world, address))).toEqual([502, 'registration.platform-unreachable']);
    expect(await known()).toBe(0);
    const tool = { deployment_id: 7 };
    const body = { client_id: 'c', 'https://purl.imsglobal.org/spec/lti-tool-configuration': tool };
    platform.answer = { status: 201, body: JSON.stringify(body) };
    const page = await press(world, address);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Was Moodle nicht erlaubt hat');
    expect(await known()).toBe(1);
  });
});
