import { type LaunchReport, launchReportSchema } from '../domain/launch-report.ts';
import { type Collection, insert, type Op, type Store, update } from './port.ts';

/** A site has this many places for reports; a new one takes the place of the oldest. */
export const reportsPerSite = 1000;

export const launchReports: Collection<LaunchReport, 'bySite'> = {
  name: 'launch-reports',
  schema: launchReportSchema,
  indexes: { bySite: { fields: ['siteId', 'order'] } },
  expires: 'expiresAt',
  personalData: 'none',
};

/** Newest first. */
export async function findLaunchReports(
  store: Store,
  siteId: string,
  limit: number,
): Promise<LaunchReport[]> {
  const { rows } = await store.find(launchReports, 'bySite', [siteId], { limit });
  return rows.map(({ doc }) => doc);
}

/** The place after the newest report's. */
export async function nextPlace(store: Store, siteId: string): Promise<number> {
  const [newest] = await findLaunchReports(store, siteId, 1);
  return newest ? (Number(newest.id.split(':')[1]) + 1) % reportsPerSite : 0;
}

/** Puts a report at a place of its site. */
export async function placeOp(store: Store, place: number, report: Omit<LaunchReport, 'id'>): Promise<Op> {
  const id = `${report.siteId}:${place}`;
  const was = await store.get(launchReports, id);
  return was ? update(launchReports, was, { ...report, id }) : insert(launchReports, { ...report, id });
}
