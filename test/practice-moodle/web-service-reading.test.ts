import { beforeEach, describe, expect, test } from '@jest/globals';
import { elements, Service } from './web-service.ts';

let service: Service;
beforeEach(async () => {
  service = await Service.open();
});
const lacks = (capability: string) => service.plays.settings.missingCapabilities.add(capability);
const options = (given: Readonly<Record<string, number | string>>) =>
  elements(
    'options',
    Object.entries(given).map(([name, value]) => ({ '[name]': name, '[value]': value })),
  );
const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id);
const enrolled = async (given: Readonly<Record<string, number | string>> = {}, courseid = 3) =>
  service.call('core_enrol_get_enrolled_users', `courseid=${courseid}`, ...options(given));

describe('Cohorts', () => {
  test('come all without ids, and unknown ids are silently absent', async () => {
    expect(await service.call('core_cohort_get_cohorts')).toHaveLength(1);
    expect(await service.call('core_cohort_get_cohorts', 'cohortids[0]=99')).toEqual([]);
  });

  test('are searched by pages: limitfrom counts pages, not rows', async () => {
    for (let index = 0; index < 13; index++) service.plays.addCohort(`Gruppe ${index + 10}`);
    const page = async (limitfrom: number) => {
      const asked = ['query=', 'context[contextlevel]=system', 'context[instanceid]=0', 'includes=all'];
      const variables = [...asked, `limitfrom=${limitfrom}`, 'limitnum=5'];
      return (await service.call('core_cohort_search_cohorts', ...variables)).cohorts.length;
    };
    expect([await page(0), await page(1), await page(2), await page(5)]).toEqual([5, 5, 4, 0]);
  });

  test('do not tell their members if one of them is unknown', async () => {
    const ask = (...ids: number[]) =>
      service.call('core_cohort_get_cohort_members', ...ids.map((id, index) => `cohortids[${index}]=${id}`));
    expect(await ask(service.cohort)).toEqual([
      { cohortid: service.cohort, userids: service.people.slice(0, 3) },
    ]);
    expect(await ask(service.cohort, 99)).toMatchObject({ errorcode: 'invalidrecord' });
    lacks('moodle/cohort:view');
    lacks('moodle/cohort:manage');
    expect(await ask(service.cohort)).toMatchObject({ errorcode: 'nopermissions' });
  });
});

describe('People of a course', () => {
  test('come without status and dates, with roles and groups where asked for', async () => {
    const group = service.plays.addGroup(3, 'Lerngruppe', [service.person(0)]);
    const rows = await enrolled({ userfields: 'id,roles,groups', sortby: 'id' });
    expect(rows).toHaveLength(45);
    expect(rows.find(({ id }: { id: number }) => id === service.person(0))).toEqual({
      id: service.person(0),
      fullname: 'Ayşe Ahrens 1',
      groups: [{ id: group, name: 'Lerngruppe', description: '', descriptionformat: 1 }],
      roles: [{ roleid: 5, name: '', shortname: 'student', sortorder: 0 }],
    });
    expect((await enrolled({ sortby: 'lastname', limitnumber: 1 }))[0]).toHaveProperty('username');
  });

  test('are active or suspended only if asked one by one', async () => {
    const userId = service.person(0);
    const manual = { status: 1, timestart: 0, timeend: 0 } as const;
    service.plays.setEnrolment({ courseId: 3, userId, manual, roles: [5] });
    expect(await enrolled()).toHaveLength(45);
    expect(await enrolled({ onlyactive: 1 })).toHaveLength(44);
    expect(idsOf(await enrolled({ onlysuspended: 1 }))).toEqual([userId]);
    lacks('moodle/course:enrolreview');
    expect(await enrolled({ onlysuspended: 1 })).toMatchObject({ errorcode: 'nopermissions' });
  });

  test('come in pages that may be short without being the last', async () => {
    service.plays.settings.hiddenUsers.add(service.person(0));
    const pages = [0, 10, 40].map((limitfrom) => enrolled({ limitfrom, limitnumber: 10, sortby: 'id' }));
    expect((await Promise.all(pages)).map((page) => page.length)).toEqual([9, 10, 5]);
  });

  test('are counted in the course list of one of them', async () => {
    const [course] = await service.call('core_enrol_get_users_courses', `userid=${service.person(0)}`);
    expect(course).toMatchObject({ id: 3, enrolledusercount: 45 });
    lacks('moodle/course:viewparticipants');
    expect(await service.call('core_enrol_get_users_courses', 'userid=5')).toEqual([]);
  });

  test('are unknown in an unknown course', async () => {
    expect(await enrolled({}, 99)).toMatchObject({ errorcode: 'invalidrecord' });
  });
});

