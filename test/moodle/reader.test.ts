import { describe, expect, test } from '@jest/globals';
import type { MoodleReader } from '../../src/moodle/reader.ts';
import type { WebServiceTrouble } from '../../src/practice-moodle/web-services/trouble.ts';
import { withMoodleServices } from '../support/moodle-services.ts';

const at = withMoodleServices();
const active = { status: 0, timestart: 0, timeend: 0 } as const;

/** 30 people in course 3, five of them in a cohort, three in a group, two suspended. */
function filled(): { people: number[]; cohort: number; group: number } {
  const { moodle } = at();
  const people = moodle.enrol(30).map(({ userId }) => Number(userId));
  const cohort = moodle.webServices.addCohort('Netzwerk', people.slice(0, 5), 'NW');
  moodle.webServices.addCohort('Ausbildung');
  const group = moodle.webServices.addGroup(3, 'Lerngruppe', people.slice(0, 3));
  for (const userId of people.slice(28)) {
    moodle.webServices.setEnrolment({ courseId: 3, userId, manual: { ...active, status: 1 }, roles: [5] });
  }
  return { people, cohort, group };
}

/** Trouble with the calls whose numbers are named, from 1; without numbers with all. */
function trouble(kind: WebServiceTrouble, ...numbers: number[]): void {
  let number = 0;
  at().moodle.misbehave.webServices = () => {
    number += 1;
    return numbers.length === 0 || numbers.includes(number) ? kind : undefined;
  };
}

describe('What is read from Moodle', () => {
  test('is what it calls itself and what the token may call', async () => {
    const info = await at().reader.siteInfo();
    expect(info).toMatchObject({
      siteUrl: at().moodle.origin,
      release: '4.5.6 (Build: 20250811)',
      userId: 8,
    });
    expect(info.functions).toContain('enrol_manual_enrol_users');
  });

  test('are cohorts with their members', async () => {
    const { people, cohort } = filled();
    expect(await at().reader.cohorts()).toEqual([
      { id: cohort, name: 'Netzwerk', idnumber: 'NW', visible: true },
      { id: cohort + 1, name: 'Ausbildung', idnumber: '', visible: true },
    ]);
    expect(await at().reader.cohortMembers(cohort)).toEqual(people.slice(0, 5));
    expect(await at().reader.cohortMembers(cohort + 1)).toEqual([]);
  });

  test('are more cohorts than a page of the search has', async () => {
    for (let index = 0; index < 401; index++) at().moodle.webServices.addCohort(`Gruppe ${index}`);
    expect(await at().reader.cohorts()).toHaveLength(401);
  });

  test('are courses without the front page', async () => {
    const [first] = await at().reader.courses();
    expect(first).toEqual({
      id: 3,
      shortname: 'NETZ-27',
      fullname: 'Schulnetzwerke Lippenau',
      idnumber: '',
      visible: true,
    });
  });

  test('are people of a course with status, roles and groups', async () => {
    const { people, group } = filled();
    const enrolments = await at().reader.enrolments(3);
    expect(enrolments).toHaveLength(35);
    expect(enrolments.find(({ userId }) => userId === people[0])).toEqual({
      userId: people[0],
      status: 'active',
      roles: ['student'],
      groupIds: [group],
    });
    const suspended = enrolments.filter(({ status }) => status === 'suspended');
    expect(suspended.map(({ userId }) => userId)).toEqual(people.slice(28));
    expect(await at().reader.roles(3)).toEqual([
      { id: 3, shortname: 'editingteacher' },
      { id: 5, shortname: 'student' },
    ]);
  });

  test('is nobody in a course without people', async () => {
    const course = at().moodle.addCourse({ shortName: 'LEER', members: [] });
    expect(await at().reader.enrolments(Number(course.id))).toEqual([]);
  });

  test('are more people than a page has', async () => {
    at().moodle.enrol(1203, '4');
    expect(await at().reader.enrolments(4)).toHaveLength(1208);
  });

  test('are groups with their members', async () => {
    const { people, group } = filled();
    expect(await at().reader.groups(3)).toEqual([
      { id: group, courseId: 3, name: 'Lerngruppe', idnumber: '' },
    ]);
    expect(await at().reader.groupMembers(group)).toEqual(people.slice(0, 3));
  });

  test('are accounts by each field, 1,000 at once', async () => {
    at().moodle.invent(1000);
    const numbers = Array.from({ length: 1000 }, (_, index) => index + 1);
    expect(
      await at().reader.usersBy(
        'idnumber',
        numbers.map((n) => `T-${n}`),
      ),
    ).toHaveLength(1000);
    expect(await at().reader.usersBy('email', ['J.Heitkamp@EXAMPLE.org', 'nobody@example.org', ''])).toEqual([
      {
        id: 5,
        username: 'j.heitkamp',
        idnumber: 'P-105',
        email: 'j.heitkamp@example.org',
        fullname: 'Jonas Heitkamp',
        suspended: false,
      },
    ]);
  });

  test('are accounts without what the service account may not see', async () => {
    for (const capability of ['moodle/user:viewalldetails', 'moodle/site:viewuseridentity']) {
      at().moodle.webServices.settings.missingCapabilities.add(capability);
    }
    expect(await at().reader.usersBy('username', ['j.heitkamp'])).toEqual([
      { id: 5, fullname: 'Jonas Heitkamp' },
    ]);
  });

  test('are activities', async () => {
    const page = at().moodle.webServices.addModule(3, { name: 'Seite', visible: false });
    const activities = await at().reader.activities(3);
    expect(activities.at(-1)).toEqual({
      cmId: page.cmid,
      module: 'page',
      name: 'Seite',
      visible: false,
      tracking: 'manual',
    });
    expect(activities).toHaveLength(7);
  });
});

