import { describe, expect, test } from '@jest/globals';
import nock from 'nock';
import type { ConnectionFinding, ConnectionReport } from '../../src/domain/connection-report.ts';
import { isConnected } from '../../src/domain/connection-report.ts';
import { type CheckOptions, checkConnection } from '../../src/moodle/connection-check.ts';
import { functionNames } from '../../src/moodle/functions.ts';
import { createHttpClient, type HttpClient } from '../../src/outbound/http-client.ts';
import { findingText } from '../../src/web/connection-text.ts';
import { languages, translator } from '../../src/web/language.ts';
import { withMoodleServices } from '../support/moodle-services.ts';

const at = withMoodleServices();
const settings = () => at().moodle.webServices.settings;
const lacks = (...capabilities: string[]) => {
  for (const capability of capabilities) settings().missingCapabilities.add(capability);
};

async function check(options: CheckOptions = {}, siteUrl = at().moodle.origin): Promise<ConnectionReport> {
  const { http, clock, moodle } = at();
  const wait = async () => undefined;
  return checkConnection({ http, clock, wait }, { siteUrl, token: moodle.webServices.token }, options);
}

const problems = ({ findings }: ConnectionReport) =>
  findings.filter(({ kind }) => kind === 'problem').map(({ topic, details }) => ({ topic, ...details }));

/** A course in which somebody has done a part, a cohort and a group: everything can be tried. */
function filled(): void {
  const { webServices } = at().moodle;
  const people = at()
    .moodle.enrol(5)
    .map(({ userId }) => Number(userId));
  webServices.addCohort('Netzwerk', people);
  webServices.addGroup(3, 'Lerngruppe', people);
  const page = webServices.addModule(3, { name: 'Seite' });
  webServices.setState({ cmid: page.cmid, userId: people[0] ?? 0, completion: 1, grade: null });
}

/** Everything that Moodle holds. */
function everything(): string {
  const { webServices, courses } = at().moodle;
  const enrolled = courses.map(({ id }) => webServices.enrolled(Number(id)));
  return JSON.stringify([enrolled, [...(webServices.cohort(1)?.members ?? [])], webServices.messages]);
}

