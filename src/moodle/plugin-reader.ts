import type { CourseProgress, PersonProgress } from '../domain/moodle-progress.ts';
import type { MoodleEnrolment, MoodleUserId } from '../domain/moodle-state.ts';
import { packed } from '../domain/packed-ids.ts';
import type { CourseMarks } from '../domain/progress-reading.ts';
import type { Clock } from '../runtime/clock.ts';
import type { MoodleClient } from './client.ts';
import type { MoodleFunction } from './functions.ts';
import { pluginFunctions } from './plugin-functions.ts';
import type { MoodleReader } from './reader.ts';

/** COMPLETION_* and COMPLETION_TRACKING_* (lib/completionlib.php). */
const completions = ['incomplete', 'complete', 'passed', 'failed'] as const;
const trackings = ['none', 'manual', 'automatic'] as const;

/** Rows a page. */
const limit = 5000;

type PluginReader = Omit<MoodleReader, 'siteInfo' | 'usersBy' | 'groupMembers'>;

/**
 * Reads by the functions of the companion plugin. Their pages begin after an id, and the last one says that it is:
 * what they answer is complete, whatever the service account could see.
 */
export function createPluginReader(client: MoodleClient, clock: Clock): PluginReader {
  const enrolments = (courseid: number) =>
    everyPage(client, pluginFunctions.enrolments, { courseid }, (page) => page.enrolments);
  return {
    async cohorts() {
      const rows = await everyPage(client, pluginFunctions.cohorts, {}, (page) => page.cohorts);
      return rows.map(({ members: _members, component, ...cohort }) => ({
        ...cohort,
        ...(component !== '' && { component }),
      }));
    },
    async cohortMembers(cohortid) {
      return (await client.call(pluginFunctions.cohortMembers, { cohortid })).added;
    },
    courses: () => everyPage(client, pluginFunctions.courses, {}, (page) => page.courses),
    enrolments: async (courseId) => byPerson(await enrolments(courseId)),
    async roles(courseId) {
      const roles = (await enrolments(courseId)).flatMap((row) => row.roles);
      return [...new Map(roles.map((role) => [role.id, role])).values()].sort((a, b) => a.id - b.id);
    },
    async groups(courseId) {
      const rows = await everyPage(
        client,
        pluginFunctions.groups,
        { courseid: courseId },
        (page) => page.groups,
      );
      return rows.map(({ members: _members, ...group }) => ({ ...group, courseId }));
    },
    async activities(courseid) {
      const rows = await everyPage(
        client,
        pluginFunctions.activities,
        { courseid },
        (page) => page.activities,
      );
      return rows
        .sort((a, b) => a.position - b.position)
        .map(({ id, modname, name, visible, completion }) => ({
          cmId: id,
          module: modname,
          name,
          visible,
          tracking: trackings[completion] ?? 'none',
        }));
    },
    progress: (...asked) => readProgress(client, clock, ...asked),
    async courseMarks(courseIds) {
      if (courseIds.length === 0) return new Map();
      const { courses } = await client.call(pluginFunctions.marks, { courseids: packed(courseIds) });
      return new Map(
        courses.map(({ id, people, progress }): [number, CourseMarks] => [id, { people, progress }]),
      );
    },
  };
}

/** A person with two methods of enrolment has two rows; one that is active is enough. */
function byPerson(
  rows: readonly { userid: number; active: boolean; roles: { shortname: string }[]; groups: number[] }[],
): MoodleEnrolment[] {
  const people = new Map<number, MoodleEnrolment>();
  for (const { userid, active, roles, groups } of rows) {
    const isActive = active || people.get(userid)?.status === 'active';
    people.set(userid, {
      userId: userid,
      status: isActive ? 'active' : 'suspended',
      roles: roles.map(({ shortname }) => shortname),
      groupIds: groups,
    });
  }
  return [...people.values()];
}

async function readProgress(
  client: MoodleClient,
  clock: Clock,
  courseId: number,
  userIds: readonly MoodleUserId[],
  cmIds: readonly number[],
  since = 0,
): Promise<CourseProgress> {
  const readAt = clock();
  const named = new Set(cmIds);
  const people = new Map<MoodleUserId, PersonProgress>();
  let after = 0;
  let cursor: number | undefined;
  // No ids would mean everybody.
  if (userIds.length > 0) {
    do {
      const asked = { courseid: courseId, since, userids: packed(userIds), after, limit };
      const page = await client.call(pluginFunctions.progress, asked);
      cursor ??= page.cursor;
      const tracked = page.activities.filter((cmId) => named.has(cmId));
      for (const { userid, activities, activitygrades } of page.people) {
        const states = new Map(activities.map((state) => [state.cmId, state]));
        const grades = new Map(activitygrades.map((grade) => [grade.cmId, grade]));
        people.set(userid, {
          userId: userid,
          activities: tracked.map((cmId) => {
            const { value = 0, at } = states.get(cmId) ?? {};
            return {
              cmId,
              completion: completions[value] ?? 'incomplete',
              ...(at !== undefined && { changedAt: at }),
            };
          }),
          grades: page.columns
            .filter(({ cmid }) => named.has(cmid))
            .map(({ cmid, grademin: min, grademax: max }) => {
              const { value = null, at } = grades.get(cmid) ?? {};
              return { cmId: cmid, value, min, max, ...(at !== undefined && { gradedAt: at }) };
            }),
        });
      }
      after = page.next;
    } while (after !== 0);
  }
  const missing = since > 0 ? [] : [...new Set(userIds)].filter((id) => !people.has(id));
  return {
    ...{ courseId, readAt, completeness: 'known', people: [...people.values()], missing },
    ...(cursor !== undefined && { cursor }),
  };
}

async function everyPage<Page extends { next: number }, Row>(
  client: MoodleClient,
  asked: MoodleFunction<Page>,
  parameters: Readonly<Record<string, number>>,
  rowsOf: (page: Page) => Row[],
): Promise<Row[]> {
  const rows: Row[] = [];
  let after = 0;
  do {
    const page = await client.call(asked, { ...parameters, after, limit });
    rows.push(...rowsOf(page));
    after = page.next;
  } while (after !== 0);
  return rows;
}
