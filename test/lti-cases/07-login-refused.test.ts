import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { beginLogin, loginFields } from '../support/login-form.ts';
import { countWritten, expectRefusal } from '../support/refusals.ts';
import { withSecondMoodle } from '../support/second-moodle.ts';
import { withWorld } from '../support/with-world.ts';

const world = withWorld();
const second = withSecondMoodle(world);

type Changes = Record<string, string | undefined>;

const browser = (): Record<string, string> => ({ nb_b_test: randomUUID() });
const begin = (changes?: Changes): Promise<LightMyRequestResponse> => beginLogin(world(), browser(), changes);
const get = (query: string): Promise<LightMyRequestResponse> =>
  world().app.inject({ url: `/lti/login?${query}`, cookies: browser() });

describe('a login that Netzbrücke cannot place is refused with an explanation', () => {
  const missing = 'login.parameter-missing';
  const invalid = 'login.parameter-invalid';
  test.each<[title: string, changes: Changes, code: ErrorCode]>([
    ['R02 without an issuer', { iss: undefined }, missing],
    ['R02 without a login hint', { login_hint: undefined }, missing],
    ['R02 without a target', { target_link_uri: undefined }, missing],
    ['R02 with an empty issuer', { iss: '' }, invalid],
    ['R02 with an empty login hint', { login_hint: '' }, invalid],
    ['R02 with an empty target', { target_link_uri: '' }, invalid],
    ['also: with an issuer of 10 KB', { iss: `https://${'a'.repeat(10_240)}` }, invalid],
    ['also: with a client id of 10 KB', { client_id: 'a'.repeat(10_240) }, invalid],
    [
      'R03 from a Moodle that is not registered',
      { iss: 'https://moodle.unknown.example' },
      'login.site-unknown',
    ],
    ['R03 with a client id that is not registered', { client_id: 'unknown' }, 'login.site-unknown'],
    ['also: with a wildcard for an issuer', { iss: '%' }, 'login.site-unknown'],
    ['also: with a piece of SQL for an issuer', { iss: "' OR 1=1 --" }, 'login.site-unknown'],
    ['also: with a null byte for an issuer', { iss: '\u0000' }, 'login.site-unknown'],
    [
      'X60 with a target on another host',
      { target_link_uri: 'https://evil.example/lti/launch' },
      'login.target-foreign',
    ],
    ['X60 with a target without scheme', { target_link_uri: '//evil.example' }, 'login.target-foreign'],
    ['X60 with a script as target', { target_link_uri: 'javascript:alert(1)' }, 'login.target-foreign'],
  ])('%s', async (_title, changes, code) => {
    await expectRefusal(world(), code, () => begin(changes));
    const present = Object.entries({ ...loginFields(world()), ...changes }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    if (code !== invalid)
      await expectRefusal(world(), code, () => get(new URLSearchParams(present).toString()));
  });

  test.each([
    ['a slash at its end', (iss: string) => `${iss}/`],
    ['capital letters', (iss: string) => iss.toUpperCase()],
    ['a letter of another script', (iss: string) => iss.replace('o', 'о')],
    ['an invisible sign', (iss: string) => `${iss}\u200b`],
    ['a space', (iss: string) => `${iss} `],
    ['another scheme', (iss: string) => iss.replace('http:', 'https:')],
    ['a null byte', (iss: string) => `${iss}\u0000`],
  ])('also: from an issuer that differs from a known one by %s', async (_title, bend) => {
    await expectRefusal(world(), 'login.site-unknown', () => begin({ iss: bend(world().practice.origin) }));
  });

  test.each([
    'https://evil.example/?@HOST/lti/launch',
    'http://HOST@evil.example/',
    'http://a:b@HOST/lti/launch',
    'http://HOST.evil.example/',
    'http:\\\\evil.example\\HOST',
    'http://HOST\\@evil.example',
    'http://HOST\t.evil.example/',
    'blob:http://HOST/lti/launch',
    'https://HOST/lti/launch',
    'http://HOST1/lti/launch',
    '/lti/launch',
  ])('X60 with the target %s', async (pattern) => {
    const target_link_uri = pattern.replace('HOST', new URL(world().settings.publicUrl).host);
    await expectRefusal(world(), 'login.target-foreign', () => begin({ target_link_uri }));
  });

  test('X25 with the client id of another Moodle', async () => {
    const { clientId } = second().registration;
    await expectRefusal(world(), 'login.site-unknown', () => begin({ client_id: clientId }));
  });

  test.each(['iss', 'login_hint', 'target_link_uri', 'client_id', 'lti_message_hint'])(
    'also: with %s sent twice',
    async (name) => {
      const twice = `${new URLSearchParams(loginFields(world()))}&${name}=second`;
      await expectRefusal(world(), invalid, () => get(twice));
    },
  );

  test.each(['iss', 'login_hint', 'target_link_uri'])(
    'also: with %s as a database operator',
    async (name) => {
      const { [name]: value = '', ...rest } = loginFields(world());
      const operator = new URLSearchParams({ ...rest, [`${name}[$ne]`]: value });
      await expectRefusal(world(), missing, () => get(operator.toString()));
    },
  );

  test('also: with nothing at all, by form and by address', async () => {
    await expectRefusal(world(), missing, () => get(''));
    await expectRefusal(world(), missing, () => world().app.inject({ method: 'POST', url: '/lti/login' }));
  });

  test('also: with what a form should carry in its address instead', async () => {
    const query = new URLSearchParams(loginFields(world()));
    await expectRefusal(world(), missing, () =>
      world().app.inject({ method: 'POST', url: `/lti/login?${query}`, cookies: browser() }),
    );
  });
});

test('also: a flood of logins writes nothing', async () => {
  const before = await countWritten(world());
  await Promise.all(Array.from({ length: 200 }, () => begin()));
  expect(await countWritten(world())).toEqual(before);
});