describe('The check of a connection', () => {
  test('finds nothing missing where nothing is, and names what it cannot see', async () => {
    filled();
    const report = await check();
    expect(problems(report)).toEqual([]);
    expect(isConnected(report)).toBe(true);
    expect(report.release).toBe('4.5.6 (Build: 20250811)');
    expect(report.findings.map(({ topic }) => topic)).toEqual([
      'unseen-welcome-message',
      'unseen-dates',
      'unseen-cron',
      'unseen-limits',
      'unseen-cohort-plugins',
    ]);
  });

  test('changes nothing, and makes every call that reading and writing make', async () => {
    filled();
    const before = everything();
    await check();
    expect(everything()).toBe(before);
    const called = new Set(at().moodle.webServices.calls.map((call) => call.function));
    const untried = functionNames.filter((name) => !called.has(name));
    // These need the same capability as their sister functions that are called.
    expect(untried).toEqual([
      'core_cohort_add_cohort_members',
      'core_group_add_group_members',
      'core_group_delete_group_members',
    ]);
  });

  test.each(functionNames.filter((name) => name !== 'core_webservice_get_site_info'))(
    'finds that the function %s is missing',
    async (name) => {
      filled();
      settings().functions.delete(name);
      expect(problems(await check())).toEqual([{ topic: 'function-missing', function: name }]);
    },
  );

  test.each<[string, string[], string]>([
    ['moodle/cohort:view', ['moodle/cohort:view', 'moodle/cohort:manage'], 'moodle/cohort:view'],
    ['moodle/cohort:assign', ['moodle/cohort:assign', 'moodle/cohort:manage'], 'moodle/cohort:assign'],
    ['moodle/course:view', ['moodle/course:view'], 'moodle/course:view'],
    ['moodle/course:viewparticipants', ['moodle/course:viewparticipants'], 'moodle/course:viewparticipants'],
    ['moodle/course:enrolreview', ['moodle/course:enrolreview'], 'moodle/course:enrolreview'],
    ['moodle/course:managegroups', ['moodle/course:managegroups'], 'moodle/course:managegroups'],
    ['enrol/manual:enrol', ['enrol/manual:enrol'], 'enrol/manual:enrol'],
    ['enrol/manual:unenrol', ['enrol/manual:unenrol'], 'enrol/manual:unenrol'],
    ['report/progress:view', ['report/progress:view'], 'report/progress:view'],
    ['report/completion:view', ['report/completion:view'], 'report/completion:view'],
    ['gradereport/user:view', ['gradereport/user:view'], 'gradereport/user:view'],
    ['moodle/grade:viewall', ['moodle/grade:viewall'], 'moodle/grade:viewall'],
  ])('finds that %s is missing', async (_name, missing, named) => {
    filled();
    lacks(...missing);
    const found = problems(await check());
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      topic: 'capability-missing',
      capability: expect.stringContaining(named),
    });
  });

  test.each<[string, () => void, Record<string, unknown>]>([
    [
      'that a role may not be given',
      () => settings().assignableRoles.delete(5),
      { topic: 'role-not-assignable', role: 5 },
    ],
    [
      'that a course has no manual enrolment',
      () => settings().withoutManualEnrolment.add(3),
      { topic: 'no-manual-enrolment', course: 3 },
    ],
    [
      'that fields of people are hidden',
      () => lacks('moodle/user:viewalldetails', 'moodle/site:viewuseridentity'),
      { topic: 'fields-hidden', fields: 'username, email' },
    ],
    ['that activities are hidden', () => lacks('mod/lti:view'), { topic: 'activities-hidden', course: 3 }],
    ['hidden people', () => settings().hiddenUsers.add(1001), { topic: 'moodle.people-hidden' }],
    [
      'an expired token',
      () => Object.assign(settings(), { tokenValidUntil: 1 }),
      { topic: 'moodle.access-refused' },
    ],
    [
      'a suspended service account',
      () => Object.assign(settings(), { serviceAccountSuspended: true }),
      { topic: 'moodle.account-suspended' },
    ],
    ['a missing right to use REST', () => lacks('webservice/rest:use'), { topic: 'moodle.access-refused' }],
    ['that REST is off', () => Object.assign(settings(), { rest: false }), { topic: 'moodle.rest-disabled' }],
  ])('finds %s', async (_case, change, finding) => {
    filled();
    change();
    const found = problems(await check());
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject(finding);
  });

  test('tries the course, the cohort and the roles that it is told', async () => {
    filled();
    settings().withoutManualEnrolment.add(3);
    at().moodle.webServices.addModule(4, { name: 'Seite' });
    const report = await check({ courseId: 4, cohortId: 1, roleIds: [1, 5] });
    expect(problems(report)).toEqual([{ topic: 'role-not-assignable', role: 1 }]);
    expect(report.findings).toContainEqual({
      kind: 'unseen',
      topic: 'unseen-activities',
      details: { course: 4 },
    });
  });

  test('says what it could not try', async () => {
    const course = Number(at().moodle.addCourse({ shortName: 'LEER', members: [] }).id);
    const { findings } = await check({ courseId: course });
    expect(findings.filter(({ kind }) => kind === 'untried').map(({ topic }) => topic)).toEqual([
      'no-cohort-to-try',
      'nobody-to-try',
    ]);
  });

  test('says that web services are off, and that there is maintenance', async () => {
    Object.assign(settings(), { webServices: false });
    expect(problems(await check()).map(({ topic }) => topic)).toEqual([
      'web-services-off',
      'moodle.rest-disabled',
    ]);
    Object.assign(settings(), { webServices: true, maintenance: 'page' });
    expect(problems(await check()).map(({ topic }) => topic)).toEqual(['maintenance', 'moodle.maintenance']);
  });

  test('says that Moodle answers under another name', async () => {
    const { port } = new URL(at().moodle.origin);
    nock.enableNetConnect(`127.0.0.1:${port}`);
    const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['127.0.0.1'] });
    const access = { siteUrl: `http://127.0.0.1:${port}`, token: at().moodle.webServices.token };
    const report = await checkConnection({ http, clock: at().clock }, access);
    // Before it redirects, Moodle answers nothing: neither the question without a token nor the call.
    expect(problems(report).map(({ topic }) => topic)).toEqual(['not-moodle', 'moodle.wrong-address']);
  });

  test.each([
    ['another name', 'https://www.m.example', 'other-address'],
    ['its own', 'https://m.example', 'moodle.site-mismatch'],
  ])('compares the names that Moodle gives itself (%s)', async (_case, wwwroot, topic) => {
    const http: HttpClient = {
      send: async ({ url }) => {
        const isOpen = url.endsWith('service-nologin.php');
        const data = { wwwroot, enablewebservices: 1, maintenanceenabled: 0 };
        const info = { siteurl: 'https://other.example', userid: 8, functions: [] };
        const body = isOpen ? [{ error: false, data }] : info;
        return { status: 200, headers: {}, text: JSON.stringify(body) };
      },
      get: async () => Promise.reject(new Error('no')),
    };
    const report = await checkConnection(
      { http, clock: at().clock },
      { siteUrl: 'https://m.example', token: 't' },
    );
    expect(problems(report)).toContainEqual(expect.objectContaining({ topic }));
    expect(problems(report)).toContainEqual({
      topic: 'moodle.site-mismatch',
      address: 'https://other.example',
    });
  });

  test('has a German and an English sentence for everything', () => {
    const findings: ConnectionFinding[] = [
      { kind: 'problem', topic: 'function-missing', details: { function: 'core_x' } },
      { kind: 'problem', topic: 'moodle.rest-disabled', details: {} },
      { kind: 'unseen', topic: 'unseen-cron', details: {} },
    ];
    for (const language of languages) {
      for (const finding of findings) {
        const { what, todo } = findingText(finding, translator(language));
        expect(what).toMatch(/^[\p{L} _.,:()]+/u);
        expect(what).not.toContain('{{');
        expect(todo).toMatch(/[.!]$/);
      }
    }
    const [first] = findings;
    expect(first && findingText(first, translator('de')).what).toContain('core_x');
  });
});
