import { beforeEach, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { authRequest, authUrl, Browser, formOf, now, origin, practiceMoodle, toolUrl } from './browser.ts';

const lti = 'https://purl.imsglobal.org/spec/lti/claim/';
const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';

let moodle: PracticeMoodle;
let browser: Browser;

beforeEach(async () => {
  moodle = await practiceMoodle();
  browser = new Browser(moodle);
});

async function verified(idToken: string | undefined) {
  const keys = (await browser.get('/mod/lti/certs.php')).json();
  return jwtVerify(idToken ?? '', createLocalJWKSet(keys), {
    issuer: origin,
    audience: moodle.toolType.clientId,
    currentDate: new Date(now),
  });
}

describe('Opening a link in the practice course', () => {
  test('starts with Moodle’s six parameters sent to the tool’s login address', async () => {
    await browser.loginAs('trainee');
    const { action, fields } = await browser.openLink('training');
    expect(action).toBe(`${toolUrl}/lti/login`);
    expect(fields).toEqual({
      iss: origin,
      target_link_uri: `${toolUrl}/lti/launch`,
      login_hint: '5',
      lti_message_hint: expect.stringMatching(/^\{"cmid":14,"launchid":"ltilaunch4_\d+"\}$/),
      client_id: moodle.toolType.clientId,
      lti_deployment_id: '1',
    });
  });

  test('sends somebody who is not logged in to the course page', async () => {
    const response = await browser.get('/mod/lti/launch.php?id=11');
    expect(response.statusCode).toBe(303);
    expect(response.headers.location).toBe('/course/view.php?id=3');
  });

  const people: [string, string, string[]][] = [
    ['trainee', '5', [`${membership}Learner`]],
    ['school-head', '6', [`${membership}Learner`]],
    ['teacher', '3', [`${membership}Instructor`]],
    ['network-manager', '4', [`${membership}Instructor`]],
    ['zfsl-leader', '7', [`${membership}Instructor`]],
    [
      'admin',
      '2',
      [
        'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator',
        `${membership}Instructor`,
        'http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator',
      ],
    ],
  ];
  test.each(people)('ends with a signed statement who the %s is', async (person, userId, roles) => {
    await browser.loginAs(person);
    const request = authRequest(await browser.openLink('network'));
    const answer = formOf((await browser.get(authUrl(request))).body);
    expect(answer.action).toBe(`${toolUrl}/lti/launch`);
    expect(Object.keys(answer.fields)).toEqual(['id_token', 'state']);
    expect(answer.fields.state).toBe('state-1');
    const { payload, protectedHeader } = await verified(answer.fields.id_token);
    expect(protectedHeader).toEqual({
      typ: 'JWT',
      alg: 'RS256',
      kid: expect.stringMatching(/^[0-9a-f]{20}$/),
    });
    expect(payload).toMatchObject({ sub: userId, nonce: 'nonce-1', [`${lti}roles`]: roles });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
  });

  test('tells the tool whether it stands in the frame or in a window of its own', async () => {
    await browser.loginAs('teacher');
    const targets = [];
    for (const more of ['&triggerview=0', '&container=4']) {
      const request = authRequest(await browser.openLink('network', more));
      const { fields } = formOf((await browser.post('/mod/lti/auth.php', request)).body);
      targets.push((await verified(fields.id_token)).payload[`${lti}launch_presentation`]);
    }
    expect(targets).toEqual([
      expect.objectContaining({ document_target: 'iframe' }),
      expect.objectContaining({ document_target: 'window' }),
    ]);
  });

  test('gives the way back to the course without leaving the frame inside the course', async () => {
    const back = '/mod/lti/return.php?course=3&instanceid=1&sesskey=x&launch_container=';
    expect((await browser.get(`${back}4`)).headers.location).toBe('/course/view.php?id=3');
    const page = await browser.get(`${back}3`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('href="/course/view.php?id=3" target="_top"');
  });

  test('shows what the tool says on the way back as text, never as markup', async () => {
    const message = encodeURIComponent('<b>fertig</b>');
    const page = await browser.get(`/mod/lti/return.php?course=3&launch_container=3&lti_msg=${message}`);
    expect(page.body).toContain('&lt;b>fertig&lt;/b>');
  });
});
