import type { ConnectionFinding } from '../domain/connection-report.ts';

type Topic = ConnectionFinding['topic'];

/**
 * Worst first: what lets nothing work, then what lets something fail, then what shows too little. With the page of
 * Moodle 4.5 on which it is mended (admin/settings/*.php); `{course}` is the course that the finding names.
 */
const places: readonly [Topic, string?][] = [
  ['not-moodle'],
  ['other-address'],
  ['moodle.wrong-address'],
  ['moodle.site-mismatch'],
  ['moodle.unreachable'],
  ['maintenance', '/admin/settings.php?section=maintenancemode'],
  ['moodle.maintenance', '/admin/settings.php?section=maintenancemode'],
  ['moodle.upgrading', '/admin/index.php'],
  ['web-services-off', '/admin/settings.php?section=optionalsubsystems'],
  ['moodle.rest-disabled', '/admin/settings.php?section=webserviceprotocols'],
  ['moodle.token-invalid', '/admin/webservice/tokens.php'],
  ['moodle.account-suspended', '/admin/user.php'],
  ['moodle.access-refused', '/admin/settings.php?section=externalservices'],
  ['function-missing', '/admin/settings.php?section=externalservices'],
  ['moodle.function-missing', '/admin/settings.php?section=externalservices'],
  ['role-not-assignable', '/admin/roles/allow.php?mode=assign'],
  ['moodle.role-not-assignable', '/admin/roles/allow.php?mode=assign'],
  ['capability-missing', '/admin/roles/manage.php'],
  ['moodle.capability-missing', '/admin/roles/manage.php'],
  ['moodle.course-closed', '/admin/roles/manage.php'],
  ['no-manual-enrolment', '/enrol/instances.php?id={course}'],
  ['moodle.no-manual-enrolment', '/enrol/instances.php?id={course}'],
  ['fields-hidden', '/admin/roles/manage.php'],
  ['moodle.people-hidden', '/admin/roles/manage.php'],
  ['activities-hidden', '/admin/roles/manage.php'],
  ['no-cohort-to-try', '/cohort/index.php'],
  ['unseen-cohort-plugins', '/cohort/index.php?contextid=1&showall=1'],
  ['unseen-activities', '/admin/roles/manage.php'],
  ['unseen-welcome-message', '/admin/settings.php?section=enrolsettingsmanual'],
  ['unseen-cron', '/admin/index.php'],
];

/** Page of that Moodle on which a finding is mended; undefined where there is no one page. */
export function placeInMoodle(siteUrl: string, { topic, details }: ConnectionFinding): string | undefined {
  const path = places.find(([name]) => name === topic)?.[1];
  if (path === undefined) return undefined;
  const { course } = details;
  if (!path.includes('{course}')) return siteUrl + path;
  return typeof course === 'number' ? siteUrl + path.replace('{course}', String(course)) : undefined;
}

/** Findings with the worst first; those that are equally bad stay in their order. */
export function worstFirst(findings: readonly ConnectionFinding[]): ConnectionFinding[] {
  const rank = ({ topic }: ConnectionFinding): number => {
    const place = places.findIndex(([name]) => name === topic);
    return place < 0 ? places.length : place;
  };
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
