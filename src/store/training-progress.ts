import type { ScoreWish } from '../domain/score-delivery.ts';
import type { Curriculum } from '../domain/training-curriculum.ts';
import type { Participant } from '../domain/training-participant.ts';
import { type Progress, progressOf } from '../domain/training-progress.ts';
import type { Clock } from '../runtime/clock.ts';
import { accounts } from './account.ts';
import { gradableLinksOf, linksFor } from './gradable-link.ts';
import { findMembership } from './membership.ts';
import { type Op, type Store, type Stored, update } from './port.ts';
import { wantScoreOps } from './score-delivery.ts';
import { participants } from './training-participant.ts';

type Changes = Parameters<typeof progressOf>[2];

/**
 * Everything that a change of somebody's units or practice causes, for one commit: the participant, and for a module
 * that became complete, or is not any more, what its column in Moodle's gradebook shall show. A link without a
 * module stands for the whole training.
 */
export async function progressOps(
  store: Store,
  clock: Clock,
  stored: Stored<Participant>,
  curriculum: Curriculum,
  changes: Changes,
): Promise<{ ops: Op[]; progress: Progress }> {
  const progress = progressOf(curriculum, stored.doc, { lastActiveAt: clock(), ...changes }, clock());
  const { completed, reopened, training } = progress;
  const wishes = new Map<string | null, ScoreWish>([
    ...completed.map((id): [string, ScoreWish] => [id, 'complete']),
    ...reopened.map((id): [string, ScoreWish] => [id, 'undone']),
    ...(training ? [[null, training === 'completed' ? 'complete' : 'undone'] as [null, ScoreWish]] : []),
  ]);
  const scores = await scoreOps(store, clock, progress.participant, wishes);
  return { ops: [update(participants, stored, progress.participant), ...scores], progress };
}

/**
 * What the gradebook shall show of what is complete already: for a link that somebody opens for the first time after
 * the module was complete. Nothing where it is on its way or there.
 */
export async function completedScoreOps(store: Store, clock: Clock, participant: Participant): Promise<Op[]> {
  const wishes = new Map<string | null, ScoreWish>(
    Object.keys(participant.completedSteps).map((id) => [id, 'complete']),
  );
  if (participant.completedAt !== null) wishes.set(null, 'complete');
  return scoreOps(store, clock, participant, wishes);
}

async function scoreOps(
  store: Store,
  clock: Clock,
  { spaceId, accountId }: Participant,
  wishes: ReadonlyMap<string | null, ScoreWish>,
): Promise<Op[]> {
  if (wishes.size === 0) return [];
  const [account, membership, all] = await Promise.all([
    store.get(accounts, accountId),
    findMembership(store, spaceId, accountId),
    gradableLinksOf(store, spaceId),
  ]);
  if (!account || !membership) return [];
  const links = await linksFor(store, all, membership.doc);
  const scores = links.map(({ moduleId, ...link }) => {
    const wanted = wishes.get(moduleId);
    if (wanted === undefined) return [];
    return wantScoreOps(store, clock, { link, spaceId, account: account.doc, wanted });
  });
  return (await Promise.all(scores)).flat();
}
