import type { ActivityProgress, CourseProgress, PersonProgress } from '../domain/moodle-progress.ts';
import type { MoodleUserId } from '../domain/moodle-state.ts';
import type { Clock } from '../runtime/clock.ts';
import type { MoodleClient } from './client.ts';
import { completenessOf, type SeenCompletion } from './completeness.ts';
import { MoodleFailure } from './failure.ts';
import { moodleFunctions } from './functions.ts';
import { readGradesOfEach, readGradesOfMany } from './grades.ts';

/** COMPLETION_INCOMPLETE, _COMPLETE, _COMPLETE_PASS, _COMPLETE_FAIL (lib/completionlib.php). */
const completions = ['incomplete', 'complete', 'passed', 'failed'] as const;

/**
 * Completion and grades of the named people in the named activities. Moodle has no function for many people's
 * completion: it is one call a person, several at once.
 *
 * @throws MoodleFailure; what concerns only one person makes that person `missing`
 */
export async function readProgress(
  client: MoodleClient,
  clock: Clock,
  courseId: number,
  userIds: readonly MoodleUserId[],
  cmIds: readonly number[],
): Promise<CourseProgress> {
  const readAt = clock();
  const ids = [...new Set(userIds)];
  const named = new Set(cmIds);
  const [seen, ofAll] = await Promise.all([
    Promise.all(ids.map((userId) => seenCompletion(client, courseId, userId))),
    readGradesOfMany(client, courseId, ids.length),
  ]);
  const found = seen.filter((one) => one !== undefined);
  const left = found.map(({ userId }) => userId).filter((userId) => !ofAll.has(userId));
  const [ofOthers, completeness] = await Promise.all([
    readGradesOfEach(client, courseId, left),
    completenessOf(client, courseId, found),
  ]);
  const grades = new Map([...ofAll, ...ofOthers]);
  const people = found.map(({ userId, activities }): PersonProgress => {
    const ofPerson = grades.get(userId) ?? [];
    return {
      userId,
      activities: activities.filter(({ cmId }) => named.has(cmId)),
      grades: ofPerson.filter(({ cmId }) => named.has(cmId)),
    };
  });
  const present = new Set(people.map(({ userId }) => userId));
  return {
    courseId,
    readAt,
    completeness,
    people,
    missing: ids.filter((id) => !present.has(id)),
  };
}

async function seenCompletion(
  client: MoodleClient,
  courseId: number,
  userId: MoodleUserId,
): Promise<SeenCompletion | undefined> {
  try {
    const asked = { courseid: courseId, userid: userId };
    const { statuses } = await client.call(moodleFunctions.activitiesCompletion, asked);
    // Moodle answers for people outside the course, too, as if they had done nothing.
    if (statuses.some(({ istrackeduser }) => !istrackeduser)) return undefined;
    const activities = statuses
      .filter(({ hascompletion }) => hascompletion)
      .map(({ cmid, state, timecompleted }): ActivityProgress => {
        const completion = completions[state] ?? 'incomplete';
        return {
          cmId: cmid,
          completion,
          ...(timecompleted !== undefined && { changedAt: timecompleted }),
        };
      });
    return { userId, activities };
  } catch (error) {
    if (error instanceof MoodleFailure && error.class === 'data') return undefined;
    throw error;
  }
}
