import { CodedError } from '../domain/errors.ts';
import { isAboutOneTarget, moodleFailureClass } from '../domain/moodle-failure.ts';
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
  leftOut: readonly { mapping: SyncMapping; cause: CodedError }[];
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
    const source = await orUnreadable(mapping, () => sourceOf(store, reading, mapping));
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
  const leftOut: { mapping: SyncMapping; cause: CodedError }[] = [];
  const added = new Map<number, Set<number>>();
  for (const target of chosenTargets(all, chosen)) {
    const failed = target.mappings.flatMap(({ id }) => unreadable.get(id) ?? []);
    const plan = failed[0] ?? (await orUnreadable(target.mappings[0], () => planNext(ground, target, added)));
    if (!(plan instanceof CodedError)) targets.push(plan);
    else {
      const mine = target.mappings.filter((mapping) => chosen.includes(mapping));
      leftOut.push(...mine.map((mapping) => ({ mapping, cause: plan })));
    }
  }
  return { targets, sources, leftOut };
}

/** Whatever Moodle does not show, somebody wants to know for which mapping it was asked. */
async function orUnreadable<Value>(
  mapping: SyncMapping | undefined,
  read: () => Promise<Value>,
): Promise<Value | CodedError> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CodedError) || moodleFailureClass(error.code) === undefined) throw error;
    const asked = mapping && { mapping: mapping.id, name: mapping.moodleName };
    const told = new CodedError(error.code, { ...error.details, ...asked }, error);
    if (isAboutOneTarget(error.code)) return told;
    throw told;
  }
}
