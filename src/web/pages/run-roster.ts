import type { Membership } from '../../domain/membership.ts';
import { type RosterEntry, rightInRoster } from '../../domain/roster.ts';
import { findAccount } from '../../store/account.ts';
import { findMembership } from '../../store/membership.ts';
import { participantsOf } from '../../store/training-participant.ts';
import type { TrainingVisit } from '../training-visit.ts';
import { launchedRight, type ReadRoster, readCourseRoster } from './course-roster.ts';

/**
 * Who learns in the Moodle course that this person came from and could take part in the run; undefined where Moodle
 * tells nobody. Not those who lead, and not those whom an owner removed from the space.
 */
export async function rosterFor(visit: TrainingVisit, runId: string): Promise<ReadRoster | undefined> {
  const roster = await readCourseRoster(visit);
  if (!roster || 'failure' in roster) return roster;
  const { store } = visit.services;
  const there = new Set((await participantsOf(store, runId)).map(({ doc }) => doc.accountId));
  const isOffered = await Promise.all(roster.entries.map((entry) => mayBeAdded(visit, entry, there)));
  return { ...roster, entries: roster.entries.filter((_, index) => isOffered[index]) };
}

async function mayBeAdded(
  { services, session, space }: TrainingVisit,
  entry: RosterEntry,
  there: ReadonlySet<string>,
): Promise<boolean> {
  const { store } = services;
  const account = await findAccount(store, session.siteId, entry.sub);
  if (!account) return entry.right === 'learner';
  if (there.has(account.doc.id)) return false;
  const launched = await launchedRight(store, account.doc.id, session.contextId);
  if (rightInRoster(entry, launched) !== 'learner') return false;
  const membership = await findMembership(store, space.doc.id, account.doc.id);
  return membership === undefined || mayTakePart(membership.doc);
}

/** Who leads, mentors or was removed does not take part. */
export function mayTakePart({ status, role, isOwner }: Membership): boolean {
  return status === 'active' && !isOwner && (role === 'trainee' || role === 'member');
}
