import type { MoodleUserId, WriteResult } from '../domain/moodle-state.ts';
import { allDone, type WriteBatch, writeHalving } from './batch.ts';
import type { MoodleClient } from './client.ts';
import { cohortAdding, cohortRemoving } from './cohort-writer.ts';
import { enrolling, unenrolling } from './enrolment-writer.ts';
import { moodleFunctions } from './functions.ts';
import type { MoodleWriter, WriteKind } from './writer.ts';

/** Four variables a person are 800; larger batches are no faster. */
const batchSize = 200;

export function createMoodleWriter(client: MoodleClient): MoodleWriter {
  const write = async (
    userIds: readonly MoodleUserId[],
    batch: WriteBatch,
    probe: () => Promise<unknown>,
  ): Promise<WriteResult[]> => {
    if (userIds.length > batchSize) throw new RangeError(`${userIds.length} people in a batch`);
    if (new Set(userIds).size !== userIds.length) throw new RangeError('somebody twice in a batch');
    return writeHalving(userIds, batch, probe);
  };
  const groupCall =
    (asked: typeof moodleFunctions.addGroupMembers, groupId: number): WriteBatch =>
    async (userIds) => {
      await client.call(asked, { members: userIds.map((userid) => ({ groupid: groupId, userid })) });
      return allDone(userIds);
    };
  const cohort = (id: number) => () => client.call(moodleFunctions.cohortMembers, { cohortids: [id] });
  const course = (id: number) => () => client.call(moodleFunctions.courseGroups, { courseid: id });
  const group = (id: number) => () => client.call(moodleFunctions.groupMembers, { groupids: [id] });
  return {
    batchSize: (_kind: WriteKind) => batchSize,
    addCohortMembers: (id, userIds) => write(userIds, cohortAdding(client, id), cohort(id)),
    removeCohortMembers: (id, userIds) => write(userIds, cohortRemoving(client, id), cohort(id)),
    enrol: (id, roleId, userIds, status) => write(userIds, enrolling(client, id, roleId, status), course(id)),
    unenrol: (id, userIds) => write(userIds, unenrolling(client, id), course(id)),
    addGroupMembers: (id, userIds) =>
      write(userIds, groupCall(moodleFunctions.addGroupMembers, id), group(id)),
    removeGroupMembers: (id, userIds) =>
      write(userIds, groupCall(moodleFunctions.deleteGroupMembers, id), group(id)),
  };
}