describe('Accounts', () => {
  const by = (field: string, ...values: string[]) =>
    service.call(
      'core_user_get_users_by_field',
      `field=${field}`,
      ...values.map((value, index) => `values[${index}]=${value}`),
    );

  test('are found by mail address in any case, and unknown values are silently absent', async () => {
    expect(idsOf(await by('email', 'J.HEITKAMP@example.org', 'nobody@example.org'))).toEqual([5]);
    expect(await by('colour', 'red')).toMatchObject({ errorcode: 'codingerror' });
  });

  test('show less without the capabilities', async () => {
    lacks('moodle/user:viewalldetails');
    lacks('moodle/site:viewuseridentity');
    const [row] = await by('id', '5');
    expect(row).toMatchObject({ id: 5, fullname: 'Jonas Heitkamp' });
    expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['email']));
    lacks('moodle/user:viewdetails');
    expect(await by('id', '5')).toEqual([]);
  });
});

describe('Progress', () => {
  test('leaves out activities that the service account may not view, without a word; the percentage does not', async () => {
    const userId = service.person(0);
    const page = service.plays.addModule(4, { name: 'Seite' });
    const task = service.plays.addModule(4, { name: 'Aufgabe', module: 'assign', grademax: 10 });
    const manual = { status: 0, timestart: 0, timeend: 0 } as const;
    service.plays.setEnrolment({ courseId: 4, userId, manual, roles: [5] });
    service.plays.setState({ cmid: page.cmid, userId, completion: 1, grade: null });
    service.plays.setState({ cmid: task.cmid, userId, completion: 0, grade: 7 });
    const ask = async () => {
      const asked = ['courseid=4', `userid=${userId}`];
      const { statuses } = await service.call('core_completion_get_activities_completion_status', ...asked);
      const grades = await service.call('gradereport_user_get_grade_items', ...asked);
      const contents = await service.call('core_course_get_contents', 'courseid=4');
      return [statuses.length, grades.usergrades[0].gradeitems.length, contents[0].modules.length];
    };
    const percent = async () => {
      const courses = await service.call('core_enrol_get_users_courses', `userid=${userId}`);
      return courses.find(({ id }: { id: number }) => id === 4).progress;
    };
    expect([await ask(), await percent()]).toEqual([[2, 1, 2], 50]);
    lacks('mod/assign:view');
    expect([await ask(), await percent()]).toEqual([[1, 0, 1], 50]);
  });

  test('comes for everybody at once only as grades, and only of the active', async () => {
    const all = async () =>
      (await service.call('gradereport_user_get_grade_items', 'courseid=3', 'userid=0')).usergrades.length;
    const before = await all();
    const manual = { status: 1, timestart: 0, timeend: 0 } as const;
    service.plays.setEnrolment({ courseId: 3, userId: service.person(0), manual, roles: [5] });
    expect(await all()).toBe(before - 1);
  });

  test.each([
    ['core_completion_get_activities_completion_status', 'report/progress:view', 'nopermissions'],
    ['gradereport_user_get_grade_items', 'gradereport/user:view', 'nopermissions'],
    ['gradereport_user_get_grade_items', 'moodle/course:view', 'requireloginerror'],
  ])('of %s needs %s', async (name, capability, errorcode) => {
    lacks(capability);
    expect(await service.call(name, 'courseid=3', 'userid=5')).toMatchObject({ errorcode });
  });
});

describe('Courses', () => {
  test('come with the front page; idnumber only for those who may update them', async () => {
    expect(idsOf(await service.call('core_course_get_courses'))).toEqual([1, 3, 4]);
    const course = async () => (await service.call('core_course_get_courses_by_field')).courses[1];
    expect(await course()).not.toHaveProperty('idnumber');
    service.plays.settings.missingCapabilities.delete('moodle/course:update');
    expect(await course()).toMatchObject({ idnumber: 'C-NETZ-27', visible: 1 });
  });
});
