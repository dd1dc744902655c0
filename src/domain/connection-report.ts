import type { MoodleErrorCode } from './moodle-failure.ts';

/** What a check of the connection can find besides failed calls; sentences stand in `connection.<name>`. */
export type ConnectionTopic =
  | 'not-moodle'
  | 'other-address'
  | 'web-services-off'
  | 'maintenance'
  | 'function-missing'
  | 'capability-missing'
  | 'role-not-assignable'
  | 'no-manual-enrolment'
  | 'fields-hidden'
  | 'activities-hidden'
  | 'nobody-to-try'
  | 'no-cohort-to-try'
  | 'no-course-to-try'
  | 'unseen-activities'
  | 'unseen-welcome-message'
  | 'unseen-dates'
  | 'unseen-cron'
  | 'unseen-limits'
  | 'unseen-cohort-plugins';

/**
 * One line of a report. `problem`: something will fail, and somebody who administers that Moodle can mend it.
 * `untried`: there was nothing to try it with. `unseen`: Moodle's own functions cannot tell.
 */
export interface ConnectionFinding {
  kind: 'problem' | 'untried' | 'unseen';
  topic: ConnectionTopic | MoodleErrorCode;
  /** Function, capability, role, course, address: what the sentence names. */
  details: Readonly<Record<string, string | number>>;
}

export interface ConnectionReport {
  /** Epoch milliseconds. */
  checkedAt: number;
  siteUrl: string;
  /** Empty as long as Moodle refuses the token. */
  release: string;
  /** Calls that were made, and milliseconds that they took together. */
  calls: number;
  tookMs: number;
  findings: ConnectionFinding[];
}

/** Whether everything that was tried works. */
export function isConnected({ findings }: ConnectionReport): boolean {
  return findings.every(({ kind }) => kind !== 'problem');
}
