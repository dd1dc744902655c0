import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { CodedError } from '../domain/errors.ts';
import { paths } from './addresses.ts';
import { checkOrigin } from './forms.ts';
import { progressPage } from './pages/progress.ts';
import { readMoodleProgress, saveActivities } from './pages/progress-activities.ts';
import { syncPage } from './pages/sync.ts';
import {
  checkAgain,
  confirmDisconnection,
  connect,
  connectionPage,
  disconnect,
} from './pages/sync-connection.ts';
import { applyList, listPage, readList } from './pages/sync-list.ts';
import { editMappingPage, saveMapping, saveNewMapping } from './pages/sync-mapping-form.ts';
import { newMappingPage } from './pages/sync-mapping-new.ts';
import { confirmMappingRemoval, mappingsPage, removeOne, switchOne } from './pages/sync-mappings.ts';
import {
  confirmPerson,
  matchAgain,
  peopleSpacesPage,
  spacePeoplePage,
  templateFile,
} from './pages/sync-people.ts';
import { pinPerson, unpinPerson } from './pages/sync-pins.ts';
import { makePlan, makeUndoPlan, planPage } from './pages/sync-plan.ts';
import { planFile } from './pages/sync-plan-file.ts';
import { runPlan } from './pages/sync-plan-run.ts';
import { controlRun, runEvents, runPage } from './pages/sync-run.ts';
import type { WebServices } from './services.ts';
import { readSession } from './session.ts';
import { administersSite, forSiteAdministrator } from './sync-access.ts';
import { inSpace } from './visit.ts';

const mostBytes = 5 * 1024 * 1024;

/** Pages of sync, all of them for administrators of the site alone; and its progress on the pages of a space. */
export function registerSyncRoutes(app: FastifyInstance, services: WebServices): void {
  const it = services;
  app.get(paths.sync, forSiteAdministrator(it, syncPage));
  app.get(
    paths.syncConnection,
    forSiteAdministrator(it, (visit) => connectionPage(visit)),
  );
  app.post(paths.syncConnection, forSiteAdministrator(it, connect));
  app.post(paths.syncCheck, forSiteAdministrator(it, checkAgain));
  app.get(paths.syncDisconnection, forSiteAdministrator(it, confirmDisconnection));
  app.post(paths.syncDisconnection, forSiteAdministrator(it, disconnect));

  app.get(paths.syncMappings, forSiteAdministrator(it, mappingsPage));
  app.post(paths.syncMappings, forSiteAdministrator(it, saveNewMapping));
  app.get(paths.syncMappingNew, forSiteAdministrator(it, newMappingPage));
  app.get(paths.syncMapping, forSiteAdministrator(it, editMappingPage));
  app.post(paths.syncMapping, forSiteAdministrator(it, saveMapping));
  app.post(paths.syncMappingSwitch, forSiteAdministrator(it, switchOne));
  app.get(paths.syncMappingRemoval, forSiteAdministrator(it, confirmMappingRemoval));
  app.post(paths.syncMappingRemoval, forSiteAdministrator(it, removeOne));
  app.post(paths.syncPins, forSiteAdministrator(it, pinPerson));
  app.post(paths.syncPinRemoval, forSiteAdministrator(it, unpinPerson));

  app.post(paths.syncPlans, forSiteAdministrator(it, makePlan));
  app.get(
    paths.syncPlan,
    forSiteAdministrator(it, (visit) => planPage(visit)),
  );
  app.get(paths.syncPlanFile, forSiteAdministrator(it, planFile));
  app.post(paths.syncPlanRun, forSiteAdministrator(it, runPlan));
  app.get(paths.syncRun, forSiteAdministrator(it, runPage));
  app.get(paths.syncRunEvents, forSiteAdministrator(it, runEvents));
  app.post(paths.syncRunWish, forSiteAdministrator(it, controlRun));
  app.post(paths.syncUndo, forSiteAdministrator(it, makeUndoPlan));

  app.get(paths.syncPeople, forSiteAdministrator(it, peopleSpacesPage));
  app.get(paths.syncTemplate, forSiteAdministrator(it, templateFile));
  app.get(paths.syncSpacePeople, forSiteAdministrator(it, spacePeoplePage));
  app.get(paths.syncList, forSiteAdministrator(it, listPage));
  app.post(paths.syncList, forSiteAdministrator(it, applyList));
  app.post(paths.syncMatch, forSiteAdministrator(it, matchAgain));
  app.post(paths.syncConfirm, forSiteAdministrator(it, confirmPerson));
  // Files are taken by this one form only.
  app.register(async (scope) => {
    const limits = { fileSize: mostBytes, fieldSize: mostBytes, files: 1, fields: 10 };
    // Before a byte of a file is kept: nobody fills the memory who may not send one.
    scope.addHook('onRequest', async (request) => {
      checkOrigin(it, request);
      if (!request.headers['content-type']?.startsWith('multipart/')) return;
      const { site } = request.params as { site: string };
      if (!administersSite(await readSession(it, request, site))) throw new CodedError('access.denied');
    });
    await scope.register(multipart, { attachFieldsToBody: 'keyValues', limits });
    scope.post(paths.syncLists, { bodyLimit: 2 * mostBytes }, forSiteAdministrator(it, readList));
  });

  app.get(paths.progress, inSpace(it, 'view', progressPage));
  app.post(paths.progressActivities, inSpace(it, 'edit', saveActivities));
  app.post(paths.progressReading, inSpace(it, 'report-progress', readMoodleProgress));
}
