import { beforeEach, describe, expect, test } from '@jest/globals';
import { Tool, types } from './tool.ts';
import { elements, member, path, Service } from './web-service.ts';

let service: Service;
beforeEach(async () => {
  service = await Service.open();
});
const lacks = (capability: string) => service.plays.settings.missingCapabilities.add(capability);
const members = () => [...(service.plays.cohort(service.cohort)?.members ?? [])];
const addMembers = (...rows: ReturnType<typeof member>[]) =>
  service.call('core_cohort_add_cohort_members', ...elements('members', rows));
const removeMembers = (...users: number[]) =>
  service.call(
    'core_cohort_delete_cohort_members',
    ...elements(
      'members',
      users.map((id) => ({ '[cohortid]': service.cohort, '[userid]': id })),
    ),
  );

interface Row {
  userid: number;
  roleid?: number;
  suspend?: number;
  timeend?: number;
}
const enrolments = (courseid: number, rows: readonly Row[]) =>
  elements(
    'enrolments',
    rows.map((row) =>
      Object.fromEntries(Object.entries({ courseid, ...row }).map(([key, value]) => [`[${key}]`, value])),
    ),
  );
const enrol = (courseid: number, ...rows: Row[]) =>
  service.call(
    'enrol_manual_enrol_users',
    ...enrolments(
      courseid,
      rows.map((row) => ({ roleid: 5, ...row })),
    ),
  );
const unenrol = (courseid: number, ...rows: Row[]) =>
  service.call('enrol_manual_unenrol_users', ...enrolments(courseid, rows));

describe('Members of a cohort', () => {
  test('are added beside warnings without an index', async () => {
    const [known, fresh] = [service.person(0), service.person(5)];
    const answer = await addMembers(
      member(service.cohort, known),
      member(service.cohort, 999_999),
      member(service.cohort, 'a@example.org', 'email'),
      member(99, fresh),
      member(service.cohort, fresh),
    );
    expect(answer.warnings).toEqual([
      {
        warningcode: '3',
        message: `record already exists: cohort(id=${service.cohort} id=${known})`,
      },
      { warningcode: '2', message: 'user id=999999 not exists' },
      { warningcode: '1', message: 'invalid parameter: usertype=email' },
      { warningcode: '2', message: 'cohort id=99 not exists' },
    ]);
    expect(members()).toContain(fresh);
  });

  test('are not added at all without the capability', async () => {
    lacks('moodle/cohort:assign');
    lacks('moodle/cohort:manage');
    const answer = await addMembers(member(service.cohort, service.person(7)));
    expect(answer).toMatchObject({ errorcode: 'nopermissions' });
    expect(members()).toHaveLength(3);
  });

  test('are removed all or none, and who is no member does not matter', async () => {
    expect(await removeMembers(service.person(0), 999_999)).toMatchObject({ errorcode: 'invaliduser' });
    expect(members()).toHaveLength(3);
    expect(await removeMembers(service.person(0), service.person(9))).toBeNull();
    expect(members()).toEqual([service.person(1), service.person(2)]);
  });
});

describe('Enrolling', () => {
  test('is all or nothing, with the first error only', async () => {
    const answer = await enrol(4, { userid: service.person(0) }, { userid: 999_999 });
    expect(answer).toMatchObject({ errorcode: 'invaliduser' });
    expect(service.plays.enrolment(4, service.person(0))).toBeUndefined();
    expect(service.plays.messages).toEqual([]);
  });

  test('sends the welcome message at every call, also to those who were enrolled', async () => {
    for (let time = 0; time < 3; time++) expect(await enrol(4, { userid: service.person(0) })).toBeNull();
    expect(service.plays.messages).toHaveLength(3);
    Object.assign(service.plays.settings, { welcomeMessage: false });
    await enrol(4, { userid: service.person(0) });
    expect(service.plays.messages).toHaveLength(3);
  });

  test('activates a suspended enrolment, resets the dates, and adds roles', async () => {
    const userId = service.person(0);
    const manual = { status: 1, timestart: 5, timeend: 9 } as const;
    service.plays.setEnrolment({ courseId: 3, userId, manual, roles: [5] });
    await enrol(3, { userid: userId, roleid: 4 });
    expect(service.plays.enrolment(3, userId)).toEqual({
      courseId: 3,
      userId,
      manual: { status: 0, timestart: 0, timeend: 0 },
      roles: [5, 4],
    });
    await enrol(3, { userid: userId, suspend: 1, timeend: 7 });
    expect(service.plays.enrolment(3, userId)?.manual).toEqual({ status: 1, timestart: 0, timeend: 7 });
  });

  test.each<[string, () => void, string]>([
    [
      'a role that may not be given',
      () => service.plays.settings.assignableRoles.delete(5),
      'wsusercannotassign',
    ],
    ['no right to assign roles', () => lacks('moodle/role:assign'), 'wsusercannotassign'],
    [
      'no manual enrolment in the course',
      () => service.plays.settings.withoutManualEnrolment.add(4),
      'wsnoinstance',
    ],
    ['no right to enrol', () => lacks('enrol/manual:enrol'), 'nopermissions'],
    ['no access to the course', () => lacks('moodle/course:view'), 'errorcoursecontextnotvalid'],
  ])('fails with %s', async (_case, change, errorcode) => {
    change();
    expect(await enrol(4, { userid: service.person(0) })).toMatchObject({ errorcode });
  });

  test('finds neither an unknown course nor the guest', async () => {
    expect(await enrol(99, { userid: service.person(0) })).toMatchObject({ errorcode: 'invalidparameter' });
    expect(await enrol(4, { userid: 1 })).toMatchObject({ errorcode: 'guestsarenotallowed' });
  });

  test('shows in the member list that tools get: the enrolled are in it, the suspended are not', async () => {
    const tool = await Tool.open();
    const { webServices, app } = tool.moodle;
    const [person] = tool.moodle.invent(1);
    const fresh = Number(person?.userId);
    const members = async () => {
      const list = await tool.get('/CourseSection/4/bindings/1/memberships', types.members);
      return list.json().members.map((one: { user_id: string }) => one.user_id);
    };
    const call = (rows: readonly Row[]) =>
      app.inject({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: [
          `wstoken=${webServices.token}`,
          'wsfunction=enrol_manual_enrol_users',
          'moodlewsrestformat=json',
          ...enrolments(4, rows),
        ].join('&'),
      });
    expect(await members()).toContain('5');
    await call([
      { userid: fresh, roleid: 5 },
      { userid: 5, roleid: 5, suspend: 1 },
    ]);
    expect(await members()).toContain(String(fresh));
    expect(await members()).not.toContain('5');
    await call([{ userid: fresh, roleid: 5, suspend: 1 }]);
    expect(await members()).not.toContain(String(fresh));
  });
});