describe('A list that Moodle gives incompletely', () => {
  type Read = (reader: MoodleReader, known: ReturnType<typeof filled>) => Promise<unknown[]>;
  const reads: readonly [name: string, read: Read][] = [
    ['cohorts', (reader) => reader.cohorts()],
    ['members of a cohort', (reader, { cohort }) => reader.cohortMembers(cohort)],
    ['courses', (reader) => reader.courses()],
    ['people of a course', (reader) => reader.enrolments(3)],
    ['groups', (reader) => reader.groups(3)],
    ['members of a group', (reader, { group }) => reader.groupMembers(group)],
    ['accounts', (reader) => reader.usersBy('idnumber', ['P-105', 'P-103', 'T-1'])],
  ];
  const cases = reads.flatMap(([name, read]) =>
    (['empty-list', 'cut-list', 'html', 'error-500', 'broken-json', 'exception', 'php-error'] as const).map(
      (kind) => [name, kind, read] as const,
    ),
  );

  test.each(cases)('(%s, once “%s”) is read whole, or not at all', async (_name, kind, read) => {
    const known = filled();
    const whole = await read(at().reader, known);
    expect(whole.length).toBeGreaterThan(0);
    for (const number of [1, 2, 3, 4]) {
      trouble(kind, number);
      const again = await read(at().reader, known).catch((error: unknown) => error);
      if (!(again instanceof Error)) expect(again).toEqual(whole);
      else expect(again).toHaveProperty('code', expect.stringMatching(/^moodle\.(failed|read-incomplete)$/));
    }
  });

  test.each(['cut-list', 'empty-list'] as const)(
    'again and again (“%s”) of a course, is refused',
    async (kind) => {
      filled();
      at().moodle.misbehave.webServices = ({ fields }) =>
        JSON.stringify(fields).includes('roles') ? kind : undefined;
      await expect(at().reader.enrolments(3)).rejects.toThrow('moodle.read-incomplete');
    },
  );

  test('because the service account may not see everybody, is refused with advice', async () => {
    const { people } = filled();
    at().moodle.webServices.settings.hiddenUsers.add(people[4] ?? 0);
    await expect(at().reader.enrolments(3)).rejects.toThrow('moodle.people-hidden');
  });

  test('of all cohorts, where only the search knows one of them, is refused', async () => {
    filled();
    at().moodle.misbehave.webServices = (call) =>
      call.function === 'core_cohort_get_cohorts' ? 'cut-list' : undefined;
    await expect(at().reader.cohorts()).rejects.toThrow('moodle.read-incomplete');
  });
});

