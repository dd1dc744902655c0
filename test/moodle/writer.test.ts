import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { WriteResult } from '../../src/domain/moodle-state.ts';
import { type WriteBatch, writeHalving } from '../../src/moodle/batch.ts';
import { createMoodleWriter } from '../../src/moodle/create-writer.ts';
import { MoodleFailure } from '../../src/moodle/failure.ts';
import type { WebServiceTrouble } from '../../src/practice-moodle/web-services/trouble.ts';
import { withMoodleServices } from '../support/moodle-services.ts';

const at = withMoodleServices();

const invented = (count: number) =>
  at()
    .moodle.invent(count)
    .map(({ userId }) => Number(userId));
const outcomes = (results: readonly WriteResult[]) => results.map(({ outcome }) => outcome);
const calls = () => at().moodle.webServices.calls;
function trouble(kind: WebServiceTrouble, ...numbers: number[]): void {
  let number = 0;
  at().moodle.misbehave.webServices = () => {
    number += 1;
    return numbers.length === 0 || numbers.includes(number) ? kind : undefined;
  };
}

describe('Members of a cohort', () => {
  test('are added, and those who were in it, or are gone, are told apart', async () => {
    const people = invented(200);
    const cohort = at().moodle.webServices.addCohort('Netzwerk', people.slice(0, 2));
    at().moodle.webServices.deleteAccount(people[5] ?? 0);
    const results = await at().writer.addCohortMembers(cohort, people);
    expect(calls()).toHaveLength(1);
    expect(calls()[0]?.variables).toBeLessThanOrEqual(900);
    expect(outcomes(results).slice(0, 6)).toEqual(['was-so', 'was-so', 'done', 'done', 'done', 'refused']);
    expect(results[5]).toMatchObject({
      code: 'moodle.user-unknown',
      message: `user id=${people[5]} not exists`,
    });
    expect(at().moodle.webServices.cohort(cohort)?.members.size).toBe(199);
  });

  test('are unknown where Moodle warns of something that cannot be read', async () => {
    const warnings = [{ warningcode: '1', message: 'Invalid context: 50' }];
    const client = {
      siteUrl: '',
      count: 0,
      call: async <Answer>() => ({ warnings }) as Answer,
    };
    const results = await createMoodleWriter(client).addCohortMembers(1, [3, 5]);
    expect(outcomes(results)).toEqual(['unknown', 'unknown']);
  });

  test('of a cohort that is gone are not tried one by one', async () => {
    const people = invented(20);
    await expect(at().writer.addCohortMembers(99, people)).rejects.toThrow('moodle.target-gone');
    await expect(at().writer.removeCohortMembers(99, people)).rejects.toThrow('moodle.target-gone');
    expect(calls()).toHaveLength(3);
  });

  test('are removed', async () => {
    const people = invented(3);
    const cohort = at().moodle.webServices.addCohort('Netzwerk', people);
    await at().writer.removeCohortMembers(cohort, people.slice(1));
    expect([...(at().moodle.webServices.cohort(cohort)?.members ?? [])]).toEqual(people.slice(0, 1));
  });
});

describe('Enrolling', () => {
  test('sets the status every time, and never sends dates', async () => {
    const people = invented(200);
    await at().writer.enrol(4, 5, people, 'active');
    await at().writer.enrol(4, 5, people.slice(0, 1), 'suspended');
    expect(at().moodle.webServices.enrolment(4, people[0] ?? 0)?.manual?.status).toBe(1);
    expect(at().moodle.webServices.enrolment(4, people[1] ?? 0)?.manual?.status).toBe(0);
    for (const { fields, variables } of calls()) {
      expect(JSON.stringify(fields)).toMatch(/"suspend":"[01]"/);
      expect(JSON.stringify(fields)).not.toContain('timestart');
      expect(variables).toBeLessThanOrEqual(900);
    }
  });

  test('finds two bad people among 200, enrols the others, and asks Moodle few times', async () => {
    const people = invented(200);
    for (const index of [3, 150]) at().moodle.webServices.deleteAccount(people[index] ?? 0);
    const results = await at().writer.enrol(4, 5, people, 'active');
    const refused = results.filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ userId }) => userId)).toEqual([people[3], people[150]]);
    expect(refused[0]).toMatchObject({ code: 'moodle.user-unknown', message: 'Invalid user' });
    expect(at().moodle.webServices.enrolled(4)).toHaveLength(198 + 5);
    expect(calls().length).toBeLessThan(36);
    await expect(at().writer.enrol(99, 5, people, 'active')).rejects.toThrow('moodle.target-gone');
  });

  test('is stopped by what is wrong with the course, without halving', async () => {
    at().moodle.webServices.settings.withoutManualEnrolment.add(4);
    await expect(at().writer.enrol(4, 5, invented(50), 'active')).rejects.toThrow(
      'moodle.no-manual-enrolment',
    );
    expect(calls()).toHaveLength(1);
  });

  test('that was lost in the middle of halving keeps what is known', async () => {
    const people = invented(4);
    at().moodle.webServices.deleteAccount(people[0] ?? 0);
    // All, the course, the first two, the first, the second, the last two.
    trouble('lost-answer', 6);
    const results = await at().writer.enrol(4, 5, people, 'active');
    expect(outcomes(results)).toEqual(['refused', 'done', 'unknown', 'unknown']);
  });

  test('that is forbidden in the middle of halving keeps what is done', async () => {
    const people = invented(4);
    at().moodle.webServices.deleteAccount(people[0] ?? 0);
    let number = 0;
    at().moodle.misbehave.webServices = () => {
      number += 1;
      if (number === 6) at().moodle.webServices.settings.missingCapabilities.add('enrol/manual:enrol');
      return undefined;
    };
    const results = await at().writer.enrol(4, 5, people, 'active');
    expect(outcomes(results)).toEqual(['refused', 'done', 'refused', 'refused']);
    expect(results[3]?.code).toBe('moodle.capability-missing');
  });

  test('ends with unenrolling', async () => {
    const people = invented(2);
    await at().writer.enrol(4, 5, people, 'active');
    expect(outcomes(await at().writer.unenrol(4, people))).toEqual(['done', 'done']);
    expect(at().moodle.webServices.enrolled(4)).toHaveLength(5);
  });
});

