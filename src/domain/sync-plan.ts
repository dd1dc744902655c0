import type { WhenGone } from './sync-mapping.ts';
import type { HeldState, PlannedStep, SyncReason } from './sync-step.ts';
import { stepOf } from './sync-step-kind.ts';
import { hasStatus, type SyncTarget } from './sync-target.ts';

/** Everything that decides what happens in one target. All maps and sets are by Moodle user id. */
export interface TargetState {
  target: SyncTarget;
  /** Who shall be in it, with the account where there is one. */
  wanted: ReadonlyMap<number, string | null>;
  /** Who is in it, read completely. */
  actual: ReadonlyMap<number, HeldState>;
  /** What sync put there, with the status that it set last. */
  made: ReadonlyMap<number, { status: HeldState['status']; accountId: string | null }>;
  pins: ReadonlyMap<number, 'stays' | 'never'>;
  /** The most careful policy of the mappings that share the target. */
  whenGone: WhenGone;
  /** Group: who is enrolled in its course, or will be before. */
  enrolled: ReadonlySet<number>;
  /** Enrolment: whom a mapping with another role wants in the same course. */
  wantedElsewhere: ReadonlySet<number>;
  /** Enrolment: whom this plan enrols there with another role; Moodle would be written twice for one person. */
  addedElsewhere: ReadonlySet<number>;
  /** Of those who might be added: accounts that Moodle shows. */
  known: ReadonlySet<number>;
}

/** Steps of one target, in the order of user ids. Same input, same plan; nothing to do, no step. */
export function planTarget(state: TargetState): PlannedStep[] {
  const people = new Set([...state.wanted.keys(), ...state.actual.keys()]);
  return [...people]
    .sort((a, b) => a - b)
    .flatMap((userId) => {
      const isWanted = state.wanted.has(userId) && state.pins.get(userId) !== 'never';
      return (isWanted ? bringIn(state, userId) : letGo(state, userId)) ?? [];
    });
}

/** Who might be added: the planner asks Moodle for their accounts before it plans. */
export function newcomers(state: Pick<TargetState, 'wanted' | 'actual' | 'pins'>): number[] {
  return [...state.wanted.keys()].filter(
    (userId) => !state.actual.has(userId) && state.pins.get(userId) !== 'never',
  );
}

function bringIn(state: TargetState, userId: number): PlannedStep | undefined {
  const { target, actual, made } = state;
  const accountId = state.wanted.get(userId) ?? null;
  const list = (reason: SyncReason): PlannedStep => stepOf(target, 'list', userId, accountId, reason);
  const held = actual.get(userId);
  if (!held) {
    if (!state.known.has(userId)) return list('no-moodle-account');
    if (state.addedElsewhere.has(userId)) return list('holds-other-role');
    if (target.kind === 'group' && !state.enrolled.has(userId)) return list('not-enrolled');
    return stepOf(target, 'add', userId, accountId, 'in-source');
  }
  if (!hasStatus(target)) return undefined;
  if (held.roles.length === 0 && !made.has(userId)) return list('enrolled-otherwise');
  if (held.roles.length > 0 && !isIn(target, held)) return list('holds-other-role');
  if (held.status === 'active') return undefined;
  return made.get(userId)?.status === 'suspended'
    ? stepOf(target, 'reactivate', userId, accountId, 'back-in-source')
    : list(target.kind === 'space' ? 'removed-by-owner' : 'suspended-by-others');
}

function letGo(state: TargetState, userId: number): PlannedStep | undefined {
  const { target, actual, made, pins, whenGone } = state;
  const [held, ours, pin] = [actual.get(userId), made.get(userId), pins.get(userId)];
  // What sync did not make, it does not take away; who was suspended is gone already.
  if (!held || !ours || pin === 'stays' || held.status === 'suspended') return undefined;
  const policy = pin === 'never' ? atLeastGone(target, whenGone) : whenGone;
  if (policy === 'keep') return undefined;
  const reason = pin === 'never' ? 'blocked' : 'gone-from-source';
  if (isProtected(target, held) || state.wantedElsewhere.has(userId)) {
    return stepOf(target, 'list', userId, ours.accountId, 'holds-other-role');
  }
  if (policy === 'suspend') return stepOf(target, 'suspend', userId, ours.accountId, reason);
  return stepOf(target, 'remove', userId, ours.accountId, reason);
}

/** A block asks for more than keeping: it takes out what sync put in, as carefully as the target allows. */
function atLeastGone(target: SyncTarget, policy: WhenGone): WhenGone {
  return policy === 'keep' ? (hasStatus(target) ? 'suspend' : 'remove') : policy;
}

/**
 * Whoever holds a role other than the mapping's in that course, or owns the space, is never suspended or removed.
 * In a group the roles are those of the course.
 */
export function isProtected(target: SyncTarget, held: HeldState): boolean {
  return target.kind !== 'cohort' && holdsOtherRole(target, held);
}

function holdsOtherRole(target: SyncTarget, { roles }: HeldState): boolean {
  return roles.some((role) => role !== roleIn(target));
}

/** The plain role of a space is for everybody: who is more than that is in it, too. */
function isIn(target: SyncTarget, { roles }: HeldState): boolean {
  return roles.includes(roleIn(target)) || (target.kind === 'space' && target.role === 'member');
}

function roleIn(target: SyncTarget): string {
  return target.kind === 'cohort' ? '' : target.role;
}
