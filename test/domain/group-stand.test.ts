import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { groupCell, groupCounts, groupPlace, groupTotals } from '../../src/domain/group-stand.ts';
import { attentionOf, attentionRule } from '../../src/domain/training-attention.ts';
import type { Curriculum, Unit, UnitKind } from '../../src/domain/training-curriculum.ts';
import type { Participant, UnitState } from '../../src/domain/training-participant.ts';
import { isStepComplete } from '../../src/domain/training-progress.ts';

const day = 86_400_000;
const now = 1_800_000_000_000;
const words = { de: 'Titel', en: '' };

const unit = (key: string, kind: UnitKind, isOptional = false): Unit => ({
  ...{ key, kind, isOptional, title: words, minutes: 30, contentId: 'content' },
});
const steps = [
  { id: 'one', units: [unit('read', 'reading'), unit('check', 'self-check'), unit('more', 'video', true)] },
  { id: 'two', units: [unit('meet', 'workshop'), unit('think', 'reflection')] },
].map((step) => ({ ...step, title: words, topics: [], format: words }));
const curriculum: Curriculum = {
  ...{ id: 'c', spaceId: 's', version: 1, state: 'published', steps },
  ...{ practice: { afterStep: 'one', events: 2 }, createdAt: 0, createdBy: null, publishedAt: 0 },
};
const keys = ['read', 'check', 'more', 'meet', 'think'];

const aState: fc.Arbitrary<UnitState> = fc.record(
  {
    state: fc.constantFrom('begun' as const, 'done' as const),
    at: fc.integer({ min: now - 60 * day, max: now }),
    by: fc.constant('self' as const),
    attempts: fc.integer({ min: 0, max: 6 }),
    best: fc.integer({ min: 0, max: 100 }),
  },
  { requiredKeys: ['state', 'at', 'by'] },
);
const aParticipant: fc.Arbitrary<Participant> = fc.record({
  ...{ id: fc.uuid(), spaceId: fc.constant('s'), runId: fc.constant('r'), accountId: fc.uuid() },
  ...{ siteId: fc.constant('site'), practiceNetwork: fc.constant('') },
  joinedAt: fc.integer({ min: now - 90 * day, max: now }),
  lastActiveAt: fc.integer({ min: now - 60 * day, max: now }),
  units: fc.dictionary(fc.constantFrom(...keys), aState),
  practice: fc.record({ events: fc.integer({ min: 0, max: 4 }), hours: fc.constant(0) }),
  completedSteps: fc.constant({}),
  completedAt: fc.option(fc.constant(now)),
  isGone: fc.constant(false),
});
const aRun = fc.record({
  state: fc.constantFrom('planned' as const, 'running' as const, 'ended' as const),
  meetings: fc.dictionary(
    fc.constant('meet'),
    fc
      .integer({ min: now - 60 * day, max: now + 60 * day })
      .map((startsAt) => ({ startsAt, endsAt: startsAt + 3_600_000, place: '', url: '' as const })),
  ),
  dueAt: fc.dictionary(
    fc.constantFrom('one', 'two'),
    fc.integer({ min: now - 60 * day, max: now + 60 * day }),
  ),
});

