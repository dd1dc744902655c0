import { CodedError } from '../../domain/errors.ts';
import type { SyncPlan } from '../../domain/sync-run.ts';
import { everyRow } from '../../store/port.ts';
import { syncMappings } from '../../store/sync-mapping.ts';
import { syncPlans } from '../../store/sync-plan.ts';
import { syncRuns } from '../../store/sync-run.ts';
import { pinsOf } from '../../sync/pins.ts';
import { stepsOf } from '../../sync/plan-store.ts';
import { planUndo } from '../../sync/undo.ts';
import { addressOf, paths } from '../addresses.ts';
import { syncFrame } from '../frame.ts';
import { filteredSteps, filterOf, pillsOf } from '../plan-filter.ts';
import { SyncPlanPage } from '../views/sync-plan.tsx';
import type { Answer, SignedInVisit } from '../visit.ts';
import { moodlePeople } from './moodle-people.ts';
import { lostPeople } from './sync-plan-lost.ts';

const stepsShown = 50;

/** Makes a plan for one mapping, for those named, or for all that are on: the new ones among them get their review. */
export async function makePlan(visit: SignedInVisit): Promise<Answer> {
  const { services, site, fields, request } = visit;
  const all = await Array.fromAsync(
    everyRow(services.store, syncMappings, 'bySite', [site.id]),
    ({ doc }) => doc,
  );
  const wanted = fields.mapping?.split(' ');
  const ids = wanted ?? all.filter(({ isOn }) => isOn).map(({ id }) => id);
  const plan = await services.syncWork.plan(site.id, ids);
  request.log.info({ site: site.id, plan: plan.id, account: visit.account.id }, 'sync plan');
  return { redirect: addressOf(paths.syncPlan, { site: site.id, plan: plan.id }) };
}

/** Plans the way back of the last run. @throws CodedError `sync.nothing-to-undo`, `sync.run-active` */
export async function makeUndoPlan(visit: SignedInVisit): Promise<Answer> {
  const { services, site } = visit;
  const plan = await planUndo(services.sync, site.id);
  return { redirect: addressOf(paths.syncPlan, { site: site.id, plan: plan.id }) };
}

/** A plan as it stands, before and after it ran. `missing`: what the form that runs it did not say. */
export async function planPage(
  visit: SignedInVisit,
  missing: readonly ('reviewed' | 'remove')[] = [],
): Promise<Answer> {
  const { services, site, seal, now, t } = visit;
  const plan = await planOf(visit);
  const steps = await stepsOf(services.store, plan.id);
  const filter = filterOf(visit);
  const found = filteredSteps(steps, filter);
  const shown = found.slice((filter.page - 1) * stepsShown, filter.page * stepsShown);
  const lost = await lostPeople(services.store, plan);
  const people = await moodlePeople(visit, [...shown, ...lost.map(({ step }) => step)]);
  const pins = new Map((await pinsOf(services.store, site.id)).map((pin) => [pin.userId, pin]));
  const values = { site: site.id, plan: plan.id };
  const run = (await services.store.find(syncRuns, 'byPlan', [plan.id], { limit: 1 })).rows[0]?.doc;
  const page = SyncPlanPage({
    frame: syncFrame(visit, 'sync'),
    ...{ seal, now, plan, missing, filter },
    siteName: site.name,
    rows: shown.map((step) => ({ step, person: people.of(step), pin: pins.get(step.userId)?.kind })),
    found: found.length,
    pages: Math.ceil(found.length / stepsShown),
    pills: pillsOf(t, steps, filter),
    warned: steps,
    lost: lost.map(({ step, what }) => ({ person: people.of(step), target: step.target, what })),
    again: addressOf(paths.syncPlans, { site: site.id }),
    runIt: addressOf(paths.syncPlanRun, values),
    file: addressOf(paths.syncPlanFile, values),
    pin: addressOf(paths.syncPins, { site: site.id }),
    people: addressOf(paths.syncPeople, { site: site.id }),
    overview: addressOf(paths.sync, { site: site.id }),
    ...(run ? { run: addressOf(paths.syncRun, { site: site.id, run: run.id }) } : {}),
  });
  return missing.length === 0 ? { page } : { page, status: 422 };
}

/** The plan in the address. @throws CodedError `sync.plan-not-found`, for one of another site too */
export async function planOf({ services, site, values }: SignedInVisit): Promise<SyncPlan> {
  const found = await services.store.get(syncPlans, values.plan ?? '');
  if (found?.doc.siteId !== site.id) throw new CodedError('sync.plan-not-found');
  return found.doc;
}
