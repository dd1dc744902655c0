import type { ConnectionReport } from '../domain/connection-report.ts';
import { checkCohorts } from './check-cohorts.ts';
import { checkCourse } from './check-course.ts';
import { createMoodleClient, type MoodleAccess, type MoodleServices } from './client.ts';
import { createMoodleReader } from './create-reader.ts';
import { Findings } from './findings.ts';
import { functionNames } from './functions.ts';
import { pluginFunctions } from './plugin-functions.ts';
import { readPublicConfig } from './public-config.ts';
import type { SiteInfo } from './reader.ts';

/** What to try with; without it the first cohort and course are taken, and the roles that occur in that course. */
export interface CheckOptions {
  cohortId?: number;
  courseId?: number;
  roleIds?: readonly number[];
}

/** What Moodle's own functions cannot tell, whatever the service account may do. */
const unseen = [
  'unseen-welcome-message',
  'unseen-dates',
  'unseen-cron',
  'unseen-limits',
  'unseen-cohort-plugins',
] as const;

/**
 * Makes the very calls that are used, and those that write in a way that changes nothing: each of them ends with an
 * element that does not exist, and Moodle takes the whole call back.
 */
export async function checkConnection(
  services: MoodleServices,
  access: MoodleAccess,
  options: CheckOptions = {},
): Promise<ConnectionReport> {
  const begun = services.clock();
  const client = createMoodleClient(services, access);
  const findings = new Findings();
  await checkAddress(services, access, findings);
  const info = await findings.from(() => createMoodleReader(client, services.clock).siteInfo());
  if (info && isOurs(info, access, findings)) {
    const subject = { client, clock: services.clock, info, findings };
    for (const name of functionNames.filter((one) => !info.functions.includes(one))) {
      findings.add('problem', 'function-missing', { function: name });
    }
    await checkCohorts(subject, options.cohortId);
    await checkCourse(subject, options);
    // The companion plugin tells these, and its writing needs none of them.
    const hasPlugin = info.functions.includes(pluginFunctions.status.name);
    for (const topic of hasPlugin ? [] : unseen) findings.add('unseen', topic);
  }
  return {
    checkedAt: begun,
    siteUrl: access.siteUrl,
    release: info?.release ?? '',
    calls: client.count,
    tookMs: services.clock() - begun,
    findings: findings.all,
  };
}

/** What is visible without a token. */
async function checkAddress(
  { http }: MoodleServices,
  { siteUrl }: MoodleAccess,
  findings: Findings,
): Promise<void> {
  const config = await readPublicConfig(http, siteUrl);
  if (!config) return findings.add('problem', 'not-moodle', { address: siteUrl });
  if (config.wwwroot !== siteUrl) findings.add('problem', 'other-address', { address: config.wwwroot });
  if (!config.hasWebServices) findings.add('problem', 'web-services-off');
  if (config.isInMaintenance) findings.add('problem', 'maintenance');
}

function isOurs(info: SiteInfo, { siteUrl }: MoodleAccess, findings: Findings): boolean {
  if (info.siteUrl === siteUrl) return true;
  findings.add('problem', 'moodle.site-mismatch', { address: info.siteUrl });
  return false;
}
