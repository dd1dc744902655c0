import { createPublicKey, createSecretKey, generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { type Bent, launch, startLogin } from '../support/launching.ts';
import { expectRefusal } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();

const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 });
const attackerJwk = attacker.publicKey.export({ format: 'jwk' });
const attackerHost = 'https://keys.attacker.example';

/** What everybody can read of the platform's key. */
let published: { kid: string; n: string; e: string; kty: string };
const pem = (): string =>
  String(createPublicKey({ key: published, format: 'jwk' }).export({ type: 'spki', format: 'pem' }));
const hs256 = (secret: string | Buffer): Bent => ({
  header: { alg: 'HS256' },
  key: createSecretKey(Buffer.from(secret)),
});

beforeAll(async () => {
  expect((await launch(world())).statusCode).toBe(303);
  const response = await world().practice.app.inject('/mod/lti/certs.php');
  published = response.json().keys[0];
});

describe('a token whose header wants to weaken the signature is refused', () => {
  test.each(['none', 'None', 'NONE', 'nOnE', ''])('X01 X02 algorithm "%s"', async (alg) => {
    await expectRefusal(world(), 'launch.algorithm-refused', async () => {
      const { nonce } = await startLogin(world());
      const signed = await world().practice.idToken({
        ...{ personId: 'admin', activityId: 'network', nonce },
        header: { alg },
        key: attacker.privateKey,
      });
      return launch(world(), { token: `${signed.split('.').slice(0, 2).join('.')}.AAAA` });
    });
  });

  test('X01 a token without any signature is refused', async () => {
    await expectRefusal(world(), 'launch.token-malformed', () =>
      launch(world(), { header: { alg: 'none' } }),
    );
  });

  const secrets: [title: string, bent: () => Bent][] = [
    ['X03 the public key as PEM', () => hs256(pem())],
    ['X03 the public key as PEM without the line break at its end', () => hs256(pem().trim())],
    ['X04 the modulus of the public key as text', () => hs256(published.n)],
    ['X04 the modulus of the public key as bytes', () => hs256(Buffer.from(published.n, 'base64url'))],
    ['also: the whole public key as JSON', () => hs256(JSON.stringify(published))],
    ['also: one zero byte', () => hs256(Buffer.alloc(1))],
  ];
  test.each(secrets)('%s is no secret to sign with', async (_title, bent) => {
    await expectRefusal(world(), 'launch.algorithm-refused', () => launch(world(), bent()));
  });

  test.each(['PS256', 'RS384', 'RS512', 'ES256', 'EdDSA', 'rs256', 'RS256 ', 'RS1', ['RS256'], null, 256])(
    'X06 algorithm %j instead of RS256',
    async (alg) => {
      await expectRefusal(world(), 'launch.algorithm-refused', () => launch(world(), { header: { alg } }));
    },
  );

  test('also: no algorithm at all', async () => {
    await expectRefusal(world(), 'launch.algorithm-refused', () =>
      launch(world(), { header: { alg: undefined } }),
    );
  });
});

describe('a token that brings its own key is refused', () => {
  const own: [title: string, header: Record<string, unknown>][] = [
    ['X07 inside its header', { jwk: attackerJwk }],
    ['X08 at an address of the attacker (jku)', { jku: `${attackerHost}/jwks.json` }],
    ['X08 as a certificate at an address of the attacker (x5u)', { x5u: `${attackerHost}/cert.pem` }],
    ['also: as a certificate inside its header (x5c)', { x5c: ['MIIB'] }],
    [
      'also: by all of these at once',
      { jwk: attackerJwk, jku: attackerHost, x5u: attackerHost, x5c: ['MIIB'] },
    ],
  ];
  const underKids: [under: string, kid: string | undefined, code: ErrorCode][] = [
    ['under the platform’s key id', undefined, 'launch.signature-invalid'],
    ['under a key id of its own', 'attacker-1', 'launch.key-unknown'],
  ];
  const cases = own.flatMap(([title, header]) =>
    underKids.map(([under, kid, code]) => [`${title}, ${under}`, header, kid, code] as const),
  );

  test.each(cases)('%s, and nobody is asked for it', async (_title, header, kid, code) => {
    const asked: string[] = [];
    const note = ({ url }: Request): void => {
      asked.push(url);
    };
    nock.emitter.on('no match', note);
    const callsBefore = world().outgoing.length;
    await expectRefusal(world(), code, () =>
      launch(world(), {
        key: attacker.privateKey,
        header: { ...header, ...(kid === undefined ? {} : { kid }) },
      }),
    );
    // A call that somebody does make is seen.
    await expect(fetch('https://seen.example/')).rejects.toThrow();
    nock.emitter.off('no match', note);
    expect(asked).toEqual(['https://seen.example/']);
    expect(world().outgoing.length).toBe(callsBefore);
  });
});

describe('a key id that is no key id is refused', () => {
  const unknown: string[] = [
    '../../../../etc/passwd',
    '/dev/null',
    "' OR '1'='1",
    "x'; DROP TABLE sites; --",
    '{"$ne":null}',
    '__proto__',
    'constructor',
    'a\u0000b',
    'a\r\nSet-Cookie: a=b',
    `${attackerHost}/key`,
    ' ',
    'k'.repeat(255),
  ];
  test.each(unknown)('X09 %j is looked up as a text and not found', async (kid) => {
    await expectRefusal(world(), 'launch.key-unknown', () => launch(world(), { header: { kid } }));
  });

  test.each([
    ['10 KB of text', 'k'.repeat(10_240)],
    ['256 characters', 'k'.repeat(256)],
    ['a database operator', { $ne: null }],
    ['a list', ['a']],
    ['a number', 1],
    ['null', null],
    ['true', true],
  ])('X09 %s', async (_title, kid) => {
    await expectRefusal(world(), 'launch.key-id-invalid', () => launch(world(), { header: { kid } }));
  });

  test('X09 an empty text counts as none', async () => {
    await expectRefusal(world(), 'launch.key-id-missing', () => launch(world(), { header: { kid: '' } }));
  });
});

test('after all of them the untouched launch is accepted', async () => {
  expect((await launch(world())).statusCode).toBe(303);
});
