import { z } from 'zod';
import { type LaunchReport, type LaunchReportKind, launchReportKinds } from '../domain/launch-report.ts';
import { day } from '../runtime/clock.ts';
import { type Collection, insert, type Op, type Store, type Stored, update } from './port.ts';

const reportsPerSheet = 25;
/** A site has 1,000 places for reports, and those that anybody can fill take none from the others. */
const sheetsPerSite: Record<LaunchReportKind, number> = { signed: 32, unsigned: 8 };
const retention = 14 * day;
/** A sheet goes as a whole, with its oldest report: it must not gather what comes much later. */
const sheetSpan = day;

const keptSchema = z.object({
  at: z.number().int(),
  requestNumber: z.string().max(20),
  /** With spaces between: a list of twenty texts costs as much as all else that a launch writes. */
  passed: z.string().max(1000),
  failed: z.string().max(40).nullable(),
  code: z.string().max(60).nullable(),
});
type Kept = z.infer<typeof keptSchema>;

const sheetSchema = z.object({
  /** Site, kind and place: the newest sheet takes the place of the oldest. */
  id: z.string(),
  siteId: z.string(),
  kind: z.enum(launchReportKinds),
  place: z.number().int().nonnegative(),
  /** Negative time of the newest report, so that the newest sheets come first in the index. */
  order: z.number().int(),
  /** Oldest first. */
  reports: z.array(keptSchema).min(1).max(reportsPerSheet),
  expiresAt: z.number().int(),
});
type Sheet = z.infer<typeof sheetSchema>;

/** Reports of launches, many to a document: they come in batches, and a launch must not cost a row of its own. */
export const launchReportSheets: Collection<Sheet, 'bySite'> = {
  name: 'launch-report-sheets',
  schema: sheetSchema,
  indexes: { bySite: { fields: ['siteId', 'kind', 'order'] } },
  expires: 'expiresAt',
  personalData: 'none',
};

/** Most reports of a site and kind that one commit takes. */
export function mostReports(kind: LaunchReportKind): number {
  return (sheetsPerSite[kind] - 1) * reportsPerSheet;
}

/** Newest first. */
export async function findLaunchReports(
  store: Store,
  siteId: string,
  limit: number,
): Promise<LaunchReport[]> {
  const { rows } = await store.find(launchReportSheets, 'bySite', [siteId]);
  const newestFirst = rows.flatMap(({ doc }) => doc.reports.toReversed());
  const shown = newestFirst.sort((a, b) => b.at - a.at).slice(0, limit);
  return shown.map((kept) => ({ ...kept, passed: kept.passed === '' ? [] : kept.passed.split(' ') }));
}

/** Writes reports of a site, oldest first, behind those it has. For one commit; at most `mostReports`. */
export async function reportOps(
  store: Store,
  siteId: string,
  kind: LaunchReportKind,
  gathered: readonly LaunchReport[],
): Promise<Op[]> {
  const reports = gathered.map((report) => ({ ...report, passed: report.passed.join(' ') }));
  const [newest] = (await store.find(launchReportSheets, 'bySite', [siteId, kind], { limit: 1 })).rows;
  const room = newest === undefined ? 0 : roomOn(newest.doc, reports);
  const ops: Op[] = [];
  if (newest && room > 0) {
    const all = [...newest.doc.reports, ...reports.slice(0, room)];
    ops.push(update(launchReportSheets, newest, contentOf(all)));
  }
  let place = newest?.doc.place ?? -1;
  for (let from = room; from < reports.length; from += reportsPerSheet) {
    place = (place + 1) % sheetsPerSite[kind];
    const id = `${siteId}:${kind}:${place}`;
    const sheet = { siteId, kind, place, ...contentOf(reports.slice(from, from + reportsPerSheet)) };
    const was: Stored<Sheet> | undefined = await store.get(launchReportSheets, id);
    ops.push(was ? update(launchReportSheets, was, sheet) : insert(launchReportSheets, { id, ...sheet }));
  }
  return ops;
}

function roomOn({ reports: [oldest, ...others] }: Sheet, [next]: readonly Kept[]): number {
  const isOver = !oldest || !next || next.at - oldest.at >= sheetSpan;
  return isOver ? 0 : reportsPerSheet - others.length - 1;
}

function contentOf(reports: Kept[]): Pick<Sheet, 'reports' | 'order' | 'expiresAt'> {
  const [oldest, newest] = [reports[0]?.at ?? 0, reports.at(-1)?.at ?? 0];
  return { reports, order: -newest, expiresAt: oldest + retention };
}
