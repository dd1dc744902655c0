import { CodedError, type ErrorCode } from '../domain/errors.ts';
import { isAboutOneTarget } from '../domain/moodle-failure.ts';
import type { SyncMapping } from '../domain/sync-mapping.ts';
import { everyRow, type Store } from '../store/port.ts';
import { syncPins } from '../store/sync-pin.ts';
import { chosenTargets, isInForce } from './chosen-targets.ts';
import { type Source, sourceOf } from './mapping-source.ts';
import type { SiteReading } from './site-reading.ts';
import { planNext, type TargetPlan } from './target-plan.ts';

/** What mappings come to at one time. */
export interface MappedTargets {
  targets: TargetPlan[];
  /** By the id of the mapping. */
  sources: ReadonlyMap<string, Source>;
  /** Mappings whose target or source Moodle does not show any more: nothing happens there, and the others go on. */
  leftOut: readonly { mapping: SyncMapping; code: ErrorCode }[];
}

interface Wanted {
  store: Store;
  siteId: string;
  reading: SiteReading;
  /** Every mapping of the site: those in force have a say in the targets of the chosen ones. */
  all: readonly SyncMapping[];
  chosen: readonly SyncMapping[];
}

/** @throws CodedError `moodle.*` (what was not read completely is not planned for), `store.*` */
export async function planMapped({ store, siteId, reading, all, chosen }: Wanted): Promise<MappedTargets> {
  const said = all.filter((mapping) => isInForce(mapping) || chosen.includes(mapping));
  const sources = new Map<string, Source>();
  const unreadable = new Map<string, CodedError>();
  for (const mapping of said) {
    const source = await orUnreadable(() => sourceOf(store, reading, mapping));
    if (source instanceof CodedError) unreadable.set(mapping.id, source);
    else sources.set(mapping.id, source);
  }
  const pins = await Array.fromAsync(everyRow(store, syncPins, 'bySite', [siteId]), ({ doc }) => doc);
  const wantedInCourses = said.flatMap(({ id, direction, moodle }) =>
    direction === 'to-moodle' && moodle.kind === 'enrolment'
      ? [{ courseId: moodle.courseId, role: moodle.role, people: sources.get(id)?.people ?? new Map() }]
      : [],
  );
  const ground = { store, siteId, reading, sources, pins, wantedInCourses };
  const targets: TargetPlan[] = [];
  const leftOut: { mapping: SyncMapping; code: ErrorCode }[] = [];
  const added = new Map<number, Set<number>>();
  for (const target of chosenTargets(all, chosen)) {
    const failed = target.mappings.flatMap(({ id }) => unreadable.get(id) ?? []);
    const plan = failed[0] ?? (await orUnreadable(() => planNext(ground, target, added)));
    if (!(plan instanceof CodedError)) targets.push(plan);
    else {
      const mine = target.mappings.filter((mapping) => chosen.includes(mapping));
      leftOut.push(...mine.map((mapping) => ({ mapping, code: plan.code })));
    }
  }
  return { targets, sources, leftOut };
}

async function orUnreadable<Value>(read: () => Promise<Value>): Promise<Value | CodedError> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CodedError && isAboutOneTarget(error.code)) return error;
    throw error;
  }
}
