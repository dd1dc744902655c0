import { CodedError } from '../../domain/errors.ts';
import { type PracticeEntry, practiceFigures } from '../../domain/practice-entry.ts';
import { isPracticeOpen } from '../../domain/training-progress.ts';
import { commitWhat, type Op, type Stored } from '../../store/port.ts';
import { practiceLogOf } from '../../store/practice-entry.ts';
import { participants } from '../../store/training-participant.ts';
import { progressOps } from '../../store/training-progress.ts';
import type { TraineeVisit } from '../training-visit.ts';

type Log = Stored<PracticeEntry>[];
/** What a change writes, and the log after it; undefined where nothing changes, "full" where it cannot be. */
type Change = { ops: Op[]; log: PracticeEntry[] } | undefined | 'full';

/** One change of the visitor's log, with its figures and everything that they cause, in one commit. */
export async function changePractice(
  visit: TraineeVisit,
  change: (log: Log) => Promise<Change>,
): Promise<'full' | undefined> {
  const { services, curriculum, participant, request, site, account, space } = visit;
  const { store, clock } = services;
  const result = await commitWhat<'full' | { events: number } | undefined>(store, async () => {
    const stored = await store.get(participants, participant.doc.id);
    if (!stored) throw new CodedError('training.no-part');
    const changed = await change(await practiceLogOf(store, stored.doc));
    if (changed === undefined || changed === 'full') return { ops: [], result: changed };
    const practice = practiceFigures(changed.log);
    const { ops } = await progressOps(store, clock, stored, curriculum, { practice });
    return { ops: [...changed.ops, ...ops], result: practice };
  });
  if (typeof result !== 'object') return result;
  const ids = { site: site.id, account: account.id, space: space.doc.id };
  request.log.info({ ...ids, events: result.events }, 'practice changed');
  return undefined;
}

/** Whether the step before the practice is complete, so that events can be added and changed. */
export function isOpen({
  curriculum,
  participant,
}: Pick<TraineeVisit, 'curriculum' | 'participant'>): boolean {
  return isPracticeOpen(curriculum, participant.doc.units);
}
