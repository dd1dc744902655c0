import type { MoodleUserId, WriteResult } from '../domain/moodle-state.ts';
import { allDone, type WriteBatch, writeHalving } from './batch.ts';
import type { MoodleClient } from './client.ts';
import { cohortAdding, cohortRemoving } from './cohort-writer.ts';
import { moodleFunctions } from './functions.ts';
import type { MoodleWriter, WriteKind } from './writer.ts';

/** Four variables a person are 800; larger batches are no faster. */
const batchSize = 200;

export function createMoodleWriter(client: MoodleClient): MoodleWriter {
  const write = async (userIds: readonly MoodleUserId[], batch: WriteBatch): Promise<WriteResult[]> => {
    if (userIds.length > batchSize) throw new RangeError(`${userIds.length} people in a batch`);
    if (new Set(userIds).size !== userIds.length) throw new RangeError('somebody twice in a batch');
    return writeHalving(userIds, batch);
  };
  const groupCall =
    (asked: typeof moodleFunctions.addGroupMembers, groupId: number): WriteBatch =>
    async (userIds) => {
      await client.call(asked, { members: userIds.map((userid) => ({ groupid: groupId, userid })) });
      return allDone(userIds);
    };
  return {
    batchSize: (_kind: WriteKind) => batchSize,
    addCohortMembers: (cohortId, userIds) => write(userIds, cohortAdding(client, cohortId)),
    removeCohortMembers: (cohortId, userIds) => write(userIds, cohortRemoving(client, cohortId)),
    enrol: (courseId, roleId, userIds, status) =>
      write(userIds, async (some) => {
        const suspend = status === 'suspended' ? 1 : 0;
        const enrolments = some.map((userid) => ({ roleid: roleId, userid, courseid: courseId, suspend }));
        await client.call(moodleFunctions.enrolUsers, { enrolments });
        return allDone(some);
      }),
    unenrol: (courseId, userIds) =>
      write(userIds, async (some) => {
        const enrolments = some.map((userid) => ({ userid, courseid: courseId }));
        await client.call(moodleFunctions.unenrolUsers, { enrolments });
        return allDone(some);
      }),
    addGroupMembers: (groupId, userIds) =>
      write(userIds, groupCall(moodleFunctions.addGroupMembers, groupId)),
    removeGroupMembers: (groupId, userIds) =>
      write(userIds, groupCall(moodleFunctions.deleteGroupMembers, groupId)),
  };
}
