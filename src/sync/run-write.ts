import type { WriteResult } from '../domain/moodle-state.ts';
import type { MoodleWriter } from '../moodle/writer.ts';
import type { Batch } from './run-batches.ts';

/** The one call of a batch. @throws CodedError `moodle.*` where nothing was written */
export function write(
  writer: MoodleWriter,
  { target, action }: Batch,
  userIds: readonly number[],
): Promise<WriteResult[]> {
  switch (target.kind) {
    case 'cohort':
      return action === 'remove'
        ? writer.removeCohortMembers(target.cohortId, userIds)
        : writer.addCohortMembers(target.cohortId, userIds);
    case 'group':
      return action === 'remove'
        ? writer.removeGroupMembers(target.groupId, userIds)
        : writer.addGroupMembers(target.groupId, userIds);
    case 'enrolment': {
      const { courseId, roleId } = target;
      if (action === 'remove') return writer.unenrol(courseId, userIds);
      return writer.enrol(courseId, roleId, userIds, action === 'suspend' ? 'suspended' : 'active');
    }
    case 'space':
      throw new TypeError('a space is ours: nothing is sent');
  }
}
