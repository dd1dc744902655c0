import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newcomers, planTarget, type TargetState } from '../../src/domain/sync-plan.ts';
import { type HeldState, takesAway } from '../../src/domain/sync-step.ts';
import type { SyncTarget } from '../../src/domain/sync-target.ts';

const targets: SyncTarget[] = [
  { kind: 'cohort', cohortId: 1 },
  { kind: 'enrolment', courseId: 2, roleId: 5, role: 'student' },
  { kind: 'group', courseId: 2, groupId: 3, role: 'student' },
  { kind: 'space', spaceId: 's', role: 'teacher' },
];
const people = Array.from({ length: 10 }, (_, place) => place + 1);
const some = fc.subarray(people);
const rolesOf = (target: SyncTarget): string[] =>
  target.kind === 'space' ? ['teacher', 'owner'] : ['student', 'editingteacher'];

const aState: fc.Arbitrary<TargetState> = fc.constantFrom(...targets).chain((target) => {
  const held = fc.record<HeldState>({
    status:
      target.kind === 'enrolment' || target.kind === 'space'
        ? fc.constantFrom('active', 'suspended')
        : fc.constant('active'),
    roles: target.kind === 'cohort' ? fc.constant([]) : fc.subarray(rolesOf(target)),
    groupIds: fc.constant([]),
  });
  return fc
    .record({
      wanted: some,
      actual: fc.uniqueArray(fc.tuple(fc.constantFrom(...people), held), { selector: ([id]) => id }),
      made: fc.uniqueArray(fc.tuple(fc.constantFrom(...people), fc.constantFrom('active', 'suspended')), {
        selector: ([id]) => id,
      }),
      pins: fc.uniqueArray(fc.tuple(fc.constantFrom(...people), fc.constantFrom('stays', 'never')), {
        selector: ([id]) => id,
        maxLength: 3,
      }),
      whenGone: fc.constantFrom(
        'keep',
        target.kind === 'enrolment' || target.kind === 'space' ? 'suspend' : 'remove',
        'remove',
      ),
      known: some,
      enrolled: some,
    })
    .map(({ wanted, actual, made, pins, whenGone, known, enrolled }) => ({
      target,
      wanted: new Map(wanted.map((id) => [id, `a${id}`])),
      actual: new Map(actual),
      made: new Map(
        made.map(([id, status]) => [id, { status: status as HeldState['status'], accountId: null }]),
      ),
      pins: new Map(pins) as TargetState['pins'],
      whenGone: whenGone as TargetState['whenGone'],
      known: new Set(known),
      enrolled: new Set(enrolled),
      wantedElsewhere: new Set<number>(),
      addedElsewhere: new Set<number>(),
    }));
});

/** The target after every step took effect, with what sync then calls its own. */
function applied(state: TargetState): TargetState {
  const [actual, made] = [new Map(state.actual), new Map(state.made)];
  for (const { action, userId, accountId } of planTarget(state)) {
    const was = actual.get(userId);
    const role = state.target.kind === 'cohort' ? [] : [state.target.role];
    if (action === 'list') continue;
    if (action === 'remove') {
      actual.delete(userId);
      made.delete(userId);
      continue;
    }
    const status = action === 'suspend' ? 'suspended' : 'active';
    actual.set(userId, { status, roles: was?.roles ?? role, groupIds: [] });
    made.set(userId, { status, accountId });
  }
  return { ...state, actual, made };
}

describe('A plan', () => {
  test('takes away only what sync made, never from who is pinned, and never from who holds another role', () => {
    fc.assert(
      fc.property(aState, (state) => {
        for (const { userId } of planTarget(state).filter(takesAway)) {
          const held = state.actual.get(userId);
          expect(state.made.has(userId)).toBe(true);
          expect(held?.status).toBe('active');
          expect(state.pins.get(userId)).not.toBe('stays');
          expect(state.wanted.has(userId) && state.pins.get(userId) !== 'never').toBe(false);
          const own = state.target.kind === 'cohort' ? undefined : state.target.role;
          expect(held?.roles.filter((role) => role !== own) ?? []).toEqual([]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('has one step for a person at most, and every step that is not for a human changes something', () => {
    fc.assert(
      fc.property(aState, (state) => {
        const steps = planTarget(state);
        expect(new Set(steps.map(({ userId }) => userId)).size).toBe(steps.length);
        for (const { action, userId } of steps) {
          const status = state.actual.get(userId)?.status;
          if (action === 'add') expect(status).toBeUndefined();
          if (action === 'reactivate') expect(status).toBe('suspended');
          if (takesAway({ action })) expect(status).toBe('active');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('once it took effect, leaves nothing to do', () => {
    fc.assert(
      fc.property(aState, (state) => {
        const again = planTarget(applied(state)).filter(({ action }) => action !== 'list');
        expect(again).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('brings in everybody who is wanted, is known to Moodle and is not blocked, or says why not', () => {
    fc.assert(
      fc.property(aState, (state) => {
        const steps = new Map(planTarget(state).map((step) => [step.userId, step]));
        for (const userId of newcomers(state)) {
          expect(steps.has(userId)).toBe(true);
          const isListed = steps.get(userId)?.action === 'list';
          const canCome =
            state.known.has(userId) && (state.target.kind !== 'group' || state.enrolled.has(userId));
          expect(isListed).toBe(!canCome);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('says the same however often it is asked', () => {
    fc.assert(
      fc.property(aState, (state) => expect(planTarget(state)).toEqual(planTarget(structuredClone(state)))),
    );
  });

  test('warns that Moodle may mail, that dates are lost, and that grades go with an enrolment', () => {
    const base = {
      wanted: new Map(),
      pins: new Map(),
      known: new Set<number>(),
      enrolled: new Set<number>(),
    };
    const enrolment = targets[1] as SyncTarget;
    const held: HeldState = { status: 'active', roles: ['student'], groupIds: [] };
    const state = (whenGone: TargetState['whenGone']): TargetState => ({
      ...{ ...base, target: enrolment, actual: new Map([[1, held]]), whenGone },
      made: new Map([[1, { status: 'active', accountId: null }]]),
      ...{ wantedElsewhere: new Set<number>(), addedElsewhere: new Set<number>() },
    });
    expect(planTarget(state('suspend'))).toMatchObject([
      {
        action: 'suspend',
        warnings: ['may-mail', 'dates-lost'],
        isReversible: true,
        reason: 'gone-from-source',
      },
    ]);
    expect(planTarget(state('remove'))).toMatchObject([
      { action: 'remove', warnings: ['grades-lost'], isReversible: false },
    ]);
    expect(planTarget(state('keep'))).toEqual([]);
  });
});
