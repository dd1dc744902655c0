import type { Clock } from '../runtime/clock.ts';
import { readActivities } from './activities.ts';
import type { MoodleClient } from './client.ts';
import { readCohortMembers, readCohorts } from './cohorts.ts';
import { readCourses } from './courses.ts';
import { readEnrolments, readRoles } from './enrolments.ts';
import { moodleFunctions } from './functions.ts';
import { readGroupMembers, readGroups } from './groups.ts';
import { readProgress } from './progress.ts';
import type { MoodleReader } from './reader.ts';
import { readUsersBy } from './users.ts';

export function createMoodleReader(client: MoodleClient, clock: Clock): MoodleReader {
  return {
    async siteInfo() {
      const { siteurl, release, version, userid, functions } = await client.call(moodleFunctions.siteInfo);
      return {
        siteUrl: siteurl,
        release,
        version,
        userId: userid,
        functions: functions.map(({ name }) => name),
      };
    },
    cohorts: () => readCohorts(client),
    cohortMembers: (cohortId) => readCohortMembers(client, cohortId),
    courses: () => readCourses(client),
    enrolments: (courseId) => readEnrolments(client, courseId),
    roles: (courseId) => readRoles(client, courseId),
    groups: (courseId) => readGroups(client, courseId),
    groupMembers: (groupId) => readGroupMembers(client, groupId),
    usersBy: (field, values) => readUsersBy(client, field, values),
    activities: (courseId) => readActivities(client, courseId),
    progress: (courseId, userIds, cmIds) => readProgress(client, clock, courseId, userIds, cmIds),
    courseMarks: async () => undefined,
  };
}
