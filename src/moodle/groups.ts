import type { MoodleGroup, MoodleUserId } from '../domain/moodle-state.ts';
import { agreedIds } from './agreement.ts';
import type { MoodleClient } from './client.ts';
import { MoodleFailure } from './failure.ts';
import { moodleFunctions } from './functions.ts';

/** @throws MoodleFailure */
export async function readGroups(client: MoodleClient, courseId: number): Promise<MoodleGroup[]> {
  const groups = new Map<number, MoodleGroup>();
  const read = async () => {
    const rows = await client.call(moodleFunctions.courseGroups, { courseid: courseId });
    for (const { id, courseid, name, idnumber } of rows) {
      groups.set(id, { id, courseId: courseid, name, idnumber });
    }
    return rows.map(({ id }) => id);
  };
  const ids = await agreedIds(read, { course: courseId });
  return ids.flatMap((id) => groups.get(id) ?? []);
}

/** @throws MoodleFailure `moodle.record-unknown` if there is no such group, and others */
export function readGroupMembers(client: MoodleClient, groupId: number): Promise<MoodleUserId[]> {
  const read = async () => {
    const groups = await client.call(moodleFunctions.groupMembers, { groupids: [groupId] });
    const found = groups.find(({ groupid }) => groupid === groupId);
    if (!found) throw new MoodleFailure('moodle.read-incomplete', { details: { group: groupId } });
    return found.userids;
  };
  return agreedIds(read, { group: groupId });
}
