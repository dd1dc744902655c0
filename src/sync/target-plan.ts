import type { SyncMade } from '../domain/sync-made.ts';
import type { SyncPin } from '../domain/sync-pin.ts';
import { newcomers, planTarget, type TargetState } from '../domain/sync-plan.ts';
import type { PlannedStep } from '../domain/sync-step.ts';
import type { SyncTarget } from '../domain/sync-target.ts';
import { everyRow, type Store, type Stored } from '../store/port.ts';
import { syncMade } from '../store/sync-made.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import type { Source } from './mapping-source.ts';
import type { SiteReading } from './site-reading.ts';

/** Steps of one target, and what the headline says about it. */
export interface TargetPlan {
  chosen: ChosenTarget;
  steps: PlannedStep[];
  /** People whom sync put there and who are active. */
  ours: number;
  notOurs: number;
  /** What sync had made and somebody has ended since: if they come back by somebody's hand, they are not sync's. */
  leftBehind: Stored<SyncMade>[];
}

/** Everything that the targets of one plan share. */
export interface PlanGround {
  store: Store;
  siteId: string;
  reading: SiteReading;
  sources: ReadonlyMap<string, Source>;
  pins: readonly SyncPin[];
  /** Enrolment mappings in force or chosen: who is wanted in a course, and with which role. */
  wantedInCourses: readonly { courseId: number; role: string; people: Source['people'] }[];
}

/**
 * One target after the other, because the later ones build on who is enrolled by the earlier.
 *
 * @param added by course, whom the targets before enrol; this one adds its own
 */
export async function planNext(
  ground: PlanGround,
  chosen: ChosenTarget,
  added: Map<number, Set<number>>,
): Promise<TargetPlan> {
  const plan = await planOne(ground, chosen, added);
  const { target } = chosen;
  if (target.kind === 'enrolment') {
    const adding = plan.steps.filter(({ action }) => action === 'add').map(({ userId }) => userId);
    added.set(target.courseId, new Set([...(added.get(target.courseId) ?? []), ...adding]));
  }
  return plan;
}

async function planOne(
  { store, siteId, reading, sources, pins, wantedInCourses }: PlanGround,
  chosen: ChosenTarget,
  added: ReadonlyMap<number, Set<number>>,
): Promise<TargetPlan> {
  const { target, key, mappings, whenGone } = chosen;
  const wanted = new Map(mappings.flatMap(({ id }) => [...(sources.get(id)?.people ?? [])]));
  const rows = await Array.fromAsync(everyRow(store, syncMade, 'byTarget', [siteId, key]));
  const made = new Map(rows.map(({ doc }) => [doc.userId, doc]));
  const actual = await reading.held(target);
  const ids = mappings.map(({ id }) => id);
  const own = pins.filter(({ mappingId }) => mappingId === null || ids.includes(mappingId));
  const state = {
    target,
    wanted,
    actual,
    made,
    pins: new Map(own.map(({ userId, kind }) => [userId, kind])),
  };
  const inCourse = courseOf(target) === undefined ? undefined : added.get(courseOf(target) ?? 0);
  const full: TargetState = {
    ...state,
    whenGone,
    enrolled: target.kind === 'group' ? await enrolledIn(reading, target.courseId, inCourse) : new Set(),
    wantedElsewhere: elsewhere(target, wantedInCourses),
    addedElsewhere: target.kind === 'enrolment' ? (inCourse ?? new Set()) : new Set(),
    // Who stands in Moodle's own list is known there.
    known: target.kind === 'space' ? new Set(wanted.keys()) : await reading.known(newcomers(state)),
  };
  const active = [...actual].filter(([, { status }]) => status === 'active').map(([userId]) => userId);
  const leftBehind = rows.filter(({ doc }) => !actual.has(doc.userId) && !wanted.has(doc.userId));
  const ours = active.filter((userId) => made.has(userId)).length;
  return { chosen, steps: planTarget(full), ours, notOurs: active.length - ours, leftBehind };
}

function courseOf(target: SyncTarget): number | undefined {
  return 'courseId' in target ? target.courseId : undefined;
}

async function enrolledIn(
  reading: SiteReading,
  courseId: number,
  added: ReadonlySet<number> | undefined,
): Promise<Set<number>> {
  return new Set([...(await reading.enrolled(courseId)), ...(added ?? [])]);
}

function elsewhere(target: SyncTarget, wanted: PlanGround['wantedInCourses']): Set<number> {
  if (target.kind !== 'enrolment') return new Set();
  const others = wanted.filter(({ courseId, role }) => courseId === target.courseId && role !== target.role);
  return new Set(others.flatMap(({ people }) => [...people.keys()]));
}
