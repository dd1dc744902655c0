import type { MoodleCourse } from '../domain/moodle-state.ts';
import type { MoodleClient } from './client.ts';
import { MoodleFailure } from './failure.ts';
import { moodleFunctions } from './functions.ts';

/** SITEID: the front page is a course for Moodle, and always in the list. */
const frontPage = 1;
const attempts = 3;

/**
 * All courses. There is no second list to compare with; a list without the front page, or two that differ in length,
 * is no complete one.
 *
 * @throws MoodleFailure
 */
export async function readCourses(client: MoodleClient): Promise<MoodleCourse[]> {
  let before = -1;
  for (let attempt = 0; attempt <= attempts; attempt++) {
    const courses = await client.call(moodleFunctions.courses);
    const isWhole = courses.some(({ id }) => id === frontPage);
    if (isWhole && courses.length === before) {
      return courses.filter(({ id }) => id !== frontPage).sort((a, b) => a.id - b.id);
    }
    before = isWhole ? courses.length : -1;
  }
  throw new MoodleFailure('moodle.read-incomplete', { details: { function: moodleFunctions.courses.name } });
}
