import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, exportJWK, importPKCS8, jwtVerify, SignJWT } from 'jose';
import { createKeySets } from '../../lti/key-set.ts';
import { privateKeyUse } from '../../lti/ltijs-database.ts';
import type { ToolKey } from '../../src/domain/site.ts';
import { hour, minute } from '../../src/runtime/clock.ts';
import { insert } from '../../src/store/port.ts';
import { toolKeys } from '../../src/store/site.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();

type Jwks = { keys: Record<string, string>[] };
const published = async (): Promise<Jwks> => (await world().app.inject('/lti/keys')).json();

const makePair = (): { publicKey: string; privateKey: string } =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

function toolKey({ publicKey, privateKey }: ReturnType<typeof makePair>): ToolKey {
  const { core, registration, now } = world();
  const sealedPrivateKey = core.secrets.seal(privateKeyUse, privateKey);
  return { id: randomUUID(), registrationId: registration.id, publicKey, sealedPrivateKey, createdAt: now() };
}

/** Signs as the tool would, with a stored key. */
async function signedWith(keyId: string): Promise<string> {
  const stored = await world().core.store.get(toolKeys, keyId);
  const pem = world().core.secrets.open(privateKeyUse, stored?.doc.sealedPrivateKey ?? '');
  const jwt = new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: keyId }).setExpirationTime('1m');
  return jwt.sign(await importPKCS8(pem, 'RS256'));
}

describe('R07 the tool publishes its keys', () => {
  test('only what is public: no private member, and key id, algorithm and use beside the key', async () => {
    const { keys } = await published();
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']]);
    expect(keys[0]).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig', kid: world().registration.keyId });
    expect(Buffer.from(keys[0]?.n ?? '', 'base64url')).toHaveLength(256);
  });

  test('as JSON that may be kept for five minutes, to anybody, without a cookie', async () => {
    const response = await world().app.inject('/lti/keys');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect(response.headers['cache-control']).toBe('public, max-age=300');
    expect(response.cookies).toEqual([]);
  });

  test('and the sealed private key stands neither there nor in clear in the store', async () => {
    const stored = await world().core.store.get(toolKeys, world().registration.keyId);
    const text = JSON.stringify([await published(), stored]);
    expect(text).not.toMatch(/PRIVATE KEY/);
    expect(JSON.stringify(await published())).not.toContain(stored?.doc.sealedPrivateKey);
  });
});

describe('R08 two keys while one takes the place of the other', () => {
  test('both are published, and what either signed can be verified', async () => {
    const old = world().registration.keyId;
    const next = toolKey(makePair());
    await world().core.store.commit([insert(toolKeys, next)]);
    const jwks = await published();
    expect(jwks.keys.map(({ kid }) => kid).sort()).toEqual([old, next.id].sort());
    const keySet = createLocalJWKSet(jwks as Parameters<typeof createLocalJWKSet>[0]);
    for (const keyId of [old, next.id]) {
      const { protectedHeader } = await jwtVerify(await signedWith(keyId), keySet);
      expect(protectedHeader.kid).toBe(keyId);
    }
  });

  test('also: more keys than the store gives in one page are all published', async () => {
    const before = (await published()).keys.length;
    const pair = makePair();
    const many = Array.from({ length: 520 }, () => toolKey(pair));
    await world().core.store.commit(many.map((key) => insert(toolKeys, key)));
    const { keys } = await published();
    expect(keys).toHaveLength(before + many.length);
    expect(keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining(many.map(({ id }) => id)));
  });
});

describe('keys of a Moodle that changes them', () => {
  const url = 'https://moodle.example/certs';

  /** A platform whose key set the test writes, and what was asked of it. */
  async function platform() {
    const pair = makePair();
    const jwk = { ...(await exportJWK(createPublicKey(pair.publicKey))), use: 'sig', alg: 'RS256' };
    const its = { kids: ['old'], status: 200, calls: 0, now: 0 };
    const get = async () => {
      its.calls += 1;
      return {
        status: its.status,
        headers: {},
        text: JSON.stringify({ keys: its.kids.map((kid) => ({ ...jwk, kid })) }),
      };
    };
    const keySets = createKeySets({ get }, () => its.now);
    return { its, find: (kid: string) => keySets.find('site', url, kid) };
  }

  test('also: a key that Moodle took back is refused an hour later', async () => {
    const { its, find } = await platform();
    await expect(find('old')).resolves.toBeDefined();
    its.kids = ['new'];
    its.now = hour - 1;
    await expect(find('old')).resolves.toBeDefined();
    expect(its.calls).toBe(1);
    its.now = hour;
    await expect(find('old')).rejects.toMatchObject({ code: 'launch.key-unknown' });
    await expect(find('new')).resolves.toBeDefined();
    expect(its.calls).toBe(2);
  });

  test('also: while Moodle does not answer, its known key works on, and it is not asked at every launch', async () => {
    const { its, find } = await platform();
    await find('old');
    its.status = 503;
    its.now = 24 * hour;
    for (let count = 0; count < 10; count += 1) await expect(find('old')).resolves.toBeDefined();
    expect(its.calls).toBe(2);
    its.now += minute / 2;
    await expect(find('old')).resolves.toBeDefined();
    expect(its.calls).toBe(3);
  });
});
