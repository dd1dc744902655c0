import type { EnrolmentStatus } from '../domain/moodle-state.ts';
import { allDone, type WriteBatch } from './batch.ts';
import type { MoodleClient } from './client.ts';
import { moodleFunctions } from './functions.ts';

/** Always with `suspend`: without it Moodle would activate whoever is suspended. */
export function enrolling(
  client: MoodleClient,
  courseId: number,
  roleId: number,
  status: EnrolmentStatus,
): WriteBatch {
  return async (userIds) => {
    const suspend = status === 'suspended' ? 1 : 0;
    const enrolments = userIds.map((userid) => ({ roleid: roleId, userid, courseid: courseId, suspend }));
    await client.call(moodleFunctions.enrolUsers, { enrolments });
    return allDone(userIds);
  };
}

export function unenrolling(client: MoodleClient, courseId: number): WriteBatch {
  return async (userIds) => {
    const enrolments = userIds.map((userid) => ({ userid, courseid: courseId }));
    await client.call(moodleFunctions.unenrolUsers, { enrolments });
    return allDone(userIds);
  };
}
