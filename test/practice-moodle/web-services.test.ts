import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { origin } from './browser.ts';
import { elements, member, path, Service } from './web-service.ts';

let service: Service;
beforeEach(async () => {
  service = await Service.open();
});
const info = 'core_webservice_get_site_info';
const settings = () => service.plays.settings;

describe('A call of the web services', () => {
  test('tells what the site is and what the token may call', async () => {
    const answer = await service.call(info);
    expect(answer).toMatchObject({ siteurl: origin, userid: 8, release: '4.5.6 (Build: 20250811)' });
    expect(answer.functions).toContainEqual({
      name: 'core_cohort_get_cohorts',
      version: '2024100706',
    });
  });

  test('is answered in XML unless JSON is asked for', async () => {
    const response = await service.raw(`wstoken=${service.plays.token}&wsfunction=${info}`);
    expect(response.headers['content-type']).toContain('xml');
  });

  test.each<[string, () => void, string]>([
    ['an expired token', () => Object.assign(settings(), { tokenValidUntil: 1 }), 'accessexception'],
    [
      'a token of another address',
      () => Object.assign(settings(), { allowedIp: '192.0.2.1' }),
      'accessexception',
    ],
    [
      'a suspended service account',
      () => Object.assign(settings(), { serviceAccountSuspended: true }),
      'wsaccessusersuspended',
    ],
    ['maintenance', () => Object.assign(settings(), { maintenance: 'page' }), 'sitemaintenance'],
    ['an upgrade', () => Object.assign(settings(), { upgrading: true }), 'upgraderunning'],
    ['a service that is off', () => Object.assign(settings(), { serviceEnabled: false }), 'accessexception'],
    ['an unauthorised user', () => Object.assign(settings(), { authorised: false }), 'accessexception'],
    ['a function outside the service', () => settings().functions.delete(info), 'accessexception'],
    [
      'a missing capability for REST',
      () => settings().missingCapabilities.add('webservice/rest:use'),
      'accessexception',
    ],
  ])('with %s is refused with status 200', async (_case, change, errorcode) => {
    change();
    const response = await service.send(`wsfunction=${info}`);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ errorcode });
    expect(response.json()).not.toHaveProperty('debuginfo');
  });

  test('deletes an expired token, so that the next call finds none', async () => {
    Object.assign(settings(), { tokenValidUntil: 1 });
    await service.call(info);
    Object.assign(settings(), { tokenValidUntil: 0 });
    expect(await service.call(info)).toMatchObject({ errorcode: 'invalidtoken' });
  });

  test('says more to developers', async () => {
    Object.assign(settings(), { developerDebug: true });
    const { message } = await service.call('core_cohort_get_cohort_members', 'cohortids[0]=x');
    expect(message).toContain('the server was expecting "int" type');
  });

  test.each<[string, string[], string]>([
    ['without a function', [''], 'invalidparameter'],
    ['of an unknown function', ['no_such_function'], 'invalidrecord'],
    ['with an unknown parameter', [info, 'colour=red'], 'invalidparameter'],
    ['without a parameter that is needed', ['core_group_get_course_groups'], 'invalidparameter'],
    ['with text for a number', ['core_group_get_course_groups', 'courseid=three'], 'invalidparameter'],
    ['with a text for a list', ['core_cohort_get_cohort_members', 'cohortids=1'], 'invalidparameter'],
    ['with a list for a number', ['core_group_get_course_groups', 'courseid[0]=3'], 'invalidparameter'],
  ])('%s is refused', async (_case, [name = '', ...variables], errorcode) => {
    expect(await service.call(name, ...variables)).toMatchObject({ errorcode });
  });

  test('with a body that is no form is a call without it: a read gives everything', async () => {
    const query = `?wstoken=${service.plays.token}&wsfunction=core_cohort_get_cohorts&moodlewsrestformat=json`;
    const body = JSON.stringify({ cohortids: [999] });
    const json = await service.raw(body, { query, type: 'application/json' });
    expect(json.json()).toHaveLength(1);
    Object.assign(settings(), { postMaxSize: 10 });
    expect((await service.raw('cohortids[0]=999', { query })).json()).toHaveLength(1);
  });

  test.each<[string, Partial<ReturnType<typeof settings>>]>([
    ['web services', { webServices: false }],
    ['the REST protocol', { rest: false }],
  ])('finds %s switched off: 403 without a word', async (_case, change) => {
    Object.assign(settings(), change);
    const response = await service.send(`wsfunction=${info}`);
    expect([response.statusCode, response.body]).toEqual([403, '']);
  });

  test('to another host is sent to wwwroot', async () => {
    const response = await service.raw('', { host: '127.0.0.1:8080' });
    expect([response.statusCode, response.headers.location]).toEqual([303, `${origin}${path}`]);
  });

  test('during maintenance from the command line gets a page and a time', async () => {
    Object.assign(settings(), { maintenance: 'command-line' });
    const response = await service.send(`wsfunction=${info}`);
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '300']);
  });

  test('loses without a word what PHP drops: the last enrolments are missing, and the answer is success', async () => {
    const rows = service.moodle
      .invent(12)
      .map(({ userId }) => ({ '[roleid]': 5, '[userid]': userId, '[courseid]': 4 }));
    const before = service.plays.enrolled(4).length;
    const enrol = () => service.call('enrol_manual_enrol_users', ...elements('enrolments', rows));
    // PHP keeps one more than the limit: three for the call itself and 27 for nine people.
    Object.assign(settings(), { maxInputVars: 29 });
    expect(await enrol()).toBeNull();
    expect(service.plays.enrolled(4)).toHaveLength(before + 9);
    Object.assign(settings(), { maxInputVars: 30 });
    expect(await enrol()).toMatchObject({ errorcode: 'invalidparameter' });
    const values = Array.from({ length: 60 }, (_, index) => `values[${index}]=${1000 + index}`);
    expect(await service.call('core_user_get_users_by_field', 'field=id', ...values)).toHaveLength(27);
  });

  test('is recorded without the token', async () => {
    await service.call(
      'core_cohort_add_cohort_members',
      ...elements('members', [member(service.cohort, 1020)]),
    );
    const [call] = service.plays.calls;
    expect(call).toMatchObject({ function: 'core_cohort_add_cohort_members', elements: 1, variables: 7 });
    expect(JSON.stringify(service.plays.calls)).not.toContain(service.plays.token);
  });

  test('keeps what was written, and its token, over a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'netzbruecke-test-'));
    try {
      const options = { stateFile: `${folder}/state.json` };
      const first = await Service.open(options);
      await first.call('core_cohort_add_cohort_members', ...elements('members', [member(first.cohort, 5)]));
      await first.moodle.close();
      const second = await Service.open(options);
      expect(second.plays.token).toBe(first.plays.token);
      expect(second.plays.cohort(first.cohort)?.members).toContain(5);
      await second.moodle.close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('is not needed to ask what the site is', async () => {
    const payload = [{ index: 0, methodname: 'tool_mobile_get_public_config', args: {} }];
    const ask = () =>
      service.moodle.app.inject({ method: 'POST', url: '/lib/ajax/service-nologin.php', payload });
    expect((await ask()).json()[0].data).toMatchObject({ wwwroot: origin, enablewebservices: 1 });
    Object.assign(settings(), { webServices: false, maintenance: 'page' });
    expect((await ask()).json()[0].data).toMatchObject({ enablewebservices: 0, maintenanceenabled: 1 });
  });
});
