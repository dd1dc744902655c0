import { CodedError } from '../../domain/errors.ts';
import { moodleFailureClass } from '../../domain/moodle-failure.ts';
import { accessTo, connectSite, disconnectSite } from '../../moodle/connection.ts';
import { type CheckOptions, checkConnection } from '../../moodle/connection-check.ts';
import { connectionReports, dropReport, keepReport } from '../../store/connection-report.ts';
import { everyRow, type Store } from '../../store/port.ts';
import { siteConnections } from '../../store/site-connection.ts';
import { syncMappings } from '../../store/sync-mapping.ts';
import { addressOf, paths } from '../addresses.ts';
import { syncFrame } from '../frame.ts';
import { ConfirmPage } from '../views/confirm.tsx';
import { SyncConnectionPage } from '../views/sync-connection.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';

/** How the web services of the site are called, and what the last check found. */
export async function connectionPage(visit: SignedInVisit, failure?: CodedError): Promise<Answer> {
  const { services, site, now, seal } = visit;
  const values = { site: site.id };
  const connection = (await services.store.get(siteConnections, site.id))?.doc;
  const report = connection && (await services.store.get(connectionReports, site.id))?.doc;
  const page = SyncConnectionPage({
    frame: syncFrame(visit, 'sync-connection'),
    ...{ seal, now, site },
    ...(connection ? { connection } : {}),
    ...(report ? { report } : {}),
    ...(failure ? { failure: failure.code } : {}),
    connect: addressOf(paths.syncConnection, values),
    check: addressOf(paths.syncCheck, values),
    disconnect: addressOf(paths.syncDisconnection, values),
    mappings: addressOf(paths.syncMappings, values),
  });
  return failure ? { page, status: 422 } : { page };
}

/** Takes a token, tries it, and checks the connection. A token that does not work is not kept, and never shown again. */
export async function connect(visit: SignedInVisit): Promise<Answer> {
  const { services, site, fields, request } = visit;
  const token = (fields.token ?? '').trim();
  try {
    if (!/^[\w-]{16,128}$/.test(token)) throw new CodedError('moodle.token-invalid');
    await connectSite(services, site, token);
  } catch (error) {
    if (!(error instanceof CodedError) || moodleFailureClass(error.code) === undefined) throw error;
    request.log.info({ site: site.id, code: error.code }, 'not connected');
    return connectionPage(visit, error);
  }
  request.log.info({ site: site.id, account: visit.account.id }, 'connected');
  await runCheck(visit);
  return {
    redirect: addressOf(paths.syncConnection, { site: site.id }),
    flash: { notice: 'site-connected' },
  };
}

/** @throws CodedError `moodle.not-connected` */
export async function checkAgain(visit: SignedInVisit): Promise<Answer> {
  await runCheck(visit);
  return { redirect: addressOf(paths.syncConnection, { site: visit.site.id }) };
}

export async function confirmDisconnection(visit: SignedInVisit): Promise<Answer> {
  const values = { site: visit.site.id };
  const page = ConfirmPage({
    frame: syncFrame(visit, 'sync-connection'),
    seal: visit.seal,
    what: 'disconnect-site',
    name: visit.site.name,
    action: addressOf(paths.syncDisconnection, values),
    keep: addressOf(paths.syncConnection, values),
  });
  return { page };
}

export async function disconnect(visit: SignedInVisit): Promise<Answer> {
  const { services, site, request } = visit;
  await disconnectSite(services.store, site.id);
  await dropReport(services.store, site.id);
  request.log.info({ site: site.id, account: visit.account.id }, 'disconnected');
  return {
    redirect: addressOf(paths.syncConnection, { site: site.id }),
    flash: { notice: 'site-disconnected' },
  };
}

async function runCheck({ services, site }: SignedInVisit): Promise<void> {
  const access = await accessTo(services, site.id);
  const report = await checkConnection(services, access, await mappedTargets(services.store, site.id));
  await keepReport(services.store, site.id, report);
}

/** What is mapped is what has to work: it is tried with that, where there is something. */
async function mappedTargets(store: Store, siteId: string): Promise<CheckOptions> {
  const options: CheckOptions = {};
  for await (const { doc } of everyRow(store, syncMappings, 'bySite', [siteId])) {
    if (doc.moodle.kind === 'cohort') options.cohortId ??= doc.moodle.cohortId;
    else options.courseId ??= doc.moodle.courseId;
  }
  return options;
}
