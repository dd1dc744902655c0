import type { z } from 'zod';
import type { ActivityGrade } from '../domain/moodle-progress.ts';
import type { MoodleUserId } from '../domain/moodle-state.ts';
import type { MoodleClient } from './client.ts';
import { MoodleFailure } from './failure.ts';
import { moodleFunctions } from './functions.ts';

/** From so many people on, one call for the whole course is faster than one call a person. */
const manyPeople = 10;

type UserGrades = z.infer<typeof moodleFunctions.gradeItems.answer>['usergrades'];
type Grades = Map<MoodleUserId, ActivityGrade[]>;

/**
 * Grades of activities, by person. Whom the call for the whole course leaves out (no role that is graded) is asked for
 * alone.
 *
 * @throws MoodleFailure; what concerns only one person leaves that person out
 */
export async function readGrades(
  client: MoodleClient,
  courseId: number,
  userIds: readonly MoodleUserId[],
): Promise<Grades> {
  const grades: Grades = new Map();
  if (userIds.length >= manyPeople) {
    const { usergrades } = await client.call(moodleFunctions.gradeItems, { courseid: courseId, userid: 0 });
    add(grades, usergrades);
  }
  const left = userIds.filter((id) => !grades.has(id));
  for (const person of await Promise.all(left.map((id) => gradesOf(client, courseId, id)))) {
    add(grades, person);
  }
  return grades;
}

async function gradesOf(client: MoodleClient, courseId: number, userId: MoodleUserId): Promise<UserGrades> {
  try {
    const asked = { courseid: courseId, userid: userId };
    return (await client.call(moodleFunctions.gradeItems, asked)).usergrades;
  } catch (error) {
    if (error instanceof MoodleFailure && (error.class === 'data' || isOfOne(error))) return [];
    throw error;
  }
}

/** Moodle refuses the report of somebody who is not in the course as it refuses a missing capability. */
function isOfOne({ code }: MoodleFailure): boolean {
  return code === 'moodle.course-closed';
}

function add(grades: Grades, people: UserGrades): void {
  for (const { userid, gradeitems } of people) {
    grades.set(
      userid,
      gradeitems.flatMap(({ cmid, itemnumber, graderaw, grademin, grademax, gradedategraded }) => {
        // The course total and categories have no activity; further columns of an activity are not its grade.
        if (!cmid || (itemnumber ?? 0) !== 0) return [];
        const range = { min: grademin ?? 0, max: grademax ?? 100 };
        return [
          {
            cmId: cmid,
            value: graderaw ?? null,
            ...range,
            ...(gradedategraded !== undefined && { gradedAt: gradedategraded }),
          },
        ];
      }),
    );
  }
}
