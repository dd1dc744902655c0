import { CodedError } from '../domain/errors.ts';
import { findLaunchReports } from '../store/launch-report.ts';
import type { Store } from '../store/port.ts';
import { sites } from '../store/site.ts';

/** Prints the newest launches of a site: when, let in or refused, at which check, and the request number. */
export async function listLaunches(
  { store }: { store: Store },
  { issuer, limit }: { issuer: string; limit: number },
  print: (line: string) => void,
): Promise<void> {
  const site = (await store.find(sites, 'byIssuer', [issuer.replace(/\/$/, '')])).rows[0];
  if (!site) throw new CodedError('site.not-found');
  const reports = await findLaunchReports(store, site.doc.id, limit);
  if (reports.length === 0) return print('No launch in the last 14 days.');
  for (const { at, code, failed, requestNumber } of reports) {
    const outcome = code === null ? 'let in' : `refused at ${failed ?? 'the end'}: ${code}`;
    print(`${new Date(at).toISOString()}  ${requestNumber}  ${outcome}`);
  }
}
