import type { ErrorCode } from './errors.ts';

/**
 * What helps: `retry` waiting; `configuration` somebody who administers that Moodle, and until then everything stops;
 * `data` leaving out the element, and going on with the rest.
 */
export type MoodleFailureClass = 'retry' | 'configuration' | 'data';

const classes = {
  'moodle.unreachable': 'retry',
  'moodle.busy': 'retry',
  'moodle.maintenance': 'retry',
  'moodle.upgrading': 'retry',
  'moodle.answer-invalid': 'retry',
  'moodle.read-incomplete': 'retry',
  'moodle.answer-too-large': 'configuration',
  'moodle.rest-disabled': 'configuration',
  'moodle.wrong-address': 'configuration',
  'moodle.site-mismatch': 'configuration',
  'moodle.token-invalid': 'configuration',
  'moodle.account-suspended': 'configuration',
  'moodle.access-refused': 'configuration',
  'moodle.function-missing': 'configuration',
  'moodle.capability-missing': 'configuration',
  'moodle.course-closed': 'configuration',
  'moodle.target-gone': 'configuration',
  'moodle.role-not-assignable': 'configuration',
  'moodle.no-manual-enrolment': 'configuration',
  'moodle.people-hidden': 'configuration',
  'moodle.not-connected': 'configuration',
  'moodle.value-refused': 'data',
  'moodle.user-unknown': 'data',
  'moodle.record-unknown': 'data',
  'moodle.failed': 'data',
} as const satisfies Partial<Record<ErrorCode, MoodleFailureClass>>;

/** A failure of a call to Moodle's web services. */
export type MoodleErrorCode = keyof typeof classes;

/** Of configuration, but of one course or cohort only. */
const ofOneTarget: readonly string[] = ['moodle.course-closed', 'moodle.target-gone', 'moodle.people-hidden'];

/** Whether a failed read says something about what was asked for, and nothing about the site: others may go on. */
export function isAboutOneTarget(code: string): boolean {
  return moodleFailureClass(code) === 'data' || ofOneTarget.includes(code);
}

/** Undefined for a failure that has nothing to do with Moodle's web services. */
export function moodleFailureClass(code: string): MoodleFailureClass | undefined {
  return Object.hasOwn(classes, code) ? classes[code as MoodleErrorCode] : undefined;
}
