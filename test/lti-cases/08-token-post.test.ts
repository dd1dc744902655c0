import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { startLogin } from '../support/launching.ts';
import { countWritten, expectRefusal } from '../support/refusals.ts';
import { secretsIn } from '../support/secrets-in.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();

const formType = 'application/x-www-form-urlencoded';
const missing = 'launch.state-missing';
const wrongType = 'request.unsupported-type';

interface Fields {
  id_token: string;
  state: string;
}
type Request = (fields: Fields) => InjectOptions;

const typed = (type: string | undefined, payload: string | Buffer): InjectOptions => ({
  method: 'POST',
  payload,
  headers: type === undefined ? {} : { 'content-type': type },
});
const encoded = (fields: object): string => new URLSearchParams({ ...fields }).toString();

/** A launch that is right in everything but the way it is sent. */
async function launchBy(request: Request): Promise<LightMyRequestResponse> {
  const { state, nonce, cookies } = await startLogin(world());
  const who = { personId: 'trainee', activityId: 'network', nonce };
  const id_token = await world().practice.idToken(who);
  return world().app.inject({ url: '/lti/launch', cookies, ...request({ id_token, state }) });
}

describe('a good token that does not come as Moodle posts it is refused', () => {
  test.each<[title: string, request: Request, code: ErrorCode]>([
    ['also: by PUT', (fields) => ({ ...typed(formType, encoded(fields)), method: 'PUT' }), 'page.not-found'],
    [
      'also: by POST, but in the address',
      (fields) => ({ method: 'POST', url: `/lti/launch?${encoded(fields)}` }),
      missing,
    ],
    [
      'also: half in the address',
      ({ state, id_token }) => ({
        ...typed(formType, encoded({ state })),
        url: `/lti/launch?${encoded({ id_token })}`,
      }),
      'launch.token-missing',
    ],
    [
      'also: to the login’s address',
      (fields) => ({ ...typed(formType, encoded(fields)), url: '/lti/login' }),
      'login.parameter-missing',
    ],
    ['also: without a body', () => ({ method: 'POST' }), missing],
    ['also: as JSON', (fields) => typed('application/json', JSON.stringify(fields)), wrongType],
    ['also: as plain text', (fields) => typed('text/plain', encoded(fields)), wrongType],
    ['also: as XML', (fields) => typed('application/xml', encoded(fields)), wrongType],
    ['also: as an unnamed type', (fields) => typed('application/octet-stream', encoded(fields)), wrongType],
    [
      'also: as a form with files',
      ({ state }) =>
        typed(
          'multipart/form-data; boundary=b',
          `--b\r\nContent-Disposition: form-data; name="state"\r\n\r\n${state}\r\n--b--`,
        ),
      wrongType,
    ],
    [
      'also: as a type that only begins like a form',
      (fields) => typed(`${formType}-evil`, encoded(fields)),
      wrongType,
    ],
    [
      'also: as a form in UTF-16',
      (fields) => typed(`${formType}; charset=utf-16`, Buffer.from(encoded(fields), 'utf16le')),
      missing,
    ],
    [
      'also: as a form in UTF-7',
      ({ id_token, state }) => typed(`${formType}; charset=utf-7`, `id_token=${id_token}+ACY-state=${state}`),
      missing,
    ],
    [
      'also: as a packed form',
      (fields) => ({
        ...typed(formType, gzipSync(encoded(fields))),
        headers: { 'content-type': formType, 'content-encoding': 'gzip' },
      }),
      missing,
    ],
    [
      'also: with another sign between the fields',
      ({ id_token, state }) => typed(formType, `id_token=${id_token};state=${state}`),
      missing,
    ],
    [
      'also: with two tokens',
      (fields) => typed(formType, `${encoded(fields)}&id_token=${fields.id_token}`),
      'launch.token-missing',
    ],
    [
      'also: with a token in a list',
      ({ id_token, state }) => typed(formType, `id_token[]=${id_token}&state=${state}`),
      'launch.token-missing',
    ],
    [
      'also: with names in capital letters',
      ({ id_token, state }) => typed(formType, encoded({ ID_TOKEN: id_token, state })),
      'launch.token-missing',
    ],
    [
      'also: with a refusal of Moodle beside it',
      (fields) => typed(formType, encoded({ ...fields, error: 'access_denied' })),
      'launch.platform-error',
    ],
    [
      'also: with an unheard-of refusal beside it',
      (fields) => typed(formType, encoded({ ...fields, error: '<script>alert(1)</script>' })),
      'launch.platform-error',
    ],
  ])('%s', async (_title, request, code) => {
    await expectRefusal(world(), code, () => launchBy(request));
  });

  test.each(['GET', 'HEAD'] as const)('also: by %s, in the address', async (method) => {
    const before = await countWritten(world());
    const linesBefore = world().logged.length;
    const response = await launchBy((fields) => ({ method, url: `/lti/launch?${encoded(fields)}` }));
    expect([response.statusCode, response.cookies]).toEqual([404, []]);
    expect(await countWritten(world())).toEqual(before);
    expect(secretsIn(world().logged.slice(linesBefore), ['Heitkamp'])).toEqual([]);
  });

  test('what Moodle says in its refusal does not come onto the page', async () => {
    const error_description = '<script>alert(1)</script> call 0900-1234';
    const response = await launchBy(({ state }) =>
      typed(formType, encoded({ state, error: 'login_required', error_description })),
    );
    expect(response.statusCode).toBe(400);
    expect(response.body).not.toMatch(/alert|0900/);
  });
});

test.each([
  ['as usual', formType],
  ['with a character set beside it', `${formType}; charset=UTF-8`],
  ['in capital letters', formType.toUpperCase()],
])('beside them: a form whose type is written %s is accepted', async (_title, type) => {
  expect((await launchBy((fields) => typed(type, encoded(fields)))).statusCode).toBe(303);
});
