import { CodedError } from '../domain/errors.ts';
import { safeguard } from '../domain/safeguard.ts';
import type { SyncMapping } from '../domain/sync-mapping.ts';
import type { SyncPlan } from '../domain/sync-run.ts';
import { takesAway } from '../domain/sync-step.ts';
import { mostRows } from '../store/limits.ts';
import { everyRow, remove, type Store } from '../store/port.ts';
import { syncMade } from '../store/sync-made.ts';
import { syncMappings } from '../store/sync-mapping.ts';
import { activeRun } from '../store/sync-run.ts';
import { isInForce } from './chosen-targets.ts';
import { planMapped } from './mapped-targets.ts';
import { type Source, sourceOf } from './mapping-source.ts';
import { finishImports } from './people-import.ts';
import { storePlan } from './plan-store.ts';
import type { SyncServices } from './services.ts';
import { createSiteReading, type SiteReading } from './site-reading.ts';
import type { TargetPlan } from './target-plan.ts';

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
  const { targets, sources, leftOut } = await planMapped({ store, siteId, reading, all, chosen });
  const [left] = leftOut;
  // Where nothing is left, the plan would say nothing but that.
  if (left && targets.length === 0) throw left.cause;
  const planned = chosen.filter((one) => !leftOut.some(({ mapping }) => mapping === one));
  const again = createSiteReading(reader, store, siteId);
  const isComplete = await readsTheSame(store, again, sources, targets);
  const verdict = safeguard({ ...taking(targets, planned, sources), isComplete });
  if (verdict.kind === 'refuse') throw new CodedError('sync.read-incomplete');
  await forgetLeftBehind(store, targets);
  return storePlan(services, {
    siteId,
    targets,
    holdReasons: verdict.kind === 'hold' ? verdict.reasons : [],
    mappings: planned.map(({ id, revision, moodleName: name }) => ({
      ...{ id, revision, name },
      sourceCount: sources.get(id)?.people.size ?? 0,
    })),
    unmatched: new Set(planned.flatMap(({ id }) => [...(sources.get(id)?.unmatched ?? [])])).size,
    leftOut: leftOut.map(({ mapping, cause }) => ({
      ...{ mappingId: mapping.id, name: mapping.moodleName, code: cause.code },
    })),
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

function takenFrom(targets: readonly TargetPlan[], mappingId: string): number {
  const own = targets.filter(({ chosen }) => chosen.mappings.some(({ id }) => id === mappingId));
  return own.flatMap(({ steps }) => steps).filter(takesAway).length;
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
    sources: mappings.map(({ id, lastSourceCount, isReviewed }) => {
      const now = sources.get(id)?.people.size ?? 0;
      // A run that was stopped has put people in and counted none.
      const before = lastSourceCount > 0 ? lastSourceCount : takenFrom(targets, id);
      return { mappingId: id, now, before, isReviewed };
    }),
    irreversible: targets.flatMap(({ steps }) => steps).filter(({ isReversible }) => !isReversible).length,
  };
}
