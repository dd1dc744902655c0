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
 * Grades of everybody in a course, by one call; nobody's where so few are wanted that a call for each is faster.
 *
 * @throws MoodleFailure
 */
export async function readGradesOfMany(
  client: MoodleClient,
  courseId: number,
  wanted: number,
): Promise<Grades> {
  if (wanted < manyPeople) return new Map();
  const { usergrades } = await client.call(moodleFunctions.gradeItems, { courseid: courseId, userid: 0 });
  return gradesIn(usergrades);
}

/** Grades of each of these. @throws MoodleFailure; what concerns only one person leaves that person out */
export async function readGradesOfEach(
  client: MoodleClient,
  courseId: number,
  userIds: readonly MoodleUserId[],
): Promise<Grades> {
  const asked = userIds.map((userId) => gradesOf(client, courseId, userId));
  return gradesIn((await Promise.all(asked)).flat());
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

function gradesIn(people: UserGrades): Grades {
  return new Map(people.map(({ userid, gradeitems }) => [userid, activityGrades(gradeitems)]));
}

/** The course total and categories have no activity; further columns of an activity are not its grade. */
function activityGrades(items: UserGrades[number]['gradeitems']): ActivityGrade[] {
  return items.flatMap(({ cmid, itemnumber, graderaw, grademin, grademax, gradedategraded }) => {
    if (!cmid || (itemnumber ?? 0) !== 0) return [];
    const grade = { cmId: cmid, value: graderaw ?? null, min: grademin ?? 0, max: grademax ?? 100 };
    return [gradedategraded === undefined ? grade : { ...grade, gradedAt: gradedategraded }];
  });
}
