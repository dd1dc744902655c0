import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { claim } from '../../lti/claims.ts';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { type Bent, launch } from '../support/launching.ts';
import { expectRefusal } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();

const foreignKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const absent = undefined;

/** Official bad launches: title, how the token is bent, reason. */
const cases: [title: string, bent: Bent, code: ErrorCode][] = [
  ['B01 a token whose header names no key', { header: { kid: absent } }, 'launch.key-id-missing'],
  [
    'B02 a token whose key is not in the platform’s key set',
    { header: { kid: 'ffffffffffffffffffff' } },
    'launch.key-unknown',
  ],
  ['B03 version "11.3"', { claims: { [claim.version]: '11.3' } }, 'launch.version-wrong'],
  ['B03 version "1.2.0"', { claims: { [claim.version]: '1.2.0' } }, 'launch.version-wrong'],
  ['B03 version "1.3"', { claims: { [claim.version]: '1.3' } }, 'launch.version-wrong'],
  ['B03 version as the number 1.3', { claims: { [claim.version]: 1.3 } }, 'launch.version-wrong'],
  ['B04 no version', { claims: { [claim.version]: absent } }, 'launch.version-wrong'],
  ['B05 a text that is no token', { token: 'not-a-token' }, 'launch.token-malformed'],
  ['B05 three parts that are no JSON', { token: 'YQ.YQ.YQ' }, 'launch.token-malformed'],
  ['B05 an empty token', { token: '' }, 'launch.token-missing'],
  [
    'B06 no version, deployment and roles at once',
    { claims: { [claim.version]: absent, [claim.deploymentId]: absent, [claim.roles]: absent } },
    'launch.version-wrong',
  ],
  ['B07 times from 1970', { claims: { iat: 11_111, exp: 22_222 } }, 'launch.token-expired'],
  ['B08 no message type', { claims: { [claim.messageType]: absent } }, 'launch.message-type-missing'],
  ['B09 no roles', { claims: { [claim.roles]: absent } }, 'launch.claim-missing'],
  ['B10 no deployment', { claims: { [claim.deploymentId]: absent } }, 'launch.claim-missing'],
  ['B11 no resource link', { claims: { [claim.resourceLink]: absent } }, 'launch.claim-missing'],
  [
    'B11 a resource link without id',
    { claims: { [claim.resourceLink]: { title: 'x' } } },
    'launch.claim-missing',
  ],
  ['B12 no user', { claims: { sub: absent } }, 'launch.claim-missing'],
  ['B13 a token signed with another key', { key: foreignKey }, 'launch.signature-invalid'],
];

describe('official bad launches are refused, each with its own reason', () => {
  test.each(cases)('%s is refused', async (_title, bent, code) => {
    await expectRefusal(world(), code, () => launch(world(), bent));
  });

  test('the untouched launch beside them is accepted', async () => {
    expect((await launch(world())).statusCode).toBe(303);
  });
});
