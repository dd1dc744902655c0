import type { Account } from '../../domain/account.ts';
import type { RosterEntry } from '../../domain/roster.ts';
import { randomId } from '../../runtime/secrets.ts';
import { accounts, findAccount } from '../../store/account.ts';
import { findMembership, joinOps, memberships } from '../../store/membership.ts';
import { commitWhat, insert, type Op, update } from '../../store/port.ts';
import { participants } from '../../store/training-participant.ts';
import { addressOf, paths } from '../addresses.ts';
import { newParticipant, type TrainingVisit } from '../training-visit.ts';
import type { Answer } from '../visit.ts';
import { runPeoplePage } from './run-members.ts';
import { mayTakePart, rosterFor } from './run-roster.ts';

/**
 * Lets people take part: members of the space, or people of the Moodle course who may never have been here. Whoever
 * takes part already stays as he or she is, so that the form can be sent twice.
 */
export async function addPeople(visit: TrainingVisit): Promise<Answer> {
  const { fields, request, site, account, space, run } = visit;
  const from = fields.from === 'course' ? 'course' : 'members';
  const ticked = Object.entries(fields).flatMap(([name, value]) =>
    /^p-\d+$/.test(name) && value ? [value] : [],
  );
  if (ticked.length === 0) return runPeoplePage(visit, { isNobodyTicked: from });
  // One after the other: each takes the next number of the space.
  if (from === 'members') for (const accountId of ticked) await addAccount(visit, accountId);
  else for (const entry of await tickedEntries(visit, ticked)) await addEntry(visit, entry);
  const ids = { site: site.id, account: account.id, space: space.doc.id, run: run.doc.id };
  request.log.info({ ...ids, from, count: ticked.length }, 'people added');
  return { redirect: peopleAddress(visit), flash: { notice: 'people-added' } };
}

export function peopleAddress({ site, space, run }: TrainingVisit): string {
  return addressOf(paths.runPeople, { site: site.id, space: space.doc.id, run: run.doc.id });
}

/** What a form says of people in a course counts only as far as Moodle's list says it too. */
async function tickedEntries(visit: TrainingVisit, subs: readonly string[]): Promise<RosterEntry[]> {
  const roster = await rosterFor(visit, visit.run.doc.id);
  if (!roster || 'failure' in roster) return [];
  return roster.entries.filter(({ sub }) => subs.includes(sub));
}

async function addEntry(visit: TrainingVisit, { sub, displayName }: RosterEntry): Promise<void> {
  const { services, site, now } = visit;
  await commitWhat(services.store, async () => {
    const known = await findAccount(services.store, site.id, sub);
    const account: Account = known?.doc ?? {
      ...{ id: randomId(), siteId: site.id, sub, displayName, locale: '' },
      ...{ firstSeenAt: now, lastSeenAt: now },
    };
    const ops = await takingPartOps(visit, account);
    return { ops: known ? ops : [insert(accounts, account), ...ops], result: undefined };
  });
}

async function addAccount(visit: TrainingVisit, accountId: string): Promise<void> {
  const { store } = visit.services;
  await commitWhat(store, async () => {
    const account = await store.get(accounts, accountId);
    const isMember = (await findMembership(store, visit.space.doc.id, accountId)) !== undefined;
    return { ops: account && isMember ? await takingPartOps(visit, account.doc) : [], result: undefined };
  });
}

/** A confirmed trainee of the space who takes part in the run. Nothing for those who cannot. */
async function takingPartOps(visit: TrainingVisit, account: Pick<Account, 'id' | 'siteId'>): Promise<Op[]> {
  const { services, space, run, now } = visit;
  const { store, clock } = services;
  const { rows } = await store.find(participants, 'byRun', [run.doc.id, account.id], { limit: 1 });
  if (rows.length > 0) return [];
  const known = await findMembership(store, space.doc.id, account.id);
  if (known && !mayTakePart(known.doc)) return [];
  const joining = { spaceId: space.doc.id, accountId: account.id, siteId: account.siteId };
  const trainee = { role: 'trainee', isConfirmed: true } as const;
  const member = known
    ? [update(memberships, known, trainee)]
    : await joinOps(store, clock, { ...joining, ...trainee, isOwner: false });
  return [...member, insert(participants, newParticipant(run.doc, joining, now))];
}
