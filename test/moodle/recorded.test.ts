import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { createMoodleClient } from '../../src/moodle/client.ts';
import { createMoodleReader } from '../../src/moodle/create-reader.ts';
import { createMoodleWriter } from '../../src/moodle/create-writer.ts';
import type { HttpClient } from '../../src/outbound/http-client.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';

/** Answers of Moodle 4.5.6, recorded on a site with invented people. */
interface Recorded {
  function: string;
  parameters: Readonly<Record<string, unknown>>;
  status: number;
  answer: unknown;
}

const siteUrl = 'http://moodle.example';
const clock = (): number => 1_795_800_000_000;

function recorded(topic: string): Recorded[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'recorded', `${topic}.json`), 'utf8'));
}

/** Answers a call with what was last recorded for it, whatever its pages; a filter must be the recorded one. */
function answers(topics: readonly string[], choose: (one: Recorded) => boolean = () => true): void {
  for (const one of topics.flatMap(recorded).filter(choose).reverse()) {
    nock(siteUrl)
      .persist()
      .post('/webservice/rest/server.php', (sent: Record<string, unknown>) => {
        const form = JSON.stringify(sent);
        return (
          form.includes(`"${one.function}"`) && filterOf(form) === filterOf(JSON.stringify(one.parameters))
        );
      })
      .reply(one.status, JSON.stringify(one.answer));
  }
}

function filterOf(text: string): string {
  return /onlyactive|onlysuspended/.exec(text)?.[0] ?? 'none';
}

let http: HttpClient;
beforeEach(() => {
  nock.cleanAll();
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  // The name has no address; nock answers whatever the address is.
  http = createHttpClient({ allowHttp: true, allowPrivateHosts: [] }, async () => [
    { address: '8.8.8.8', family: 4 },
  ]);
});
afterAll(() => {
  nock.cleanAll();
  nock.restore();
});

const client = () =>
  createMoodleClient({ http, clock, wait: async () => undefined }, { siteUrl, token: 'token' });
const reader = () => createMoodleReader(client(), clock);
const writer = () => createMoodleWriter(client());
const isFailure = ({ answer }: Recorded) => JSON.stringify(answer).includes('"exception"');
const isWell = (one: Recorded) => !isFailure(one);