describe('who needs help', () => {
  test('is nobody before and after a run, nobody who is complete, and nobody who left', () => {
    fc.assert(
      fc.property(aRun, aParticipant, (run, participant) => {
        const reasons = attentionOf(curriculum, run, participant, now);
        if (run.state !== 'running' || participant.completedAt !== null) expect(reasons).toEqual([]);
        expect(attentionOf(curriculum, run, { ...participant, isGone: true }, now)).toEqual([]);
      }),
    );
  });

  test('is told with what has waited longest first, and never about a unit that is done or optional', () => {
    fc.assert(
      fc.property(aRun, aParticipant, (run, participant) => {
        const reasons = attentionOf(curriculum, run, participant, now);
        const since = reasons.map((reason) => reason.since);
        expect(since).toEqual([...since].sort((a, b) => a - b));
        for (const reason of reasons) {
          if (!('unitKey' in reason)) continue;
          expect(reason.unitKey).not.toBe('more');
          expect(participant.units[reason.unitKey]?.state).not.toBe('done');
        }
      }),
    );
  });

  test('is whoever the stated rule names, and the rule is met to the day', () => {
    const fresh: Participant = {
      ...{ id: 'p', spaceId: 's', runId: 'r', accountId: 'a', siteId: 'site', practiceNetwork: '' },
      ...{ joinedAt: now - 90 * day, lastActiveAt: now, units: {}, practice: { events: 0, hours: 0 } },
      ...{ completedSteps: {}, completedAt: null, isGone: false },
    };
    const run = { state: 'running' as const, meetings: {}, dueAt: {} };
    const kindsFor = (changes: Partial<Participant>, dates: Partial<typeof run> = {}) =>
      attentionOf(curriculum, { ...run, ...dates }, { ...fresh, ...changes }, now).map(({ kind }) => kind);
    const tried = (attempts: number): Partial<Participant> => ({
      units: { check: { state: 'begun', at: now, by: 'self', attempts, best: 40 } },
    });
    expect(kindsFor({})).toEqual([]);
    expect(kindsFor(tried(attentionRule.failedAttempts - 1))).toEqual([]);
    expect(kindsFor(tried(attentionRule.failedAttempts))).toEqual(['self-check-failed']);
    expect(kindsFor({ lastActiveAt: now - attentionRule.silentDays * day })).toEqual([]);
    expect(kindsFor({ lastActiveAt: now - attentionRule.silentDays * day - 1 })).toEqual(['silent']);
    const due = now - attentionRule.overdueDays * day;
    expect(kindsFor({}, { dueAt: { one: due } })).toEqual([]);
    expect(kindsFor({}, { dueAt: { one: due - 1 } })).toEqual(['step-overdue']);
    const meeting = (endsAt: number) => ({
      meetings: { meet: { startsAt: endsAt - 1000, endsAt, place: '', url: '' as const } },
    });
    expect(kindsFor({}, meeting(now + 1))).toEqual([]);
    expect(kindsFor({}, meeting(now - 1))).toEqual(['meeting-missed']);
    expect(kindsFor({ joinedAt: now }, meeting(now - 1))).toEqual([]);
  });
});

describe('how a group stands', () => {
  const aGroup = fc.array(aParticipant, { maxLength: 30 });

  test('counts everybody once', () => {
    fc.assert(
      fc.property(aRun, aGroup, (run, group) => {
        const people = group.map((participant) => ({
          participant,
          reasons: attentionOf(curriculum, run, participant, now),
        }));
        const { needing, going, complete } = groupCounts(people);
        expect(needing + going + complete).toBe(people.length);
        expect(Math.min(needing, going, complete)).toBeGreaterThanOrEqual(0);
        expect(needing).toBe(people.filter(({ reasons }) => reasons.length > 0).length);
      }),
    );
  });

  test('is told by the first step that half of them have still to complete', () => {
    fc.assert(
      fc.property(aGroup, (group) => {
        const place = groupPlace(curriculum, group);
        const behind = (id: string): number => {
          const step = steps.find((one) => one.id === id);
          return group.filter(({ units }) => step && !isStepComplete(step, units)).length;
        };
        const expected = steps.find(({ id }) => behind(id) > 0 && behind(id) * 2 >= group.length);
        expect(place?.step.id).toBe(expected?.id);
        if (place) expect(place.missing).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test('stays at a step while half of them are behind, and goes on with the next one then', () => {
    const done = { state: 'done' as const, at: now, by: 'self' as const };
    const ahead = { units: { read: done, check: done } };
    const behind = { units: { read: done } };
    expect(groupPlace(curriculum, [ahead, ahead, behind, behind])?.step.id).toBe('one');
    expect(groupPlace(curriculum, [ahead, ahead, ahead, behind, behind])).toMatchObject({
      step: { id: 'two' },
      missing: 2,
    });
    expect(groupPlace(curriculum, [ahead, behind])?.missing).toBe(1);
    expect(groupPlace(curriculum, [])).toBeUndefined();
  });

  test('is told in totals from five people on, and no total is greater than the group', () => {
    fc.assert(
      fc.property(aGroup, (group) => {
        const totals = groupTotals(curriculum, group);
        expect(totals === undefined).toBe(group.length < 5);
        for (const { complete } of totals?.steps ?? []) expect(complete).toBeLessThanOrEqual(group.length);
        expect(JSON.stringify(totals ?? '')).not.toContain(group[0]?.accountId ?? 'nobody');
      }),
    );
  });
});

test('a cell says help only where something is open, and done whatever was before', () => {
  const reasons = [{ kind: 'meeting-missed' as const, unitKey: 'meet', since: now }];
  const done = { meet: { state: 'done' as const, at: now, by: 'trainer' as const } };
  expect(groupCell({}, { key: 'meet' }, reasons)).toBe('help');
  expect(groupCell(done, { key: 'meet' }, reasons)).toBe('done');
  expect(groupCell({}, { key: 'read' }, reasons)).toBe('open');
  expect(groupCell({ read: { ...done.meet, state: 'begun' } }, { key: 'read' }, reasons)).toBe('begun');
});
