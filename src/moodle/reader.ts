import type { CourseProgress, MoodleActivity } from '../domain/moodle-progress.ts';
import type {
  MoodleCohort,
  MoodleCourse,
  MoodleEnrolment,
  MoodleGroup,
  MoodleRole,
  MoodleUser,
  MoodleUserId,
} from '../domain/moodle-state.ts';
import type { CourseMarks } from '../domain/progress-reading.ts';

/** Fields by which Moodle finds accounts (core_user_get_users_by_field). */
export type UserField = 'id' | 'username' | 'idnumber' | 'email';

/** The site as it presents itself to the token. */
export interface SiteInfo {
  /** wwwroot. */
  siteUrl: string;
  release: string;
  version: string;
  /** The service account. */
  userId: MoodleUserId;
  /** What the token may call. */
  functions: string[];
}

/**
 * Reads one site. Every method answers completely or throws: a CodedError with a code `moodle.*`, whose class
 * (`src/domain/moodle-failure.ts`) says whether waiting, an administrator, or leaving out an element helps.
 */
export interface MoodleReader {
  siteInfo(): Promise<SiteInfo>;
  cohorts(): Promise<MoodleCohort[]>;
  cohortMembers(cohortId: number): Promise<MoodleUserId[]>;
  courses(): Promise<MoodleCourse[]>;
  enrolments(courseId: number): Promise<MoodleEnrolment[]>;
  /** Roles that somebody holds in the course: Moodle has no function that lists roles. */
  roles(courseId: number): Promise<MoodleRole[]>;
  groups(courseId: number): Promise<MoodleGroup[]>;
  groupMembers(groupId: number): Promise<MoodleUserId[]>;
  /** Unknown values have no row; a value may have several. */
  usersBy(field: UserField, values: readonly string[]): Promise<MoodleUser[]>;
  activities(courseId: number): Promise<MoodleActivity[]>;
  /**
   * Only the named people, and only the named activities (course module ids).
   *
   * @param since a `cursor`: where the site can tell, only who changed since; then nobody is `missing`
   */
  progress(
    courseId: number,
    userIds: readonly MoodleUserId[],
    cmIds: readonly number[],
    since?: number,
  ): Promise<CourseProgress>;
  /** Marks of courses, in one call; undefined where the site has none. Unknown courses are missing. */
  courseMarks(courseIds: readonly number[]): Promise<ReadonlyMap<number, CourseMarks> | undefined>;
}