describe('Members of a group', () => {
  test('are added and removed; who is not enrolled is refused', async () => {
    const group = at().moodle.webServices.addGroup(3, 'Lerngruppe');
    const inside = at()
      .moodle.enrol(3)
      .map(({ userId }) => Number(userId));
    const outside = invented(1);
    const results = await at().writer.addGroupMembers(group, [...inside, ...outside]);
    expect(outcomes(results)).toEqual(['done', 'done', 'done', 'refused']);
    expect(results[3]?.code).toBe('moodle.value-refused');
    await at().writer.removeGroupMembers(group, inside.slice(1));
    expect([...(at().moodle.webServices.group(group)?.members ?? [])]).toEqual(inside.slice(0, 1));
  });
});

describe('A batch', () => {
  test('has at most 200 people, each once', async () => {
    const people = invented(201);
    expect(at().writer.batchSize('enrol')).toBe(200);
    await expect(at().writer.enrol(4, 5, people, 'active')).rejects.toThrow(RangeError);
    await expect(at().writer.enrol(4, 5, [5, 5], 'active')).rejects.toThrow(RangeError);
    expect(await at().writer.enrol(4, 5, [], 'active')).toEqual([]);
    expect(calls()).toEqual([]);
  });

  test.each(['exception', 'php-error'] as const)(
    'that fails once as a whole (“%s”) is written in halves',
    async (kind) => {
      const people = invented(8);
      trouble(kind, 1);
      const results = await at().writer.enrol(4, 5, people, 'active');
      expect(new Set(outcomes(results))).toEqual(new Set(['done']));
      expect(calls()).toHaveLength(4);
    },
  );

  test('of whatever people: the good are written once, the bad refused, each has one result in its place', async () => {
    const batch = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.boolean()), {
      maxLength: 200,
      selector: ([id]) => id,
    });
    await fc.assert(
      fc.asyncProperty(batch, async (people) => {
        const bad = new Set(people.filter(([, isBad]) => isBad).map(([id]) => id));
        const ids = people.map(([id]) => id);
        const written: number[] = [];
        const write: WriteBatch = async (some) => {
          if (some.some((id) => bad.has(id))) throw new MoodleFailure('moodle.value-refused');
          written.push(...some);
          return some.map((userId) => ({ userId, outcome: 'done' }));
        };
        const results = await writeHalving(ids, write);
        expect(results.map(({ userId }) => userId)).toEqual(ids);
        expect(written).toEqual(ids.filter((id) => !bad.has(id)));
        for (const { userId, outcome } of results) expect(outcome).toBe(bad.has(userId) ? 'refused' : 'done');
      }),
      { numRuns: 200 },
    );
  });

  test('with whatever fault at whatever call: nothing is called done that is not so in Moodle', async () => {
    const kinds = [
      'error-500',
      'html-after',
      'lost-answer',
      'lost-request',
      'exception',
      'broken-json',
    ] as const;
    const people = invented(12);
    at().moodle.webServices.deleteAccount(people[7] ?? 0);
    for (const kind of kinds) {
      for (const number of [1, 2, 3, 4, 5]) {
        const cohort = at().moodle.webServices.addCohort('Netzwerk');
        await at().writer.addCohortMembers(cohort, people);
        trouble(kind, number);
        const results = await at().writer.removeCohortMembers(cohort, people);
        trouble(kind, 99);
        const members = at().moodle.webServices.cohort(cohort)?.members;
        for (const { userId, outcome } of results) {
          if (outcome === 'done') expect(members?.has(userId)).toBe(false);
          if (outcome === 'refused' && userId !== people[7]) expect(members?.has(userId)).toBe(true);
        }
        expect(results).toHaveLength(12);
      }
    }
  });
});
