import type { ActivityProgress, CourseProgress } from '../domain/moodle-progress.ts';
import type { MoodleUserId } from '../domain/moodle-state.ts';
import type { MoodleClient } from './client.ts';
import { MoodleFailure } from './failure.ts';
import { moodleFunctions } from './functions.ts';

/** Completion of one person in every activity that the service account sees. */
export interface SeenCompletion {
  userId: MoodleUserId;
  activities: ActivityProgress[];
}

/** People whose percentage is asked for, one call each. */
const sampleSize = 5;

/**
 * Whether the service account sees every activity with completion. Moodle's own percentage counts all of them, seen
 * or not, so that it disagrees with a count of those that are seen. Only somebody who has done a part can show it.
 *
 * @throws MoodleFailure
 */
export async function completenessOf(
  client: MoodleClient,
  courseId: number,
  people: readonly SeenCompletion[],
): Promise<CourseProgress['completeness']> {
  const sample = await Promise.all(
    sampleOf(people).map(async (person) => ({
      seen: percentOf(person),
      counted: await percentInMoodle(client, courseId, person.userId),
    })),
  );
  const told = sample.filter(({ counted }) => counted !== 'nothing');
  if (told.some(({ seen, counted }) => !agrees(seen, counted))) return 'hidden';
  const isKnown = told.some(
    ({ counted }) => counted === null || (Number(counted) > 0 && Number(counted) < 100),
  );
  return isKnown ? 'known' : 'unknown';
}

/** Both without an activity, or the same but for rounding. */
function agrees(seen: number | undefined, counted: number | null | 'nothing'): boolean {
  if (seen === undefined || counted === null) return seen === undefined && counted === null;
  return Math.abs(Number(counted) - seen) <= 0.5;
}

/** Those first who have done a part. */
function sampleOf(people: readonly SeenCompletion[]): SeenCompletion[] {
  const isPart = (person: SeenCompletion) => {
    const percent = percentOf(person) ?? 0;
    return percent > 0 && percent < 100;
  };
  return [...people].sort((a, b) => Number(isPart(b)) - Number(isPart(a))).slice(0, sampleSize);
}

function percentOf({ activities }: SeenCompletion): number | undefined {
  if (activities.length === 0) return undefined;
  const done = activities.filter(({ completion }) => completion === 'complete' || completion === 'passed');
  return (done.length / activities.length) * 100;
}

/**
 * Null: the course has no activity with completion. A course that is completed always says 100: no evidence. Nor is it
 * one where the service account may not see that percentage (report/completion:view).
 */
async function percentInMoodle(
  client: MoodleClient,
  courseId: number,
  userId: MoodleUserId,
): Promise<number | null | 'nothing'> {
  try {
    const asked = { userid: userId, returnusercount: false };
    const courses = await client.call(moodleFunctions.usersCourses, asked);
    const course = courses.find(({ id }) => id === courseId);
    if (!course || course.completed === true || course.progress === undefined) return 'nothing';
    return course.enablecompletion && !course.completionusertracked ? 'nothing' : course.progress;
  } catch (error) {
    if (error instanceof MoodleFailure && error.class !== 'retry') return 'nothing';
    throw error;
  }
}
