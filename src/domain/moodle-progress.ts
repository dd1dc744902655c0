import type { MoodleUserId } from './moodle-state.ts';

/** How Moodle finds out that an activity is done. */
export type CompletionTracking = 'none' | 'manual' | 'automatic';

/** An activity of a course, as far as the service account may see it. */
export interface MoodleActivity {
  /** Course module id: the `id` in the activity's address. */
  cmId: number;
  /** Kind of activity: `assign`, `quiz`, `lti`. */
  module: string;
  name: string;
  visible: boolean;
  tracking: CompletionTracking;
}

/** What Moodle holds of one person and one activity. */
export interface ActivityProgress {
  cmId: number;
  completion: 'incomplete' | 'complete' | 'passed' | 'failed';
  /** Last change of the completion, epoch milliseconds; absent if there was none. */
  changedAt?: number;
}

/** A number in the gradebook. */
export interface ActivityGrade {
  cmId: number;
  /** Null: nothing graded yet. */
  value: number | null;
  min: number;
  max: number;
  /** Epoch milliseconds. */
  gradedAt?: number;
}

export interface PersonProgress {
  userId: MoodleUserId;
  activities: ActivityProgress[];
  grades: ActivityGrade[];
}

/**
 * Progress of people in a course. `completeness`: whether Moodle's own percentage agrees with the activities that the
 * service account sees. `unknown`: nobody's percentage could show it. `hidden`: it disagrees, activities are missing.
 */
export interface CourseProgress {
  courseId: number;
  /** Epoch milliseconds at which the reading began. */
  readAt: number;
  completeness: 'known' | 'unknown' | 'hidden';
  people: PersonProgress[];
  /** Moodle's time, epoch seconds, to ask from the next time; absent where only everybody can be read. */
  cursor?: number;
  /** Asked for, and not followed by Moodle in this course: not enrolled, suspended, no learner, or gone. */
  missing: MoodleUserId[];
}
