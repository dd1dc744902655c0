import type { ConnectionFinding, ConnectionReport } from '../domain/connection-report.ts';

type Topic = ConnectionFinding['topic'];

/** What a check tries, with the findings each of which says that it does not work, or was not tried. */
const checks = {
  address: ['not-moodle', 'other-address', 'moodle.wrong-address', 'moodle.unreachable', 'maintenance'],
  'web-services': ['web-services-off', 'moodle.rest-disabled'],
  token: ['moodle.token-invalid', 'moodle.account-suspended', 'moodle.access-refused'],
  functions: ['function-missing', 'moodle.function-missing'],
  capabilities: ['capability-missing', 'moodle.capability-missing', 'moodle.course-closed'],
  cohorts: ['no-cohort-to-try', 'capability-missing', 'function-missing'],
  roles: ['no-course-to-try', 'role-not-assignable', 'moodle.role-not-assignable'],
  enrolments: ['no-course-to-try', 'no-manual-enrolment', 'moodle.no-manual-enrolment', 'function-missing'],
  people: ['no-course-to-try', 'nobody-to-try', 'fields-hidden', 'moodle.people-hidden'],
  progress: ['no-course-to-try', 'nobody-to-try', 'capability-missing', 'function-missing'],
  activities: ['no-course-to-try', 'nobody-to-try', 'activities-hidden', 'unseen-activities'],
} as const satisfies Record<string, readonly Topic[]>;
export type FineCheck = keyof typeof checks;

/** What was tried and works. Nothing as long as Moodle refuses the token: then nothing could be tried. */
export function fineChecks({ findings, release }: ConnectionReport): FineCheck[] {
  if (release === '') return [];
  const found = new Set<Topic>(findings.map(({ topic }) => topic));
  return (Object.keys(checks) as FineCheck[]).filter(
    (check) => !checks[check].some((topic) => found.has(topic)),
  );
}