describe('Answers of a real Moodle 4.5.6', () => {
  test('name the site and its functions', async () => {
    answers(['site']);
    const info = await reader().siteInfo();
    expect(info).toMatchObject({ siteUrl, release: '4.5.6 (Build: 20250811)', userId: 327 });
    expect(info.functions).toContain('core_cohort_add_cohort_members');
  });

  test('are read as cohorts and members', async () => {
    answers(['cohorts'], (one) => isWell(one));
    expect(await reader().cohortMembers(13)).toEqual([27, 28, 30, 327]);
    // The recorded search found one of the two cohorts of the recorded list: no whole reading.
    await expect(reader().cohorts()).rejects.toThrow('moodle.read-incomplete');
  });

  test('are read as people of a course, with status, roles and groups', async () => {
    answers(['enrolments'], isWell);
    expect(await reader().enrolments(8)).toEqual([
      { userId: 27, status: 'active', roles: ['student'], groupIds: [3] },
      { userId: 28, status: 'active', roles: ['student'], groupIds: [] },
      { userId: 29, status: 'suspended', roles: ['student'], groupIds: [] },
    ]);
  });

  test('are read as courses, activities and groups, with names that are no HTML', async () => {
    answers(['courses', 'groups'], isWell);
    expect(await reader().courses()).toEqual([
      {
        id: 8,
        shortname: 'moodle-A',
        fullname: 'moodle: Netzwerk & Ausbildung',
        idnumber: '',
        visible: true,
      },
    ]);
    expect(await reader().activities(8)).toEqual([
      { cmId: 30, module: 'page', name: expect.any(String), visible: true, tracking: 'manual' },
      { cmId: 31, module: 'assign', name: 'Aufgabe', visible: true, tracking: 'manual' },
    ]);
    expect(await reader().groups(8)).toEqual([
      { id: 3, courseId: 8, name: 'Lerngruppe & mehr', idnumber: 'moodle-GA' },
    ]);
    expect(await reader().groupMembers(3)).toEqual([27]);
  });

  test('are read as accounts', async () => {
    answers(['users']);
    await expect(reader().usersBy('email', ['sync001@example.org'])).resolves.toMatchObject([
      { id: 27, username: 'sync001', idnumber: 'IDN001', email: 'sync001@example.org', suspended: false },
    ]);
  });

  test('are read as progress; who is not followed in the course is missing', async () => {
    const isOf = (user: number) => (one: Recorded) => one.parameters.userid === user && isWell(one);
    answers(['progress'], isOf(27));
    expect(await reader().progress(8, [27], [30, 31])).toEqual({
      courseId: 8,
      readAt: clock(),
      completeness: 'known',
      people: [
        {
          userId: 27,
          activities: [
            { cmId: 30, completion: 'complete', changedAt: expect.any(Number) },
            { cmId: 31, completion: 'incomplete' },
          ],
          grades: [{ cmId: 31, value: 7, min: 0, max: 10, gradedAt: expect.any(Number) }],
        },
      ],
      missing: [],
    });
    nock.cleanAll();
    answers(['progress'], isOf(326));
    expect(await reader().progress(8, [326], [30])).toMatchObject({ people: [], missing: [326] });
    nock.cleanAll();
    answers(['progress'], isFailure);
    expect(await reader().progress(8, [999_999], [30])).toMatchObject({ people: [], missing: [999_999] });
  });

  test('tell who was a member already, and who does not exist', async () => {
    answers(['cohorts'], isWell);
    expect(await writer().addCohortMembers(13, [27, 999_999, 30])).toEqual([
      { userId: 27, outcome: 'was-so' },
      {
        userId: 999_999,
        outcome: 'refused',
        code: 'moodle.user-unknown',
        message: 'user id=999999 not exists',
      },
      { userId: 30, outcome: 'done' },
    ]);
    expect(await writer().removeCohortMembers(13, [27])).toEqual([{ userId: 27, outcome: 'done' }]);
  });

  test('tell that something was written', async () => {
    answers(['enrolments', 'groups'], isWell);
    const done = [{ userId: 27, outcome: 'done' }];
    expect(await writer().enrol(8, 5, [27], 'active')).toEqual(done);
    expect(await writer().unenrol(8, [27])).toEqual(done);
    expect(await writer().addGroupMembers(3, [27])).toEqual(done);
    expect(await writer().removeGroupMembers(3, [27])).toEqual(done);
  });

  test.each<[string, string, (one: Recorded) => boolean, () => Promise<unknown>, string]>([
    [
      'a wrong token',
      'refusals',
      (one) => one.status === 200,
      () => reader().siteInfo(),
      'moodle.token-invalid',
    ],
    [
      'another address',
      'refusals',
      (one) => one.status === 303,
      () => reader().siteInfo(),
      'moodle.wrong-address',
    ],
    [
      'a role that may not be given',
      'enrolments',
      (one) => JSON.stringify(one.answer).includes('wsusercannotassign'),
      () => writer().enrol(8, 1, [27], 'active'),
      'moodle.role-not-assignable',
    ],
    [
      'a cohort that is not there',
      'cohorts',
      isFailure,
      () => reader().cohortMembers(999),
      'moodle.record-unknown',
    ],
  ])('refuse %s', async (_case, topic, choose, work, code) => {
    answers([topic], choose);
    await expect(work()).rejects.toThrow(code);
  });

  test('refuse somebody who does not exist, or is not enrolled', async () => {
    answers(['enrolments', 'groups'], isFailure);
    const [enrolled] = await writer().unenrol(8, [999_999]);
    expect(enrolled).toMatchObject({ outcome: 'refused', code: 'moodle.user-unknown' });
    const [grouped] = await writer().addGroupMembers(3, [30]);
    expect(grouped).toMatchObject({ outcome: 'refused', code: 'moodle.value-refused' });
  });
});
