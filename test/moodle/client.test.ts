import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { CodedError } from '../../src/domain/errors.ts';
import { createMoodleClient } from '../../src/moodle/client.ts';
import { createMoodleReader } from '../../src/moodle/create-reader.ts';
import { createMoodleWriter } from '../../src/moodle/create-writer.ts';
import { MoodleFailure } from '../../src/moodle/failure.ts';
import { moodleFunctions } from '../../src/moodle/functions.ts';
import { createHttpClient, type HttpClient } from '../../src/outbound/http-client.ts';
import type { WebServiceTrouble } from '../../src/practice-moodle/web-services/trouble.ts';
import { createLog } from '../../src/runtime/log.ts';
import { testHttp, withMoodleServices } from '../support/moodle-services.ts';

const at = withMoodleServices();
const settings = () => at().moodle.webServices.settings;

/** This trouble for the next calls, `times` of them. */
function trouble(kind: WebServiceTrouble, times = Number.POSITIVE_INFINITY): void {
  let left = times;
  at().moodle.misbehave.webServices = () => (left-- > 0 ? kind : undefined);
}

async function failureOf(work: Promise<unknown>): Promise<MoodleFailure> {
  const error = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!(error instanceof MoodleFailure)) throw new Error(`no failure: ${error}`);
  return error;
}

describe('A call of Moodle', () => {
  test('carries the token in the body of a form, and nowhere else', async () => {
    const sent: { url: string; body?: string | undefined; headers: Record<string, string> }[] = [];
    const http: HttpClient = {
      send: async (request) => {
        sent.push(request);
        return { status: 200, headers: {}, text: '[]' };
      },
      get: async () => Promise.reject(new Error('no')),
    };
    const client = createMoodleClient(
      { http, clock: at().clock },
      { siteUrl: 'https://m.example', token: 'secret' },
    );
    await client.call(moodleFunctions.cohorts, { cohortids: [7, 8] });
    expect(sent[0]?.url).toBe('https://m.example/webservice/rest/server.php');
    expect(sent[0]?.headers['Content-Type']).toBe('application/x-www-form-urlencoded');
    expect(JSON.stringify(sent[0]?.headers)).not.toContain('secret');
    const form = new URLSearchParams(sent[0]?.body);
    expect(Object.fromEntries(form)).toEqual({
      'cohortids[0]': '7',
      'cohortids[1]': '8',
      wstoken: 'secret',
      wsfunction: 'core_cohort_get_cohorts',
      moodlewsrestformat: 'json',
      moodlewssettingraw: '1',
    });
  });

  test('never has more than four going on at once', async () => {
    let [going, most] = [0, 0];
    const http: HttpClient = {
      async send() {
        most = Math.max(most, ++going);
        await new Promise(setImmediate);
        going -= 1;
        return { status: 200, headers: {}, text: '[]' };
      },
      get: async () => Promise.reject(new Error('no')),
    };
    const client = createMoodleClient(
      { http, clock: at().clock },
      { siteUrl: 'https://m.example', token: 't' },
    );
    await Promise.all(Array.from({ length: 20 }, () => client.call(moodleFunctions.cohorts)));
    expect(most).toBe(4);
  });

  test('never has more variables than PHP takes', async () => {
    const values = Array.from({ length: 900 }, (_, index) => String(index));
    const call = at().client.call(moodleFunctions.usersByField, { field: 'id', values });
    await expect(call).rejects.toThrow(RangeError);
    expect(at().moodle.webServices.calls).toEqual([]);
  });

  test.each<WebServiceTrouble>([
    'error-500',
    'bad-gateway',
    'busy',
    'rate-limited',
    'lost-request',
    'lost-answer',
    'html',
    'broken-json',
  ])('that reads is made again after “%s”', async (kind) => {
    trouble(kind, 2);
    await expect(at().reader.siteInfo()).resolves.toHaveProperty('userId', 8);
    expect(at().moodle.webServices.calls).toHaveLength(3);
    expect(at().waited).toHaveLength(2);
  });

  test.each<[WebServiceTrouble, string]>([
    ['error-500', 'moodle.unreachable'],
    ['lost-answer', 'moodle.unreachable'],
    ['html', 'moodle.answer-invalid'],
    ['broken-json', 'moodle.answer-invalid'],
    ['rate-limited', 'moodle.busy'],
  ])('that reads ends after four times “%s” as %s', async (kind, code) => {
    trouble(kind);
    const failure = await failureOf(at().reader.siteInfo());
    expect([failure.code, failure.class]).toEqual([code, 'retry']);
    expect(at().moodle.webServices.calls).toHaveLength(4);
  });

  test.each<WebServiceTrouble>(['error-500', 'lost-answer', 'html-after', 'broken-json', 'lost-request'])(
    'that writes is not made again after “%s”, because it may have been heard',
    async (kind) => {
      const cohort = at().moodle.webServices.addCohort('Netzwerk');
      trouble(kind);
      const results = await at().writer.addCohortMembers(cohort, [3, 5]);
      expect(results.map(({ userId, outcome }) => [userId, outcome])).toEqual([
        [3, 'unknown'],
        [5, 'unknown'],
      ]);
      expect(at().moodle.webServices.calls).toHaveLength(1);
    },
  );

  test('that writes is made again where Moodle says that it has not begun', async () => {
    const cohort = at().moodle.webServices.addCohort('Netzwerk');
    trouble('busy', 2);
    expect(await at().writer.addCohortMembers(cohort, [3])).toEqual([{ userId: 3, outcome: 'done' }]);
    expect(at().waited).toEqual([2000, 2000]);
  });

  test('waits for all others too when Moodle asks for patience', async () => {
    trouble('busy', 1);
    await Promise.all([at().reader.siteInfo(), at().reader.siteInfo(), at().reader.siteInfo()]);
    expect(at().waited.every((ms) => ms <= 2000)).toBe(true);
    expect(at().waited.length).toBeGreaterThan(0);
  });

  test('leaves a long maintenance to whoever planned it', async () => {
    Object.assign(settings(), { maintenance: 'command-line' });
    const failure = await failureOf(at().reader.siteInfo());
    expect(failure).toMatchObject({ code: 'moodle.maintenance', details: { seconds: 300 } });
    expect(at().waited).toEqual([]);
  });

  test('waits for a maintenance without a time, for a while', async () => {
    Object.assign(settings(), { upgrading: true });
    expect(await failureOf(at().reader.siteInfo())).toMatchObject({ code: 'moodle.upgrading' });
    expect(at().waited).toHaveLength(3);
  });
});

