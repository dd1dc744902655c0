import { CodedError } from '../domain/errors.ts';
import { safeguard } from '../domain/safeguard.ts';
import type { SyncMapping } from '../domain/sync-mapping.ts';
import type { SyncPlan } from '../domain/sync-run.ts';
import { takesAway } from '../domain/sync-step.ts';
import { mostRows } from '../store/limits.ts';
import { everyRow, remove, type Store } from '../store/port.ts';
import { syncMade } from '../store/sync-made.ts';
import { syncMappings } from '../store/sync-mapping.ts';
import { syncPins } from '../store/sync-pin.ts';
import { activeRun } from '../store/sync-run.ts';
import { chosenTargets, isInForce } from './chosen-targets.ts';
import { type Source, sourceOf } from './mapping-source.ts';
import { finishImports } from './people-import.ts';
import { storePlan } from './plan-store.ts';
import type { SyncServices } from './services.ts';
import { createSiteReading, type SiteReading } from './site-reading.ts';
import { planTargets, type TargetPlan } from './target-plan.ts';

/**
 * Reads everything, plans, asks the safeguard and stores the plan; nothing is written anywhere else. Without
 * `mappingIds` for all mappings of the site that are in force. An earlier plan that did not run is superseded.
 *
 * @throws CodedError `moodle.*` and `sync.read-incomplete` (nothing was read completely: there is no plan),
 * `sync.mapping-not-found`, `sync.run-active`, `store.*`
 */
export async function planSync(
  services: SyncServices,
  siteId: string,
  { mappingIds }: { mappingIds?: readonly string[] | undefined } = {},
): Promise<SyncPlan> {
  const { store } = services;
  if (await activeRun(store, siteId)) throw new CodedError('sync.run-active');
  await finishImports(services);
  const all = await Array.fromAsync(everyRow(store, syncMappings, 'bySite', [siteId]), ({ doc }) => doc);
  const chosen = choose(all, mappingIds);
  const { reader } = await services.moodle(siteId);
  const reading = createSiteReading(reader, store, siteId);
  const said = all.filter((mapping) => isInForce(mapping) || chosen.includes(mapping));
  const sources = await readSources(store, reading, said);
  const pins = await Array.fromAsync(everyRow(store, syncPins, 'bySite', [siteId]), ({ doc }) => doc);
  const wantedInCourses = said.flatMap(({ id, direction, moodle }) =>
    direction === 'to-moodle' && moodle.kind === 'enrolment'
      ? [{ courseId: moodle.courseId, role: moodle.role, people: sources.get(id)?.people ?? new Map() }]
      : [],
  );
  const targets = await planTargets(
    { store, siteId, reading, sources, pins, wantedInCourses },
    chosenTargets(all, chosen),
  );
  const again = createSiteReading(reader, store, siteId);
  const isComplete = await readsTheSame(store, again, sources, targets);
  const verdict = safeguard({ ...taking(targets, chosen, sources), isComplete });
  if (verdict.kind === 'refuse') throw new CodedError('sync.read-incomplete');
  await forgetLeftBehind(store, targets);
  return storePlan(services, {
    siteId,
    targets,
    holdReasons: verdict.kind === 'hold' ? verdict.reasons : [],
    mappings: chosen.map(({ id, revision }) => ({
      ...{ id, revision },
      sourceCount: sources.get(id)?.people.size ?? 0,
    })),
    unmatched: new Set(chosen.flatMap(({ id }) => [...(sources.get(id)?.unmatched ?? [])])).size,
  });
}

async function forgetLeftBehind(store: Store, targets: readonly TargetPlan[]): Promise<void> {
  const rows = targets.flatMap(({ leftBehind }) => leftBehind);
  for (let from = 0; from < rows.length; from += mostRows) {
    await store.commit(rows.slice(from, from + mostRows).map((row) => remove(syncMade, row)));
  }
}

function choose(all: readonly SyncMapping[], ids: readonly string[] | undefined): SyncMapping[] {
  if (ids === undefined) return all.filter(isInForce);
  return ids.map((id) => {
    const mapping = all.find((one) => one.id === id);
    if (!mapping) throw new CodedError('sync.mapping-not-found', { mapping: id });
    return mapping;
  });
}

async function readSources(
  store: Store,
  reading: SiteReading,
  mappings: readonly SyncMapping[],
): Promise<Map<string, Source>> {
  const sources = new Map<string, Source>();
  for (const mapping of mappings) sources.set(mapping.id, await sourceOf(store, reading, mapping));
  return sources;
}

/**
 * Where Moodle's list decides who is taken out of a space, it is read a second time: a list that was cut short would
 * hardly be cut twice at the same place.
 */
async function readsTheSame(
  store: Store,
  again: SiteReading,
  sources: ReadonlyMap<string, Source>,
  targets: readonly TargetPlan[],
): Promise<boolean> {
  const taking = targets.filter(
    ({ chosen, steps }) => chosen.target.kind === 'space' && steps.some(takesAway),
  );
  for (const mapping of taking.flatMap(({ chosen }) => chosen.mappings)) {
    const [before, now] = [sources.get(mapping.id), await sourceOf(store, again, mapping)];
    if (before?.people.size !== now.people.size) return false;
    if ([...now.people.keys()].some((userId) => !before.people.has(userId))) return false;
  }
  return true;
}

function taking(
  targets: readonly TargetPlan[],
  mappings: readonly SyncMapping[],
  sources: ReadonlyMap<string, Source>,
): Omit<Parameters<typeof safeguard>[0], 'isComplete'> {
  return {
    targets: targets.map(({ chosen, steps, ours }) => ({
      ...{ target: chosen.key, size: ours, taken: steps.filter(takesAway).length },
    })),
    sources: mappings.map(({ id, lastSourceCount, isReviewed }) => ({
      ...{ mappingId: id, now: sources.get(id)?.people.size ?? 0, before: lastSourceCount, isReviewed },
    })),
    irreversible: targets.flatMap(({ steps }) => steps).filter(({ isReversible }) => !isReversible).length,
  };
}
