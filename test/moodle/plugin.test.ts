import { beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { chooseByFunctions } from '../../src/moodle/choose-by-functions.ts';
import { checkConnection } from '../../src/moodle/connection-check.ts';
import type { MoodleReader } from '../../src/moodle/reader.ts';
import type { MoodleWriter } from '../../src/moodle/writer.ts';
import { withMoodleServices } from '../support/moodle-services.ts';

const at = withMoodleServices();
let reader: MoodleReader;
let writer: MoodleWriter;
const choose = () => {
  ({ reader, writer } = chooseByFunctions(at().client, at().clock));
};
const enrolled = (count: number) =>
  at()
    .moodle.enrol(count)
    .map(({ userId }) => Number(userId));
const called = () => at().moodle.webServices.calls.map((call) => call.function);
const outcomes = (results: readonly { outcome: string }[]) => results.map(({ outcome }) => outcome);

describe.each([
  ['without the plugin', false],
  ['with the plugin', true],
])('A Moodle %s is read and written alike:', (_how, hasPlugin) => {
  beforeEach(() => {
    if (hasPlugin) at().moodle.webServices.installPlugin();
    choose();
  });

  test('cohorts and their members', async () => {
    const [a = 0, b = 0, c = 0] = enrolled(3);
    const cohort = at().moodle.webServices.addCohort('Netzwerk', [a], 'N-1');
    expect(await reader.cohorts()).toEqual([
      { id: cohort, name: 'Netzwerk', idnumber: 'N-1', visible: true },
    ]);
    expect(await writer.addCohortMembers(cohort, [a, b, c, 999_999])).toEqual([
      { userId: a, outcome: 'was-so' },
      { userId: b, outcome: 'done' },
      { userId: c, outcome: 'done' },
      expect.objectContaining({ userId: 999_999, outcome: 'refused', code: 'moodle.user-unknown' }),
    ]);
    expect(outcomes(await writer.removeCohortMembers(cohort, [a]))).toEqual(['done']);
    expect(await reader.cohortMembers(cohort)).toEqual([b, c]);
    await expect(reader.cohortMembers(999)).rejects.toThrow('moodle.record-unknown');
  });

  test('enrolments with status, roles and groups', async () => {
    const [a = 0, b = 0] = enrolled(2);
    const group = at().moodle.webServices.addGroup(3, 'Lerngruppe', [a]);
    expect(outcomes(await writer.enrol(3, 5, [b], 'suspended'))).toEqual(['done']);
    const people = await reader.enrolments(3);
    expect(people.filter(({ userId }) => [a, b].includes(userId))).toEqual([
      { userId: a, status: 'active', roles: ['student'], groupIds: [group] },
      { userId: b, status: 'suspended', roles: ['student'], groupIds: [] },
    ]);
    expect(await reader.roles(3)).toEqual([
      { id: 3, shortname: 'editingteacher' },
      { id: 5, shortname: 'student' },
    ]);
    expect(outcomes(await writer.addGroupMembers(group, [b, 999_999]))).toEqual(['done', 'refused']);
    expect(await reader.groupMembers(group)).toEqual([a, b]);
    expect(await reader.groups(3)).toEqual([{ id: group, courseId: 3, name: 'Lerngruppe', idnumber: '' }]);
    expect(outcomes(await writer.unenrol(3, [a]))).toEqual(['done']);
    expect((await reader.enrolments(3)).some(({ userId }) => userId === a)).toBe(false);
  });

  test('courses and activities', async () => {
    const ids = (await reader.courses()).map(({ id }) => id);
    expect(ids).toEqual(at().moodle.courses.map(({ id }) => Number(id)));
    const activities = await reader.activities(3);
    expect(activities.map(({ module }) => module)).toContain('lti');
    expect(activities.every(({ visible }) => visible)).toBe(true);
  });

  test('progress and grades of the named people in the named activities', async () => {
    const [a = 0, b = 0] = enrolled(2);
    const { webServices } = at().moodle;
    const page = webServices.addModule(3, { name: 'Seite' });
    const quiz = webServices.addModule(3, { name: 'Test', module: 'quiz', tracking: 2, grademax: 20 });
    webServices.setState({ cmid: page.cmid, userId: a, completion: 1, grade: null });
    webServices.setState({ cmid: quiz.cmid, userId: a, completion: 2, grade: 15.5 });
    const { people, missing } = await reader.progress(3, [a, b, 999_999], [page.cmid, quiz.cmid]);
    const changedAt = 1_795_000_000_000;
    expect(people).toEqual([
      {
        userId: a,
        activities: [
          { cmId: page.cmid, completion: 'complete', changedAt },
          { cmId: quiz.cmid, completion: 'passed', changedAt },
        ],
        grades: [{ cmId: quiz.cmid, value: 15.5, min: 0, max: 20, gradedAt: changedAt }],
      },
      {
        userId: b,
        activities: [
          { cmId: page.cmid, completion: 'incomplete' },
          { cmId: quiz.cmid, completion: 'incomplete' },
        ],
        grades: [{ cmId: quiz.cmid, value: null, min: 0, max: 20 }],
      },
    ]);
    expect(missing).toEqual([999_999]);
  });

  test('rights that are missing stop it, and name what is missing', async () => {
    const [a = 0] = enrolled(1);
    const { webServices } = at().moodle;
    const cohort = webServices.addCohort('Netzwerk');
    webServices.settings.missingCapabilities.add('moodle/cohort:assign').add('moodle/cohort:manage');
    await expect(writer.addCohortMembers(cohort, [a])).rejects.toThrow('moodle.capability-missing');
    webServices.settings.withoutManualEnrolment.add(3);
    await expect(writer.enrol(3, 5, [a], 'active')).rejects.toThrow('moodle.no-manual-enrolment');
    webServices.settings.assignableRoles.clear();
    await expect(writer.enrol(3, 5, [a], 'active')).rejects.toThrow('moodle.role-not-assignable');
  });
});

describe('Only the plugin', () => {
  beforeEach(() => {
    at().moodle.webServices.installPlugin();
    choose();
  });

  test('a thousand cohort members are written and read in two calls', async () => {
    const people = enrolled(1000);
    const cohort = at().moodle.webServices.addCohort('Groß');
    await reader.courses();
    const before = called().length;
    expect(writer.batchSize('add-cohort-members')).toBe(1000);
    expect(new Set(outcomes(await writer.addCohortMembers(cohort, people)))).toEqual(new Set(['done']));
    expect(await reader.cohortMembers(cohort)).toEqual(people);
    expect(called().slice(before)).toEqual([
      'local_netzbruecke_apply_changes',
      'local_netzbruecke_get_cohort_members',
    ]);
  });

  test('progress of three hundred people is one call', async () => {
    const people = enrolled(300);
    await reader.courses();
    const before = called().length;
    const read = await reader.progress(3, people, [11]);
    expect([read.people.length, read.completeness]).toEqual([300, 'known']);
    expect(called().slice(before)).toEqual(['local_netzbruecke_get_progress']);
  });

  test('one call tells that nothing changed in courses; another reads only those who changed', async () => {
    const [a = 0, b = 0] = enrolled(2);
    const { webServices } = at().moodle;
    const page = webServices.addModule(3, { name: 'Seite' });
    const first = await reader.progress(3, [a, b], [page.cmid]);
    const before = await reader.courseMarks([3, 999]);
    expect([...(before?.keys() ?? [])]).toEqual([3]);
    expect(await reader.courseMarks([3])).toEqual(before);
    webServices.setState({ cmid: page.cmid, userId: b, completion: 1, grade: null });
    const after = await reader.courseMarks([3]);
    expect(after?.get(3)?.progress).not.toBe(before?.get(3)?.progress);
    expect(after?.get(3)?.people).toBe(before?.get(3)?.people);
    const asked = called().length;
    const { people, missing } = await reader.progress(3, [a, b], [page.cmid], first.cursor);
    expect([people.map(({ userId }) => userId), missing]).toEqual([[b], []]);
    expect(called().slice(asked)).toEqual(['local_netzbruecke_get_progress']);
  });

  test('an activity is marked for people of its course, each with an answer', async () => {
    const [a = 0, b = 0] = enrolled(2);
    const { webServices } = at().moodle;
    const page = webServices.addModule(3, { name: 'Seite' });
    webServices.setState({ cmid: page.cmid, userId: a, completion: 1, grade: null });
    const mark = { name: 'local_netzbruecke_complete_activity', kind: 'write', answer: z.unknown() } as const;
    const asked = { cmid: page.cmid, userids: `${a},${b},999999`, complete: 1 };
    const refused = [{ userid: 999_999, code: 'notenrolled' }];
    expect(await at().client.call(mark, asked)).toEqual({ done: `${b}`, wasso: `${a}`, refused });
    expect((await reader.progress(3, [b], [page.cmid])).people[0]?.activities[0]?.completion).toBe(
      'complete',
    );
    expect(await at().client.call(mark, { ...asked, userids: `${a}`, complete: 0 })).toMatchObject({
      done: `${a}`,
    });
    webServices.settings.missingCapabilities.add('moodle/course:overridecompletion');
    await expect(at().client.call(mark, asked)).rejects.toThrow('moodle.capability-missing');
  });

  test('activities that the service account may not view are there too', async () => {
    const { webServices } = at().moodle;
    const page = webServices.addModule(3, { name: 'Verborgen' });
    webServices.settings.missingCapabilities.add('mod/page:view');
    expect((await reader.activities(3)).map(({ cmId }) => cmId)).toContain(page.cmid);
  });

  test('nobody gets a welcome mail, and dates stay', async () => {
    const [a = 0] = enrolled(1);
    const { webServices } = at().moodle;
    const dates = { timestart: 5, timeend: 10 };
    webServices.setEnrolment({ courseId: 3, userId: a, manual: { status: 0, ...dates }, roles: [5] });
    const [invited] = at().moodle.invent(1);
    await writer.enrol(3, 5, [a, Number(invited?.userId)], 'suspended');
    expect(webServices.enrolment(3, a)?.manual).toEqual({ status: 1, ...dates });
    expect(webServices.messages).toEqual([]);
  });

  test('the connection check does not say that something cannot be seen', async () => {
    const { moodle, http, clock } = at();
    const access = { siteUrl: moodle.origin, token: moodle.webServices.token };
    const topics = async () =>
      (await checkConnection({ http, clock }, access)).findings.map(({ topic }) => topic);
    expect(await topics()).not.toContain('unseen-cron');
    moodle.webServices.settings.functions.delete('local_netzbruecke_get_status');
    expect(await topics()).toContain('unseen-cron');
  });

  test('a function that an older plugin lacks is taken from Moodle itself', async () => {
    at().moodle.webServices.settings.functions.delete('local_netzbruecke_get_cohorts');
    choose();
    await reader.cohorts();
    await reader.courses();
    expect(called()).toContain('core_cohort_get_cohorts');
    expect(called()).toContain('local_netzbruecke_get_courses');
    expect(called()).not.toContain('core_course_get_courses');
  });
});
