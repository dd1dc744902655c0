/** `mdl_user.id`; as text it is the `sub` of a launch from the same site. */
export type MoodleUserId = number;

/** Status of a course enrolment, not of the Moodle account. */
export type EnrolmentStatus = 'active' | 'suspended';

/** One person in a course. Roles are shortnames (`student`), also of people whose enrolment is suspended. */
export interface MoodleEnrolment {
  userId: MoodleUserId;
  status: EnrolmentStatus;
  roles: string[];
  groupIds: number[];
}

export interface MoodleCohort {
  id: number;
  name: string;
  idnumber: string;
  visible: boolean;
  /** Plugin that manages the cohort; only the companion plugin can tell. */
  component?: string;
}

export interface MoodleCourse {
  id: number;
  shortname: string;
  fullname: string;
  idnumber: string;
  visible: boolean;
}

export interface MoodleGroup {
  id: number;
  courseId: number;
  name: string;
  idnumber: string;
}

export interface MoodleRole {
  id: number;
  shortname: string;
}

/** An account as far as the service account may see it: a field that is missing is hidden or empty. */
export interface MoodleUser {
  id: MoodleUserId;
  username?: string;
  idnumber?: string;
  email?: string;
  fullname: string;
  suspended?: boolean;
}

/**
 * What became of one element of a batch. `was-so`: Moodle says that nothing had to be done. `unknown`: the answer was
 * lost, or cannot be told apart; to be read before it is repeated.
 */
export interface WriteResult {
  userId: MoodleUserId;
  outcome: 'done' | 'was-so' | 'refused' | 'unknown';
  /** Our code (`moodle.*`), where it was refused. */
  code?: string;
  /** Moodle's own words. */
  message?: string;
}
