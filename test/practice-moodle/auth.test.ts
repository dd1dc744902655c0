import { beforeEach, describe, expect, test } from '@jest/globals';
import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { authRequest, authUrl, Browser, changed, formOf, practiceMoodle, toolUrl } from './browser.ts';

let moodle: PracticeMoodle;
let browser: Browser;
let request: Record<string, string>;

beforeEach(async () => {
  moodle = await practiceMoodle();
  browser = new Browser(moodle);
  await browser.loginAs('trainee');
  request = authRequest(await browser.openLink('training'));
});

describe('The practice Moodle refuses, and tells the tool why, when', () => {
  const refusals: [string, Record<string, string | undefined>, string, string][] = [
    ['the scope is missing', { scope: undefined }, 'invalid_request', ''],
    ['the nonce is missing', { nonce: undefined }, 'invalid_request', ''],
    ['the scope is not openid', { scope: 'profile' }, 'invalid_scope', ''],
    ['the response type is not id_token', { response_type: 'code' }, 'unsupported_response_type', ''],
    ['the client is not this tool', { client_id: 'AnotherClient00' }, 'unauthorized_client', ''],
    ['somebody else is named than is logged in', { login_hint: '3' }, 'access_denied', ''],
    [
      'the hint has no launch id',
      { lti_message_hint: '{"cmid":11}' },
      'invalid_request',
      'No launch id in LTI hint',
    ],
    ['the hint is not JSON', { lti_message_hint: 'x' }, 'invalid_request', 'No launch id in LTI hint'],
    [
      'the response mode is missing',
      { response_mode: undefined },
      'invalid_request',
      'Invalid response_mode',
    ],
    ['the response mode is query', { response_mode: 'query' }, 'invalid_request', 'Invalid response_mode'],
    ['a login page is asked for', { prompt: 'login' }, 'invalid_request', 'Invalid prompt'],
  ];
  test.each(refusals)('%s', async (_case, changes, error, description) => {
    const response = await browser.get(authUrl(changed(request, changes)));
    expect(formOf(response.body)).toEqual({
      action: `${toolUrl}/lti/launch`,
      fields: { error, ...(description && { error_description: description }), state: 'state-1' },
    });
  });

  test('a refused launch is used up all the same', async () => {
    await browser.get(authUrl(changed(request, { login_hint: '3' })));
    expect((await browser.get(authUrl(request))).statusCode).toBe(404);
  });
});

describe('The practice Moodle shows its own error page, and sends nothing, when', () => {
  const errorPage = async (
    response: Promise<{ statusCode: number; body: string }>,
    code = 'invalidrequest',
  ) => {
    const { statusCode, body } = await response;
    expect(statusCode).toBe(404);
    expect(body).toContain(`Fehlercode: <code>${code}</code>`);
    expect(body).not.toContain('<form');
  };

  test.each([
    'http://127.0.0.1:3000/elsewhere',
    'http://127.0.0.1:3000/lti/launch/',
    'https://example.org/',
    '',
  ])('the answer should go to the unregistered address "%s"', (redirectUri) =>
    errorPage(browser.get(authUrl({ ...request, redirect_uri: redirectUri }))),
  );

  test('a launch is used a second time', async () => {
    expect((await browser.get(authUrl(request))).statusCode).toBe(200);
    await errorPage(browser.get(authUrl(request)));
  });

  test('a launch belongs to another person’s session', async () => {
    const other = new Browser(moodle);
    await other.loginAs('trainee');
    await errorPage(other.get(authUrl(request)));
  });

  test('the person has logged in as somebody else meanwhile', async () => {
    await browser.loginAs('teacher');
    await errorPage(browser.get(authUrl(request)));
  });

  test('a parameter comes twice', () =>
    errorPage(browser.get(`${authUrl(request)}&nonce=again`), 'invalidparameter'));
});

describe('An authentication request that arrives without Moodle’s cookie', () => {
  test('is sent once more from Moodle’s own origin, and then works', async () => {
    const first = await browser.post('/mod/lti/auth.php', request, { withCookie: false });
    expect(first.cookies).toEqual([]);
    const again = formOf(first.body);
    expect(again).toEqual({ action: '/mod/lti/auth.php', fields: { ...request, repost: 'true' } });
    const answer = formOf((await browser.post(again.action, again.fields)).body);
    expect(Object.keys(answer.fields)).toEqual(['id_token', 'state']);
  });

  test('keeps its address when it came as a link', async () => {
    const again = formOf((await browser.get(authUrl(request), { withCookie: false })).body);
    expect(again).toEqual({ action: authUrl(request), fields: { repost: 'true' } });
    const answer = formOf((await browser.post(again.action, again.fields)).body);
    expect(Object.keys(answer.fields)).toEqual(['id_token', 'state']);
  });

  test('ends at an error page when the person is not logged in at all', async () => {
    const response = await browser.post(
      '/mod/lti/auth.php',
      { ...request, repost: 'true' },
      { withCookie: false },
    );
    expect(response.statusCode).toBe(404);
    expect(response.body).toContain('invalidrequest');
  });
});
