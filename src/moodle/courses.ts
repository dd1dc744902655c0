import type { MoodleCourse } from '../domain/moodle-state.ts';
import { sameIds } from './agreement.ts';
import type { MoodleClient } from './client.ts';
import { MoodleFailure } from './failure.ts';
import { moodleFunctions } from './functions.ts';

/** SITEID: the front page is a course for Moodle. */
const frontPage = 1;
const attempts = 3;

/**
 * All courses, from two lists that must name the same. `idnumber` is empty unless the service account may update the
 * course (moodle/course:update); only the second list tells others whether a course is visible.
 *
 * @throws MoodleFailure
 */
export async function readCourses(client: MoodleClient): Promise<MoodleCourse[]> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [listed, { courses }] = await Promise.all([
      client.call(moodleFunctions.courses),
      client.call(moodleFunctions.coursesByField),
    ]);
    const found = courses.filter(({ id }) => id !== frontPage).sort((a, b) => a.id - b.id);
    if (sameIds(idsOf(listed), idsOf(found))) return found;
  }
  throw new MoodleFailure('moodle.read-incomplete', { details: { function: moodleFunctions.courses.name } });
}

function idsOf(courses: readonly { id: number }[]): number[] {
  return courses
    .map(({ id }) => id)
    .filter((id) => id !== frontPage)
    .sort((a, b) => a - b);
}
