import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hour, minute } from '../../src/runtime/clock.ts';
import { createScoreWorkers } from '../../src/sync/score-worker.ts';
import { type GradeGround, gradeGround } from '../support/grade-ground.ts';
import { mortalServices } from '../support/mortal.ts';

type Happening =
  | { kind: 'want'; wanted: 'complete' | 'undone' }
  | { kind: 'trouble'; trouble: 'lost-answer' | 'no-connection' | 'overloaded' }
  | { kind: 'deliver' }
  | { kind: 'crash'; at: number }
  | { kind: 'wait'; ms: number };

const aHappening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constant('want' as const),
    wanted: fc.constantFrom('complete' as const, 'undone' as const),
  }),
  fc.record({
    kind: fc.constant('trouble' as const),
    trouble: fc.constantFrom('lost-answer' as const, 'no-connection' as const, 'overloaded' as const),
  }),
  fc.record({ kind: fc.constant('deliver' as const) }),
  fc.record({ kind: fc.constant('crash' as const), at: fc.integer({ min: 1, max: 30 }) }),
  fc.record({
    kind: fc.constant('wait' as const),
    ms: fc.constantFrom(100, 1000, minute, 11 * minute, 7 * hour),
  }),
);

let ground: GradeGround;
beforeAll(async () => {
  ground = await gradeGround();
});
afterAll(() => ground.close());

async function happen(userId: string, happening: Happening): Promise<void> {
  switch (happening.kind) {
    case 'want':
      return ground.want(happening.wanted, userId);
    case 'trouble':
      ground.front.troubles.push(happening.trouble);
      return;
    case 'deliver':
      return ground.workers().drain();
    case 'wait':
      return ground.turnClock(happening.ms);
    case 'crash': {
      const life = { left: happening.at, isOver: false };
      const workers = createScoreWorkers(mortalServices(ground, ground.store, life), { workers: 1 });
      return workers.drain().catch((error: unknown) => {
        if (!life.isOver) throw error;
      });
    }
  }
}

test('whatever is wanted and whatever goes wrong: in the end Moodle shows what was wanted last, and nothing took effect twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aHappening, { minLength: 1, maxLength: 25 }), async (happenings) => {
      const userId = ground.practice.enrol(1)[0]?.userId ?? '';
      ground.front.scores.length = 0;
      let wanted: string | undefined;
      for (const happening of happenings) {
        await happen(userId, happening);
        if (happening.kind === 'want') wanted = happening.wanted;
      }
      ground.front.troubles.length = 0;
      await ground.patiently();
      expect(ground.grade(userId)).toBe(wanted === 'complete' ? 100 : null);
      const effects = ground.front.scores.filter(({ status }) => status === 200);
      const times = effects.map(({ timestamp }) => timestamp);
      expect(times).toEqual([...new Set(times)].sort());
      const state = (await ground.delivery(userId))?.state;
      expect([undefined, 'delivered']).toContain(state);
    }),
    { numRuns: 300 },
  );
}, 120_000);