describe('A refusal', () => {
  const lacks = (capability: string) => settings().missingCapabilities.add(capability);

  test.each<[string, () => void, () => Promise<unknown>, string, string]>([
    [
      'of the token',
      () => Object.assign(settings(), { tokenValidUntil: 1 }),
      async () => failureOf(at().reader.siteInfo()).then(() => at().reader.siteInfo()),
      'moodle.token-invalid',
      'configuration',
    ],
    [
      'of the protocol',
      () => Object.assign(settings(), { rest: false }),
      () => at().reader.siteInfo(),
      'moodle.rest-disabled',
      'configuration',
    ],
    [
      'of the account',
      () => Object.assign(settings(), { serviceAccountSuspended: true }),
      () => at().reader.siteInfo(),
      'moodle.account-suspended',
      'configuration',
    ],
    [
      'of the service',
      () => Object.assign(settings(), { authorised: false }),
      () => at().reader.siteInfo(),
      'moodle.access-refused',
      'configuration',
    ],
    [
      'of a function, told to developers',
      () => {
        settings().functions.delete('core_webservice_get_site_info');
        Object.assign(settings(), { developerDebug: true });
      },
      () => at().reader.siteInfo(),
      'moodle.function-missing',
      'configuration',
    ],
    [
      'for want of a capability',
      () => lacks('moodle/course:managegroups'),
      () => at().reader.groups(3),
      'moodle.capability-missing',
      'configuration',
    ],
    [
      'of a course',
      () => lacks('moodle/course:view'),
      () => at().reader.enrolments(3),
      'moodle.course-closed',
      'configuration',
    ],
    [
      'of a role',
      () => settings().assignableRoles.clear(),
      () => at().writer.enrol(3, 5, [5], 'active'),
      'moodle.role-not-assignable',
      'configuration',
    ],
    [
      'without manual enrolment',
      () => settings().withoutManualEnrolment.add(3),
      () => at().writer.enrol(3, 5, [5], 'active'),
      'moodle.no-manual-enrolment',
      'configuration',
    ],
    [
      'of a report',
      () => lacks('report/progress:view'),
      () => at().reader.progress(3, [5], []),
      'moodle.capability-missing',
      'configuration',
    ],
    [
      'of something unknown',
      () => undefined,
      () => at().reader.cohortMembers(99),
      'moodle.record-unknown',
      'data',
    ],
  ])('%s has its code', async (_case, change, work, code, kind) => {
    change();
    const failure = await failureOf(work());
    expect([failure.code, failure.class]).toEqual([code, kind]);
    expect(at().waited).toEqual([]);
  });

  test('by another address than wwwroot is not followed', async () => {
    const { port } = new URL(at().moodle.origin);
    nock.enableNetConnect(`127.0.0.1:${port}`);
    const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['127.0.0.1'] });
    const access = { siteUrl: `http://127.0.0.1:${port}`, token: at().moodle.webServices.token };
    const client = createMoodleClient({ http, clock: at().clock }, access);
    expect(await failureOf(client.call(moodleFunctions.siteInfo))).toMatchObject({
      code: 'moodle.wrong-address',
      class: 'configuration',
    });
  });

  test('keeps Moodle’s words and the token out of logs', async () => {
    const lines: string[] = [];
    const log = createLog(
      'info',
      new Writable({
        write(chunk, _encoding, done) {
          lines.push(String(chunk));
          done();
        },
      }),
    );
    const cohort = at().moodle.webServices.addCohort('Netzwerk');
    trouble({ badUser: 5 });
    const [result] = await at().writer.removeCohortMembers(cohort, [5]);
    expect(result).toMatchObject({ outcome: 'refused', message: 'Error writing to database' });
    trouble('exception');
    const failure = await failureOf(at().reader.siteInfo());
    log.error({ err: failure }, 'failed');
    const text = lines.join();
    expect(text).toContain('moodle.failed');
    expect(failure.said).toBe('Error writing to database');
    expect(text).not.toContain('Error writing');
    expect(text).not.toContain(at().moodle.webServices.token);
  });

  test('for an address that must not be called is no failure of Moodle', async () => {
    const access = { siteUrl: 'http://10.0.0.1', token: 't' };
    const client = createMoodleClient({ http: testHttp(), clock: at().clock }, access);
    await expect(client.call(moodleFunctions.siteInfo)).rejects.toThrow(CodedError);
    await expect(createMoodleReader(client, at().clock).siteInfo()).rejects.toThrow('address.refused');
  });
});

describe('An answer', () => {
  test('of another shape than Moodle’s is refused with the place', async () => {
    const answering: HttpClient = {
      send: async () => ({ status: 200, headers: {}, text: '{"siteurl":5}' }),
      get: async () => Promise.reject(new Error('no')),
    };
    const wait = async () => undefined;
    const client = createMoodleClient(
      { http: answering, clock: at().clock, wait },
      { siteUrl: 'https://m.example', token: 't' },
    );
    const failure = await failureOf(client.call(moodleFunctions.siteInfo));
    expect(failure).toMatchObject({ code: 'moodle.answer-invalid', details: { place: 'siteurl' } });
  });

  test('that says more than success to a write is not taken for success', async () => {
    const answering: HttpClient = {
      send: async () => ({ status: 200, headers: {}, text: '{"warnings":[]}' }),
      get: async () => Promise.reject(new Error('no')),
    };
    const access = { siteUrl: 'https://m.example', token: 't' };
    const client = createMoodleClient({ http: answering, clock: at().clock }, access);
    const [result] = await createMoodleWriter(client).unenrol(3, [5]);
    expect(result).toMatchObject({ outcome: 'unknown', code: 'moodle.answer-invalid' });
  });
});
