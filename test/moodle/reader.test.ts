import { describe, expect, test } from '@jest/globals';
import { withMoodleServices } from '../support/moodle-services.ts';

const at = withMoodleServices();

describe('The reader', () => {
  test('reads cohorts, members, courses, enrolments, groups, people and progress', async () => {
    const { moodle, reader, writer } = at();
    const people = moodle.enrol(30).map(({ userId }) => Number(userId));
    const id = moodle.webServices.addCohort('Netzwerk', people.slice(0, 5));
    const group = moodle.webServices.addGroup(3, 'Lerngruppe', people.slice(0, 3));
    expect(await reader.siteInfo()).toMatchObject({ siteUrl: moodle.origin, userId: 8 });
    expect(await reader.cohorts()).toHaveLength(1);
    expect(await reader.cohortMembers(id)).toEqual(people.slice(0, 5));
    expect(await reader.courses()).toHaveLength(2);
    expect(await reader.enrolments(3)).toHaveLength(35);
    expect(await reader.roles(3)).toHaveLength(2);
    expect(await reader.groups(3)).toHaveLength(1);
    expect(await reader.groupMembers(group)).toEqual(people.slice(0, 3));
    expect(await reader.usersBy('username', ['J.Heitkamp', 'nobody'])).toHaveLength(1);
    expect((await reader.activities(3)).length).toBeGreaterThan(3);
    expect(await reader.progress(3, people, [11])).toMatchObject({ completeness: 'unknown', missing: [] });
    expect(await writer.enrol(3, 5, people.slice(0, 3), 'suspended')).toHaveLength(3);
    expect((await reader.enrolments(3)).filter(({ status }) => status === 'suspended')).toHaveLength(3);
    expect(await writer.addCohortMembers(id, [...people.slice(4, 7), 999999])).toEqual([
      { userId: people[4], outcome: 'was-so' },
      { userId: people[5], outcome: 'done' },
      { userId: people[6], outcome: 'done' },
      {
        userId: 999999,
        outcome: 'refused',
        code: 'moodle.user-unknown',
        message: 'user id=999999 not exists',
      },
    ]);
  });
});
