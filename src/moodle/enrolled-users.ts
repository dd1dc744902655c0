import type { z } from 'zod';
import type { MoodleClient } from './client.ts';
import { moodleFunctions } from './functions.ts';

export type EnrolledUser = z.infer<typeof moodleFunctions.enrolledUsers.answer>[number];

const pageSize = 500;
const mostPages = 400;

/**
 * Participants page by page, in the order of their ids. Moodle drops people whom the service account may not see
 * after it has counted a page: only a thorough reading goes on after a short page, until one is empty.
 *
 * @throws MoodleFailure
 */
export async function readEnrolledUsers(
  client: MoodleClient,
  courseId: number,
  options: Readonly<Record<string, string | number>>,
  isThorough: boolean,
): Promise<EnrolledUser[]> {
  const users: EnrolledUser[] = [];
  for (let page = 0; page < mostPages; page++) {
    const all = { ...options, sortby: 'id', limitfrom: page * pageSize, limitnumber: pageSize };
    const rows = await client.call(moodleFunctions.enrolledUsers, {
      courseid: courseId,
      options: Object.entries(all).map(([name, value]) => ({ name, value })),
    });
    users.push(...rows);
    if (rows.length === 0 || (!isThorough && rows.length < pageSize)) return users;
  }
  return users;
}
