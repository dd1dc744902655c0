import type { EnrolmentStatus, MoodleUserId, WriteResult } from '../domain/moodle-state.ts';

/** Kinds of writing. */
export type WriteKind =
  | 'add-cohort-members'
  | 'remove-cohort-members'
  | 'enrol'
  | 'unenrol'
  | 'add-group-members'
  | 'remove-group-members';

/**
 * Writes to one site. One call is one batch, at most `batchSize(kind)` people, with one result for each of them. Bad
 * elements are found by halving. Throws only where nothing of the batch was written: configuration (`moodle.*`), or a
 * site that asks for patience. An answer that was lost is `unknown`, never an error, and never repeated here.
 */
export interface MoodleWriter {
  batchSize(kind: WriteKind): number;
  addCohortMembers(cohortId: number, userIds: readonly MoodleUserId[]): Promise<WriteResult[]>;
  removeCohortMembers(cohortId: number, userIds: readonly MoodleUserId[]): Promise<WriteResult[]>;
  /**
   * Enrols, or changes the status of who is enrolled: Moodle then resets the dates, adds the role to those that
   * somebody has, and may send the course's welcome message. So never to be sure, only for a difference.
   */
  enrol(
    courseId: number,
    roleId: number,
    userIds: readonly MoodleUserId[],
    status: EnrolmentStatus,
  ): Promise<WriteResult[]>;
  /** Ends the whole manual enrolment with all its roles; group memberships and grades go with it. */
  unenrol(courseId: number, userIds: readonly MoodleUserId[]): Promise<WriteResult[]>;
  addGroupMembers(groupId: number, userIds: readonly MoodleUserId[]): Promise<WriteResult[]>;
  removeGroupMembers(groupId: number, userIds: readonly MoodleUserId[]): Promise<WriteResult[]>;
}
