import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { createKeySets } from '../../lti/key-set.ts';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';
import { anotherInstance } from '../support/instance.ts';
import { launch } from '../support/launching.ts';
import { expectRefusal } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';
import { openWorld, type World } from '../support/world.ts';

const world = withWorld({ seeded: false });
const kid = 'odd-key';
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });

let fresh: World;
beforeEach(async () => {
  fresh = await anotherInstance(world());
});
afterEach(async () => {
  await fresh.app.close();
  nock.cleanAll();
});

/** What Moodle answers when it is asked for its keys, once. */
function answerKeys(status: number, body: string | object, headers: Record<string, string> = {}): void {
  nock(world().practice.origin).get('/mod/lti/certs.php').reply(status, body, headers);
}

const signed = () => launch(fresh, { activityId: 'unbound', key: pair.privateKey, header: { kid } });

describe('of a key set only RSA keys for signatures count', () => {
  test('a key that says what it is for, and one that says less, open the link', async () => {
    const { use: _use, alg: _alg, ...bare } = jwk;
    answerKeys(200, { keys: [{ kty: 'RSA' }, {}, bare] });
    expect((await signed()).statusCode).toBe(303);
  });

  test.each<[string, object]>([
    ['a key for encryption', { ...jwk, use: 'enc' }],
    ['a key for another RSA signature', { ...jwk, alg: 'PS256' }],
    ['a key that claims an elliptic curve', { ...jwk, alg: 'ES256' }],
    ['a key that claims a shared secret', { ...jwk, alg: 'HS256' }],
    ['a shared secret', { kty: 'oct', kid, k: jwk.n }],
    ['a key on an elliptic curve', { ...curve, kid, use: 'sig' }],
    ['a key of 1,024 bits', { ...short, kid, use: 'sig', alg: 'RS256' }],
    ['a key whose name is a number', { ...jwk, kid: 1 }],
    ['a key whose name is an object', { ...jwk, kid: { $ne: '' } }],
    ['a key without a modulus', { ...jwk, n: undefined }],
    ['a key whose modulus is no text', { ...jwk, n: { toString: 'x' } }],
    ['another key', { ...jwk, kid: 'ODD-KEY' }],
  ])('%s is passed over', async (_title, key) => {
    answerKeys(200, { keys: [key] });
    await expectRefusal(fresh, 'launch.key-unknown', signed);
  });
});

const tooMany = Array.from({ length: 51 }, (_, index) => ({ ...jwk, kid: `${kid}-${index}` }));

describe('an answer that is no key set is refused', () => {
  test.each<[string, number, string | object, ErrorCode]>([
    ['an empty answer', 200, '', 'platform.keys-invalid'],
    ['a web page', 200, '<p>Wartung</p>', 'platform.keys-invalid'],
    ['half a key set', 200, JSON.stringify({ keys: [jwk] }).slice(0, -3), 'platform.keys-invalid'],
    ['a list', 200, [jwk], 'platform.keys-invalid'],
    ['null', 200, 'null', 'platform.keys-invalid'],
    ['keys that are no list', 200, { keys: { 0: jwk } }, 'platform.keys-invalid'],
    ['keys that are no objects', 200, { keys: ['key', 1] }, 'platform.keys-invalid'],
    ['more keys than a Moodle has', 200, { keys: tooMany }, 'platform.keys-invalid'],
    ['a set of 300 KB', 200, { keys: [jwk], rest: 'x'.repeat(300 * 1024) }, 'platform.keys-unreachable'],
    ['a login page', 401, { keys: [jwk] }, 'platform.keys-unreachable'],
    ['an error of the server', 500, { keys: [jwk] }, 'platform.keys-unreachable'],
  ])('%s', async (_title, status, body, code) => {
    answerKeys(status, body);
    await expectRefusal(fresh, code, signed);
  });

  test('a redirect, which nobody follows', async () => {
    const elsewhere = nock(world().practice.origin)
      .get('/keys')
      .reply(200, { keys: [jwk] });
    answerKeys(302, '', { location: `${world().practice.origin}/keys` });
    await expectRefusal(fresh, 'platform.keys-unreachable', signed);
    expect(elsewhere.isDone()).toBe(false);
  });
});

test('a new key of Moodle is found at the first launch that it signs, and the old one is gone', async () => {
  expect((await launch(fresh, { activityId: 'unbound' })).statusCode).toBe(303);
  world().turnClock(30_000);
  answerKeys(200, { keys: [jwk] });
  expect((await signed()).statusCode).toBe(303);
  await expectRefusal(fresh, 'launch.key-unknown', () => launch(fresh, { activityId: 'unbound' }));
});

test('a failed fetch on one site says nothing about another', async () => {
  const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] });
  const sets = createKeySets(http, world().now);
  const { keySetUrl } = world().registration;
  answerKeys(500, '');
  await expect(sets.find('one', keySetUrl, kid)).rejects.toMatchObject({ code: 'platform.keys-unreachable' });
  answerKeys(200, { keys: [jwk] });
  expect((await sets.find('two', keySetUrl, kid)).type).toBe('public');
});

describe('keys are fetched from nowhere inside', () => {
  test.each([
    ['http://169.254.169.254/latest/meta-data'],
    ['http://127.0.0.1/keys'],
    ['http://[::1]/keys'],
    ['http://[::ffff:127.0.0.1]/keys'],
    ['http://2130706433/keys'],
    ['http://0x7f.1/keys'],
    ['http://10.0.0.1/keys'],
    ['http://nutzer:geheim@moodle.example/keys'],
    ['https://moodle.example:22/keys'],
    ['file:///etc/passwd'],
    ['gopher://moodle.example/'],
    ['no address'],
  ])('%s', async (address) => {
    const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] }, async () => [
      { address: '93.184.216.34', family: 4 },
    ]);
    const found = createKeySets(http, Date.now).find('site', address, kid);
    await expect(found).rejects.toMatchObject({ code: 'address.refused' });
  });

  // Last in this file: a world that closes takes the interception of calls with it.
  test('a Moodle in a private network that the operator did not name', async () => {
    const closed = await openWorld({
      seeded: false,
      environment: { ALLOW_PRIVATE_HOSTS: 'another.example' },
    });
    await expectRefusal(closed, 'address.refused', () => launch(closed, { activityId: 'unbound' }));
    expect(closed.outgoing).toEqual([]);
    await closed.close();
  });
});