describe('Unenrolling', () => {
  test('ends the whole manual enrolment whatever role is named, and takes groups and progress along', async () => {
    const userId = service.person(0);
    const group = service.plays.addGroup(3, 'Lerngruppe', [userId]);
    const { cmid } = service.plays.addModule(3, { name: 'Seite' });
    service.plays.setState({ cmid, userId, completion: 1, grade: null });
    await enrol(3, { userid: userId, roleid: 4 });
    expect(await unenrol(3, { userid: userId, roleid: 4 })).toBeNull();
    expect(service.plays.enrolment(3, userId)).toBeUndefined();
    expect(service.plays.group(group)?.members.size).toBe(0);
    await enrol(3, { userid: userId });
    const asked = ['courseid=3', `userid=${userId}`];
    const { statuses } = await service.call('core_completion_get_activities_completion_status', ...asked);
    expect(statuses.find((one: { cmid: number }) => one.cmid === cmid)).toMatchObject({ state: 0 });
  });

  test('leaves an enrolment of another method, and those who are not enrolled', async () => {
    const userId = service.person(0);
    const self = { status: 0, timestart: 0, timeend: 0 } as const;
    service.plays.setEnrolment({ courseId: 3, userId, manual: self, self, roles: [5] });
    expect(await unenrol(3, { userid: userId })).toBeNull();
    expect(service.plays.enrolment(3, userId)).toEqual({ courseId: 3, userId, self, roles: [5] });
    expect(await unenrol(4, { userid: service.person(3) })).toBeNull();
  });

  test('is all or nothing', async () => {
    const answer = await unenrol(3, { userid: service.person(0) }, { userid: 999_999 });
    expect(answer).toMatchObject({ errorcode: 'invaliduser' });
    expect(service.plays.enrolment(3, service.person(0))).toBeDefined();
    lacks('enrol/manual:unenrol');
    expect(await unenrol(3, { userid: service.person(0) })).toMatchObject({ errorcode: 'nopermissions' });
  });
});

describe('Members of a group', () => {
  const change = (name: 'add' | 'delete', group: number, ...users: number[]) =>
    service.call(
      `core_group_${name}_group_members`,
      ...elements(
        'members',
        users.map((id) => ({ '[groupid]': group, '[userid]': id })),
      ),
    );

  test('must be enrolled, and are added all or none', async () => {
    const group = service.plays.addGroup(3, 'Lerngruppe');
    const [{ userId = '' } = {}] = service.moodle.invent(1);
    const answer = await change('add', group, service.person(0), Number(userId));
    expect(answer).toMatchObject({ errorcode: 'invalidparameter' });
    expect(service.plays.group(group)?.members.size).toBe(0);
    expect(await change('add', group, service.person(0), service.person(1))).toBeNull();
    expect(await change('delete', group, service.person(0), service.person(5))).toBeNull();
    expect([...(service.plays.group(group)?.members ?? [])]).toEqual([service.person(1)]);
    expect(await change('delete', group, 999_999)).toMatchObject({ errorcode: 'invaliduser' });
    expect(await change('add', 99, service.person(0))).toMatchObject({ errorcode: 'invalidrecord' });
  });
});
