import { describe, expect, test } from '@jest/globals';
import { claim } from '../../lti/claims.ts';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { genuine, launchMade, withKnownKey } from '../support/known-key.ts';
import { launch } from '../support/launching.ts';
import { expectRefusal } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const known = withKnownKey(world);

const otherTool = 'another-tool';
const ours = (): string => world().registration.clientId;
const origin = (): string => world().practice.origin;
const inMinutes = (minutes: number): number => Math.floor(world().now() / 1000) + 60 * minutes;

type Case = [title: string, claims: () => Record<string, unknown>, code: ErrorCode];

async function refused(_title: string, claims: Case[1], code: ErrorCode): Promise<void> {
  await expectRefusal(world(), code, () => launch(world(), { claims: claims() }));
}

describe('a token for somebody else is refused', () => {
  test.each<Case>([
    [
      'X20 for us and another tool, without saying who asked',
      () => ({ aud: [ours(), otherTool] }),
      'launch.authorized-party-mismatch',
    ],
    ['X21 for us, asked for by another tool', () => ({ azp: otherTool }), 'launch.authorized-party-mismatch'],
    [
      'X21 for both, asked for by another tool',
      () => ({ aud: [ours(), otherTool], azp: otherTool }),
      'launch.authorized-party-mismatch',
    ],
    ['X21 asked for by a list that names us', () => ({ azp: [ours()] }), 'launch.authorized-party-mismatch'],
    ['X21 asked for by null', () => ({ azp: null }), 'launch.authorized-party-mismatch'],
    ['X21 asked for by an empty text', () => ({ azp: '' }), 'launch.authorized-party-mismatch'],
    ['X22 for nobody, as an empty list', () => ({ aud: [] }), 'launch.audience-mismatch'],
    ['X22 for a database operator', () => ({ aud: { $ne: 1 } }), 'launch.audience-mismatch'],
    ['X22 for a list of a database operator', () => ({ aud: [{ $ne: 1 }] }), 'launch.audience-mismatch'],
    ['also: for nobody, as an empty text', () => ({ aud: '' }), 'launch.audience-mismatch'],
    ['also: for nobody at all', () => ({ aud: undefined }), 'launch.audience-mismatch'],
    ['also: for another tool', () => ({ aud: otherTool }), 'launch.audience-mismatch'],
    ['also: for a list inside a list', () => ({ aud: [[ours()]] }), 'launch.audience-mismatch'],
    ['also: for our name with a space behind it', () => ({ aud: `${ours()} ` }), 'launch.audience-mismatch'],
    [
      'also: for our name in other letters',
      () => ({ aud: ours().toUpperCase() === ours() ? ours().toLowerCase() : ours().toUpperCase() }),
      'launch.audience-mismatch',
    ],
    [
      'also: for us and thirty others, asked for by us',
      () => ({ aud: [ours(), ...Array(30).fill(otherTool)], azp: ours() }),
      'launch.audience-mismatch',
    ],
    [
      'X25 for the registration of another Moodle',
      () => ({ aud: known().registration.clientId }),
      'launch.audience-mismatch',
    ],
  ])('%s', refused);

  test('beside them: for us alone in a list, or for several when we asked', async () => {
    expect((await launch(world(), { claims: { aud: [ours()] } })).statusCode).toBe(303);
    const several = { aud: [otherTool, ours()], azp: ours() };
    expect((await launch(world(), { claims: several })).statusCode).toBe(303);
  });
});

describe('a token of an issuer that only looks like ours is refused', () => {
  test.each<Case>([
    ['also: with a slash at its end', () => ({ iss: `${origin()}/` }), 'launch.issuer-mismatch'],
    ['also: in capital letters', () => ({ iss: origin().toUpperCase() }), 'launch.issuer-mismatch'],
    [
      'also: with a letter of another script',
      () => ({ iss: origin().replace('o', 'о') }),
      'launch.issuer-mismatch',
    ],
    ['also: with an invisible sign', () => ({ iss: `${origin()}\u200b` }), 'launch.issuer-mismatch'],
    [
      'also: with another scheme',
      () => ({ iss: origin().replace('http:', 'https:') }),
      'launch.issuer-mismatch',
    ],
    ['also: as a list', () => ({ iss: [origin()] }), 'launch.issuer-mismatch'],
    ['also: as a database operator', () => ({ iss: { $gt: '' } }), 'launch.issuer-mismatch'],
    ['also: missing', () => ({ iss: undefined }), 'launch.issuer-mismatch'],
    [
      'X25 that is another registered Moodle',
      () => ({ iss: known().practice.origin }),
      'launch.issuer-mismatch',
    ],
  ])('%s', refused);
});

