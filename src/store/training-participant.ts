import {
  type Mentorship,
  mentorshipSchema,
  type Participant,
  participantSchema,
} from '../domain/training-participant.ts';
import { findMembership, memberships } from './membership.ts';
import { type Collection, everyRow, type Store, type Stored } from './port.ts';

export const participants: Collection<Participant, 'byRun' | 'byAccount' | 'bySpace'> = {
  name: 'training-participants',
  schema: participantSchema,
  indexes: {
    byRun: { fields: ['runId', 'accountId'], unique: true },
    byAccount: { fields: ['accountId', 'spaceId'] },
    bySpace: { fields: ['spaceId'] },
  },
  personalData: {
    owners: ['accountId'],
    purpose:
      'Der eigene Stand in der Ausbildung: was erledigt ist, was als Nächstes kommt, wer Hilfe braucht.',
    retention: 'So lange wie der Raum, oder bis zur Löschung der Person.',
    export: ({
      spaceId,
      runId,
      joinedAt,
      lastActiveAt,
      units,
      practice,
      practiceNetwork,
      completedSteps,
      completedAt,
    }) => ({
      spaceId,
      runId,
      joinedAt,
      lastActiveAt,
      units,
      practice,
      practiceNetwork,
      completedSteps,
      completedAt,
    }),
    erase: 'remove',
  },
};

export const mentorships: Collection<Mentorship, 'byTrainee' | 'byMentor'> = {
  name: 'training-mentorships',
  schema: mentorshipSchema,
  indexes: {
    byTrainee: { fields: ['accountId', 'runId'], unique: true },
    byMentor: { fields: ['mentorId', 'runId'] },
  },
  personalData: {
    owners: ['accountId', 'mentorId'],
    purpose: 'Wer wen in der Praxis begleitet, und deshalb den Stand der Person sieht.',
    retention: 'So lange wie der Durchgang.',
    export: ({ spaceId, runId, createdAt }) => ({ spaceId, runId, createdAt }),
    erase: 'remove',
  },
};

/** Those who take part in a run, without those who left it or were removed from its space. */
export async function participantsOf(store: Store, runId: string): Promise<Stored<Participant>[]> {
  const all = await Array.fromAsync(everyRow(store, participants, 'byRun', [runId]));
  const spaceId = all[0]?.doc.spaceId;
  if (spaceId === undefined) return [];
  const removed = await removedFrom(store, spaceId);
  return all.filter(({ doc }) => !doc.isGone && !removed.has(doc.accountId));
}

/** Accounts of those who were members of a space. What they did in a training waits for their return. */
async function removedFrom(store: Store, spaceId: string): Promise<ReadonlySet<string>> {
  const members = await Array.fromAsync(everyRow(store, memberships, 'bySpace', [spaceId]));
  return new Set(members.filter(({ doc }) => doc.status === 'removed').map(({ doc }) => doc.accountId));
}

/** The newest run of a training in which somebody takes part; undefined for nobody's. */
export async function participationOf(
  store: Store,
  spaceId: string,
  accountId: string,
): Promise<Stored<Participant> | undefined> {
  const own = await Array.fromAsync(everyRow(store, participants, 'byAccount', [accountId, spaceId]));
  return own.filter(({ doc }) => !doc.isGone).sort((a, b) => b.doc.joinedAt - a.doc.joinedAt)[0];
}

/** Who was named to accompany a participant, also somebody who is not in the space any more; undefined for nobody. */
export async function findMentorship(
  store: Store,
  { accountId, runId }: Pick<Participant, 'accountId' | 'runId'>,
): Promise<Stored<Mentorship> | undefined> {
  return (await store.find(mentorships, 'byTrainee', [accountId, runId], { limit: 1 })).rows[0];
}

/** The account of whoever accompanies a participant; nobody's while that person is removed from the space. */
export async function mentorOf(
  store: Store,
  participant: Pick<Participant, 'accountId' | 'runId'>,
): Promise<string | undefined> {
  const named = (await findMentorship(store, participant))?.doc;
  const membership = named && (await findMembership(store, named.spaceId, named.mentorId));
  return membership?.doc.status === 'active' ? named?.mentorId : undefined;
}

/** The same for many participants of a run: accounts of mentors by those of trainees. */
export async function mentorsOf(
  store: Store,
  people: readonly Pick<Participant, 'accountId' | 'runId'>[],
): Promise<Map<string, string>> {
  const found = await Promise.all(
    people.map(async (one) => [one.accountId, await mentorOf(store, one)] as const),
  );
  return new Map(found.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** Whom somebody accompanies in a training, without those who left. */
export async function menteesOf(store: Store, mentorId: string, spaceId: string): Promise<Participant[]> {
  const all = await Array.fromAsync(everyRow(store, mentorships, 'byMentor', [mentorId]));
  const found = all
    .filter(({ doc }) => doc.spaceId === spaceId)
    .map(({ doc }) => store.find(participants, 'byRun', [doc.runId, doc.accountId], { limit: 1 }));
  const people = (await Promise.all(found)).flatMap(({ rows }) => rows.map(({ doc }) => doc));
  const removed = people.length === 0 ? new Set<string>() : await removedFrom(store, spaceId);
  return people.filter(({ isGone, accountId }) => !isGone && !removed.has(accountId));
}
