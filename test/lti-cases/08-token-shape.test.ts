import { createPublicKey } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { CompactEncrypt } from 'jose';
import { signedToken } from '../../src/practice-moodle/signing-key.ts';
import { genuine, launchMade, withKnownKey } from '../support/known-key.ts';
import { launch } from '../support/launching.ts';
import { expectRefusal } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const known = withKnownKey(world);

type Claims = Record<string, unknown>;
type Make = (claims: Claims) => Promise<string> | string;
const parts = async (claims: Claims): Promise<[string, string, string]> =>
  (await genuine(known(), claims)).split('.') as [string, string, string];
/** JSON in which one name stands twice: `last` is what JSON.parse reads. */
const twice = (claims: Claims, name: string, first: unknown, last: unknown): string => {
  const { [name]: _was, ...rest } = claims;
  const one = (value: unknown): string => `${JSON.stringify(name)}:${JSON.stringify(value)}`;
  return `{${one(first)},${JSON.stringify(rest).slice(1, -1)},${one(last)}}`;
};

describe('what is not one signed token in its plain form is refused, although the platform really signed it', () => {
  const shapes: [title: string, make: Make][] = [
    ['X14 only header and payload', async (claims) => (await parts(claims)).slice(0, 2).join('.')],
    ['X14 an empty signature', async (claims) => `${(await parts(claims)).slice(0, 2).join('.')}.`],
    [
      'X14 an empty payload',
      async (claims) => [(await parts(claims))[0], '', (await parts(claims))[2]].join('.'),
    ],
    ['X14 four parts', async (claims) => `${await genuine(known(), claims)}.AAAA`],
    ['X14 five parts', async (claims) => `${await genuine(known(), claims)}.AAAA.AAAA`],
    ['X14 a dot at its end', async (claims) => `${await genuine(known(), claims)}.`],
    ['X14 a space before it', async (claims) => ` ${await genuine(known(), claims)}`],
    ['X14 a line break after it', async (claims) => `${await genuine(known(), claims)}\n`],
    ['X14 a tab inside it', async (claims) => (await parts(claims)).join('.\t')],
    ['X14 a null byte after it', async (claims) => `${await genuine(known(), claims)}\u0000`],
    ['X14 padding of plain base64', async (claims) => `${await genuine(known(), claims)}==`],
    ['X14 letters of plain base64', async (claims) => (await parts(claims)).join('.').replace(/.$/, '+')],
    [
      'X14 letters of other scripts that look alike',
      async (claims) => (await genuine(known(), claims)).replace('e', 'е'),
    ],
    ['X14 JSON serialisation', async (claims) => JSON.stringify({ payload: (await parts(claims))[1] })],
    [
      'X14 more than 32,000 characters',
      (claims) => genuine(known(), { ...claims, filler: 'x'.repeat(24_000) }),
    ],
    ['also: the word Bearer before it', async (claims) => `Bearer ${await genuine(known(), claims)}`],
    ['also: a payload that is a list', (claims) => genuine(known(), [claims])],
    ['also: a payload that is a text', (claims) => genuine(known(), JSON.stringify(JSON.stringify(claims)))],
    ['also: the payload null', () => genuine(known(), 'null')],
    [
      'also: a payload with something behind its end',
      (claims) => genuine(known(), `${JSON.stringify(claims)}{}`),
    ],
    ['also: a payload that is no UTF-8', () => genuine(known(), Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d))],
    [
      'also: a number that JSON does not know',
      (claims) => genuine(known(), `${JSON.stringify(claims).slice(0, -1)},"exp":NaN}`),
    ],
    ['also: 10,000 lists in one another, cut off', () => genuine(known(), '['.repeat(10_000))],
  ];
  test.each(shapes)('%s', async (_title, make) => {
    await expectRefusal(known(), 'launch.token-malformed', () => launchMade(known(), make));
  });

  test('X13 an encrypted token instead of a signed one', async () => {
    await expectRefusal(known(), 'launch.token-malformed', () =>
      launchMade(known(), async (claims) =>
        new CompactEncrypt(new TextEncoder().encode(await genuine(known(), claims)))
          .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: known().kid, cty: 'JWT' })
          .encrypt(createPublicKey(known().key)),
      ),
    );
  });

  test('X13 a token inside a token', async () => {
    await expectRefusal(known(), 'launch.token-malformed', () =>
      launchMade(known(), async (claims) => genuine(known(), await genuine(known(), claims), { cty: 'JWT' })),
    );
  });

  test.each(['PS256', 'PS512', 'RS384', 'RS512'])('X06 a genuine %s signature', async (alg) => {
    await expectRefusal(known(), 'launch.algorithm-refused', () =>
      launchMade(known(), (claims) => genuine(known(), claims, { alg })),
    );
  });
});

describe('a genuine token whose parts were exchanged is refused', () => {
  test('X14 the payload of one token under the signature of another', async () => {
    await expectRefusal(known(), 'launch.signature-invalid', () =>
      launchMade(known(), async (claims) => {
        const [header, , signature] = await parts(claims);
        const [, payload] = await parts({ ...claims, sub: '2' });
        return [header, payload, signature].join('.');
      }),
    );
  });

  test('also: a header that was changed after signing', async () => {
    await expectRefusal(known(), 'launch.signature-invalid', () =>
      launchMade(known(), async (claims) => {
        const [, payload, signature] = await parts(claims);
        const header = Buffer.from(JSON.stringify({ kid: known().kid, alg: 'RS256' })).toString('base64url');
        return [header, payload, signature].join('.');
      }),
    );
  });

  test.each([
    ['that we do not know', { crit: ['exp'], exp: 1 }],
    ['that is an empty list', { crit: [] }],
    ['that is no list', { crit: 'b64' }],
    ['that is missing beside it', { crit: ['b64'] }],
  ])('also: a critical header %s', async (_title, header) => {
    await expectRefusal(known(), 'launch.signature-invalid', () =>
      launchMade(known(), (claims) =>
        signedToken({ alg: 'RS256', kid: known().kid, ...header }, claims, known().key),
      ),
    );
  });
});

describe('names that stand twice in a payload cannot say two things (RFC 7519, section 4: the last one counts)', () => {
  test('also: an audience that is ours first and foreign last is foreign', async () => {
    await expectRefusal(known(), 'launch.audience-mismatch', () =>
      launchMade(known(), (claims) => genuine(known(), twice(claims, 'aud', claims.aud, 'other-tool'))),
    );
  });

  test('also: an issuer that is known first and foreign last is foreign', async () => {
    await expectRefusal(known(), 'launch.issuer-mismatch', () =>
      launchMade(known(), (claims) =>
        genuine(known(), twice(claims, 'iss', claims.iss, 'https://moodle.attacker.example')),
      ),
    );
  });

  test('also: claims under __proto__ are not taken for the token’s own', async () => {
    await expectRefusal(known(), 'launch.claim-missing', () =>
      launchMade(known(), ({ sub, ...claims }) =>
        genuine(known(), `{"__proto__":{"sub":"2"},${JSON.stringify(claims).slice(1)}`),
      ),
    );
  });
});

test('the untouched launches beside them are accepted', async () => {
  expect((await launchMade(known(), (claims) => genuine(known(), claims))).statusCode).toBe(303);
  expect((await launch(world())).statusCode).toBe(303);
});