describe('a token with impossible times is refused', () => {
  test.each<Case>([
    ['X30 that ended a minute ago', () => ({ exp: inMinutes(-1) }), 'launch.token-expired'],
    ['X30 that ended in 1970', () => ({ exp: 0 }), 'launch.token-expired'],
    ['also: that ended before time began', () => ({ exp: -1e300 }), 'launch.token-expired'],
    ['X31 that never ends', () => ({ exp: undefined }), 'launch.time-missing'],
    ['X32 that was never made', () => ({ iat: undefined }), 'launch.time-missing'],
    ['X33 that will be made in a minute', () => ({ iat: inMinutes(1) }), 'launch.token-from-future'],
    ['also: that will be made in a million years', () => ({ iat: 1e300 }), 'launch.token-from-future'],
    ['X36 that will be valid in a minute', () => ({ nbf: inMinutes(1) }), 'launch.token-from-future'],
    ['also: whose end is a text', () => ({ exp: String(inMinutes(1)) }), 'launch.time-missing'],
    ['also: whose end is a date', () => ({ exp: '2099-01-01T00:00:00Z' }), 'launch.time-missing'],
    ['also: whose end is null', () => ({ exp: null }), 'launch.time-missing'],
    ['also: whose end is true', () => ({ exp: true }), 'launch.time-missing'],
    ['also: whose end is a list', () => ({ exp: [inMinutes(1)] }), 'launch.time-missing'],
    ['also: whose end is a database operator', () => ({ exp: { $gt: 0 } }), 'launch.time-missing'],
    ['also: whose making is a text', () => ({ iat: String(inMinutes(0)) }), 'launch.time-missing'],
    ['also: whose beginning is a text', () => ({ nbf: String(inMinutes(0)) }), 'launch.time-missing'],
    ['also: whose beginning is null', () => ({ nbf: null }), 'launch.time-missing'],
  ])('%s', refused);

  test.each([
    ['exp', '1e400'],
    ['iat', '-1e400'],
    ['nbf', '-1e400'],
  ])('also: whose %s is the endless number %s', async (name, number) => {
    await expectRefusal(known(), 'launch.time-missing', () =>
      launchMade(known(), ({ [name]: _was, ...claims }) =>
        genuine(known(), `{"${name}":${number},${JSON.stringify(claims).slice(1)}`),
      ),
    );
  });
});

describe('a token whose ids are no ids is refused', () => {
  const link = (id: unknown): Record<string, unknown> => ({ [claim.resourceLink]: { id, title: 'Link' } });
  test.each<Case>([
    ['also: a person’s id with a null byte', () => ({ sub: '5\u0000' }), 'launch.claim-invalid'],
    ['also: a person’s id with a line break', () => ({ sub: '5\r\n' }), 'launch.claim-invalid'],
    ['also: a person’s id with an escape sign', () => ({ sub: '\u001b[31m5' }), 'launch.claim-invalid'],
    ['also: a person’s id with half a letter', () => ({ sub: '5\ud800' }), 'launch.claim-invalid'],
    ['also: a person’s id of 256 characters', () => ({ sub: '5'.repeat(256) }), 'launch.claim-invalid'],
    ['also: a person’s id that is a number', () => ({ sub: 5 }), 'launch.claim-invalid'],
    [
      'also: a person’s id that is a database operator',
      () => ({ sub: { $ne: null } }),
      'launch.claim-invalid',
    ],
    ['also: an empty person’s id', () => ({ sub: '' }), 'launch.claim-invalid'],
    ['also: a link’s id with a null byte', () => link('1\u0000'), 'launch.claim-invalid'],
    ['also: a link’s id with half a letter', () => link('1\udc00'), 'launch.claim-invalid'],
    ['also: a link’s id that is a number', () => link(1), 'launch.claim-invalid'],
    [
      'also: a course’s id with a null byte',
      () => ({ [claim.context]: { id: '3\u0000' } }),
      'launch.claim-invalid',
    ],
  ])('%s', refused);

  test('also: a long name in two halves is cut like any other', async () => {
    const claims = {
      sub: '4711',
      name: undefined,
      given_name: 'A'.repeat(500),
      family_name: 'B'.repeat(500),
    };
    expect((await launch(world(), { claims })).statusCode).toBe(303);
  });
});

test('after all of them the untouched launch is accepted', async () => {
  expect((await launch(world())).statusCode).toBe(303);
});
