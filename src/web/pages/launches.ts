import { CodedError } from '../../domain/errors.ts';
import { findLaunchReports } from '../../store/launch-report.ts';
import { everyRow } from '../../store/port.ts';
import { sites } from '../../store/site.ts';
import { plainFrame, signedInFrame } from '../frame.ts';
import { LaunchesPage, type SiteLaunches } from '../views/launches.tsx';
import type { Answer, SignedInVisit, Visit } from '../visit.ts';
import { checkOperator } from './operator.ts';

const shownToAdministrator = 200;
const shownToOperator = 50;

/** Launches of the own site, for its administrators. @throws CodedError `access.denied` for everybody else */
export async function siteLaunchesPage(visit: SignedInVisit): Promise<Answer> {
  const { services, site, session } = visit;
  if (session.right !== 'site-administrator')
    throw new CodedError('access.denied', { action: 'see-launches' });
  await services.launchReports.flush();
  const reports = await findLaunchReports(services.store, site.id, shownToAdministrator);
  return { page: LaunchesPage({ frame: signedInFrame(visit), sites: [{ siteName: site.name, reports }] }) };
}

/** Launches of all sites, and the count of refusals that belong to none. */
export async function operatorLaunchesPage(visit: Visit): Promise<Answer> {
  checkOperator(visit);
  const { store, launchReports } = visit.services;
  await launchReports.flush();
  const listed = await Array.fromAsync(
    everyRow(store, sites, 'byIssuer', []),
    async ({ doc }): Promise<SiteLaunches> => ({
      siteName: doc.name,
      reports: await findLaunchReports(store, doc.id, shownToOperator),
    }),
  );
  const page = LaunchesPage({
    frame: plainFrame(visit),
    sites: listed,
    strangers: launchReports.strangers(),
  });
  return { page, framedBy: 'self' };
}