describe('Progress', () => {
  /** Two tracked activities; the first person has done one of them, and has seven points in the other. */
  function trained() {
    const { people } = filled();
    const { webServices } = at().moodle;
    const page = webServices.addModule(4, { name: 'Seite' });
    const task = webServices.addModule(4, { name: 'Aufgabe', module: 'assign', grademax: 10 });
    for (const userId of people) {
      webServices.setEnrolment({ courseId: 4, userId, manual: active, roles: [5] });
    }
    const [first = 0] = people;
    webServices.setState({ cmid: page.cmid, userId: first, completion: 1, grade: null, time: 1_794_000_000 });
    webServices.setState({ cmid: task.cmid, userId: first, completion: 0, grade: 7, time: 1_794_000_060 });
    return { people, first, page, task };
  }

  test('is of the named people and activities only', async () => {
    const { people, first, page, task } = trained();
    const progress = await at().reader.progress(4, [first, people[1] ?? 0, 999_999], [task.cmid]);
    expect(progress).toEqual({
      courseId: 4,
      readAt: at().clock(),
      completeness: 'known',
      people: [
        {
          userId: first,
          activities: [{ cmId: task.cmid, completion: 'incomplete', changedAt: 1_794_000_060_000 }],
          grades: [{ cmId: task.cmid, value: 7, min: 0, max: 10, gradedAt: 1_794_000_060_000 }],
        },
        {
          userId: people[1],
          activities: [{ cmId: task.cmid, completion: 'incomplete' }],
          grades: [{ cmId: task.cmid, value: null, min: 0, max: 10 }],
        },
      ],
      missing: [999_999],
    });
    const both = await at().reader.progress(4, [first], [page.cmid, task.cmid]);
    expect(both.people[0]?.activities[0]).toMatchObject({ cmId: page.cmid, completion: 'complete' });
  });

  test('of many is one call for all grades, and one a person for completion', async () => {
    const { people, first, task } = trained();
    at().moodle.webServices.calls.length = 0;
    const progress = await at().reader.progress(4, people, [task.cmid]);
    const names = at().moodle.webServices.calls.map((call) => call.function);
    const count = (name: string) => names.filter((one) => one === name).length;
    expect(count('core_completion_get_activities_completion_status')).toBe(30);
    expect(count('gradereport_user_get_grade_items')).toBe(1);
    expect(progress.people.find(({ userId }) => userId === first)?.grades[0]?.value).toBe(7);
  });

  test('asks one by one for grades that the list of all leaves out', async () => {
    const { people, first, task } = trained();
    const last = people.at(-3) ?? 0;
    at().moodle.webServices.setState({ cmid: task.cmid, userId: last, completion: 0, grade: 3 });
    at().moodle.misbehave.webServices = ({ fields }) => (fields.userid === '0' ? 'cut-list' : undefined);
    const progress = await at().reader.progress(4, people, [task.cmid]);
    const gradeOf = (id: number) => progress.people.find(({ userId }) => userId === id)?.grades[0]?.value;
    expect([gradeOf(first), gradeOf(last)]).toEqual([7, 3]);
  });

  test('is not of those whom Moodle does not follow: suspended, no learner, not in the course', async () => {
    const { people, first } = trained();
    const [, second = 0] = people;
    at().moodle.webServices.setEnrolment({
      courseId: 4,
      userId: second,
      manual: { ...active, status: 1 },
      roles: [5],
    });
    const [outside] = at().moodle.invent(1);
    const asked = [first, second, 3, Number(outside?.userId)];
    const progress = await at().reader.progress(4, asked, []);
    expect(progress.people.map(({ userId }) => userId)).toEqual([first]);
    expect(progress.missing).toEqual(asked.slice(1));
  });

  test('is “unknown” as long as nobody has done a part, and “hidden” if Moodle counts more', async () => {
    const { people, first } = trained();
    expect(await at().reader.progress(4, people.slice(1), [])).toMatchObject({ completeness: 'unknown' });
    const { missingCapabilities } = at().moodle.webServices.settings;
    missingCapabilities.add('report/completion:view');
    expect(await at().reader.progress(4, [first], [])).toMatchObject({ completeness: 'unknown' });
    missingCapabilities.delete('report/completion:view');
    missingCapabilities.add('mod/assign:view');
    expect(await at().reader.progress(4, [first], [])).toMatchObject({ completeness: 'hidden' });
    missingCapabilities.add('mod/page:view');
    expect(await at().reader.progress(4, [people[1] ?? 0], [])).toMatchObject({ completeness: 'hidden' });
  });

  test('is complete in a course where nothing is followed', async () => {
    const course = Number(at().moodle.addCourse({ shortName: 'OHNE' }).id);
    expect(await at().reader.progress(course, [5], [])).toMatchObject({ completeness: 'known' });
  });
});
