import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { now, origin, practiceMoodle, toolUrl } from './browser.ts';

const claim = 'https://purl.imsglobal.org/spec/lti/claim/';
const services = `${origin}/mod/lti/services.php`;
const ags = 'https://purl.imsglobal.org/spec/lti-ags/';

let moodle: PracticeMoodle;
beforeAll(async () => {
  moodle = await practiceMoodle();
});

const launch = { personId: 'teacher', activityId: 'network', nonce: 'n' };

describe('The statement about a launch', () => {
  test('carries every claim Moodle 4.5.6 sends, in its order, and no other', async () => {
    expect(Object.keys(decodeJwt(await moodle.idToken(launch)))).toEqual([
      'nonce',
      'iat',
      'exp',
      'iss',
      'aud',
      'sub',
      `${claim}deployment_id`,
      `${claim}target_link_uri`,
      `${claim}lis`,
      `${claim}roles`,
      `${claim}context`,
      `${claim}message_type`,
      `${claim}resource_link`,
      'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome',
      'given_name',
      'family_name',
      'name',
      'email',
      `${claim}ext`,
      `${claim}launch_presentation`,
      `${claim}tool_platform`,
      `${claim}version`,
      `${claim}custom`,
      `${ags}claim/endpoint`,
      'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
    ]);
  });

  test('says who, where and what in Moodle’s ids and words', async () => {
    const claims = decodeJwt(await moodle.idToken({ ...launch, container: 4, sesskey: 'abcDEF1234' }));
    expect(claims).toEqual({
      nonce: 'n',
      iat: now / 1000,
      exp: now / 1000 + 60,
      iss: origin,
      aud: moodle.toolType.clientId,
      sub: '3',
      [`${claim}deployment_id`]: '1',
      [`${claim}target_link_uri`]: `${toolUrl}/lti/launch`,
      [`${claim}lis`]: { person_sourcedid: 'P-103', course_section_sourcedid: 'C-NETZ-27' },
      [`${claim}roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'],
      [`${claim}context`]: {
        id: '3',
        label: 'NETZ-27',
        title: 'Schulnetzwerke Lippenau',
        type: ['CourseSection'],
      },
      [`${claim}message_type`]: 'LtiResourceLinkRequest',
      [`${claim}resource_link`]: {
        title: 'Netzwerk Lernen 27 Lippenau',
        description: 'Ziele, Termine und Ergebnisse des Netzwerks.',
        id: '1',
      },
      'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': {
        lis_result_sourcedid: expect.stringMatching(
          /^\{"data":\{"instanceid":"1","userid":"3",.*"hash":"[0-9a-f]{64}"\}$/,
        ),
        lis_outcome_service_url: `${origin}/mod/lti/service.php`,
      },
      given_name: 'Meltem',
      family_name: 'Arslan',
      name: 'Meltem Arslan',
      email: 'm.arslan@example.org',
      [`${claim}ext`]: { user_username: 'm.arslan', lms: 'moodle-2' },
      [`${claim}launch_presentation`]: {
        locale: 'de',
        document_target: 'window',
        return_url: `${origin}/mod/lti/return.php?course=3&launch_container=4&instanceid=1&sesskey=abcDEF1234`,
      },
      [`${claim}tool_platform`]: {
        product_family_code: 'moodle',
        version: '2024100706',
        guid: expect.stringMatching(/^[0-9a-f]{32}$/),
        name: 'lippenau',
        description: 'Moodle Lippenau',
      },
      [`${claim}version`]: '1.3.0',
      [`${claim}custom`]: {
        context_memberships_url: `${services}/CourseSection/3/bindings/1/memberships`,
        system_setting_url: `${services}/tool/1/custom`,
        context_setting_url: `${services}/CourseSection/3/bindings/tool/1/custom`,
        link_setting_url: `${services}/links/{link_id}/custom`,
      },
      [`${ags}claim/endpoint`]: {
        scope: ['lineitem', 'lineitem.readonly', 'result.readonly', 'score'].map(
          (name) => `${ags}scope/${name}`,
        ),
        lineitems: `${services}/3/lineitems?type_id=1`,
        lineitem: `${services}/3/lineitems/21/lineitem?type_id=1`,
      },
      'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
        context_memberships_url: `${services}/CourseSection/3/bindings/1/memberships`,
        service_versions: ['1.0', '2.0'],
      },
    });
  });

  test('speaks English for the one person who reads Moodle in English', async () => {
    const presentations = await Promise.all(
      moodle.people.map(async ({ id }) => {
        const claims = decodeJwt(await moodle.idToken({ ...launch, personId: id }));
        return [id, claims[`${claim}launch_presentation`]];
      }),
    );
    const english = presentations.filter(([, value]) => JSON.stringify(value).includes('"locale":"en"'));
    expect(english.map(([id]) => id)).toEqual(['zfsl-leader']);
  });
});

describe('A test may bend the statement:', () => {
  test('replace a claim, or take it away', async () => {
    const claims = decodeJwt(await moodle.idToken({ ...launch, claims: { sub: '999', email: undefined } }));
    expect(claims.sub).toBe('999');
    expect(claims).not.toHaveProperty('email');
  });

  test('change the header, or take the key id away', async () => {
    const token = await moodle.idToken({ ...launch, header: { kid: undefined, alg: 'none' } });
    expect(decodeProtectedHeader(token)).toEqual({ typ: 'JWT', alg: 'none' });
    expect(token.endsWith('.')).toBe(true);
  });

  test('set the time', async () => {
    expect(decodeJwt(await moodle.idToken({ ...launch, now: 5_000 }))).toMatchObject({ iat: 5, exp: 65 });
  });

  test('sign with a stranger’s key, which then fails against the key set', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const keys = createLocalJWKSet((await moodle.app.inject('/mod/lti/certs.php')).json());
    const currentDate = new Date(now);
    await expect(jwtVerify(await moodle.idToken(launch), keys, { currentDate })).resolves.toBeDefined();
    const foreign = await moodle.idToken({ ...launch, key: privateKey });
    await expect(jwtVerify(foreign, keys, { currentDate })).rejects.toThrow('signature verification failed');
  });

  test('sign with a shared secret', async () => {
    const secret = 'a secret of thirty-two characters';
    const token = await moodle.idToken({
      ...launch,
      header: { alg: 'HS256' },
      key: createSecretKey(Buffer.from(secret)),
    });
    const options = { algorithms: ['HS256'], currentDate: new Date(now) };
    await expect(jwtVerify(token, Buffer.from(secret), options)).resolves.toBeDefined();
  });
});
