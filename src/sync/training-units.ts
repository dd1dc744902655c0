import { type Curriculum, unitsOf } from '../domain/training-curriculum.ts';
import { withoutDone, withState } from '../domain/training-progress.ts';
import type { Clock } from '../runtime/clock.ts';
import { commitWhat, everyRow, type Store } from '../store/port.ts';
import { curricula } from '../store/training-curriculum.ts';
import { participants, participantsOf } from '../store/training-participant.ts';
import { progressOps } from '../store/training-progress.ts';
import { trainingRuns } from '../store/training-run.ts';
import type { SyncServices } from './services.ts';
import { namedUnits, unitsDoneInMoodle } from './watched-activities.ts';

/**
 * Brings what Moodle says of activities that stand for a unit into the training: done by Moodle, and open again where
 * Moodle says so. What the person, a self-check, a code or a trainer made done stays.
 *
 * @throws CodedError `store.*`
 */
export async function takeUnits({ store, clock }: SyncServices, spaceId: string): Promise<void> {
  const named = await namedUnits(store, spaceId);
  if (named.size === 0) return;
  const done = new Map<string, Map<string, number>>();
  for (const { accountId, unit, at } of await unitsDoneInMoodle(store, spaceId)) {
    done.set(accountId, (done.get(accountId) ?? new Map()).set(unit, at));
  }
  for await (const { doc: run } of everyRow(store, trainingRuns, 'bySpace', [spaceId])) {
    const curriculum = (await store.get(curricula, run.curriculumId))?.doc;
    if (!curriculum || run.state !== 'running') continue;
    const keys = unitsOf(curriculum).flatMap(({ unit }) => (named.has(unit.key) ? [unit.key] : []));
    for (const { doc } of await participantsOf(store, run.id)) {
      await takeFor(store, clock, doc.id, { curriculum, keys, done: done.get(doc.accountId) ?? new Map() });
    }
  }
}

async function takeFor(
  store: Store,
  clock: Clock,
  participantId: string,
  told: { curriculum: Curriculum; keys: readonly string[]; done: ReadonlyMap<string, number> },
): Promise<void> {
  await commitWhat(store, async () => {
    const stored = await store.get(participants, participantId);
    if (!stored) return { ops: [], result: undefined };
    let { units, lastActiveAt } = stored.doc;
    for (const key of told.keys) {
      const at = told.done.get(key);
      const was = units[key];
      if (at !== undefined && was?.state !== 'done') {
        units = withState(units, key, { state: 'done', at, by: 'moodle' });
        lastActiveAt = Math.max(lastActiveAt, at);
      }
      if (at === undefined && was?.state === 'done' && was.by === 'moodle') units = withoutDone(units, key);
    }
    if (units === stored.doc.units) return { ops: [], result: undefined };
    const changes = { units, lastActiveAt };
    return {
      ops: (await progressOps(store, clock, stored, told.curriculum, changes)).ops,
      result: undefined,
    };
  });
}
