import { type AccountMatch, matchAccount } from '../domain/account-match.ts';
import { CodedError } from '../domain/errors.ts';
import type { MoodleUser } from '../domain/moodle-state.ts';
import type { PersonEntry } from '../domain/person-entry.ts';
import type { MoodleReader, UserField } from '../moodle/reader.ts';
import { personEntries } from '../store/person-entry.ts';
import { commitWhat, everyRow, type Op, type Stored, update } from '../store/port.ts';
import { placeOps } from './place-person.ts';
import type { SyncServices } from './services.ts';

/** How many people of a space are in which state after matching. */
export type MatchCounts = Record<PersonEntry['state'], number>;

const valuesInOneCall = 400;
const inOneCommit = 100;
const fields: readonly { field: UserField; of: keyof PersonEntry['identifiers'] }[] = [
  { field: 'id', of: 'moodleId' },
  { field: 'idnumber', of: 'idnumber' },
  { field: 'username', of: 'username' },
  { field: 'email', of: 'email' },
];

/**
 * Looks in Moodle for the accounts of everybody who was imported and has none yet. Who is found is a member from then
 * on; of the rest a human confirms an address, or chooses. Nothing is changed in Moodle.
 *
 * @throws CodedError `moodle.*` (nobody was matched), `store.*`
 */
export async function matchPeople(
  services: SyncServices,
  spaceId: string,
  siteId: string,
): Promise<MatchCounts> {
  const { store } = services;
  const all = await Array.fromAsync(everyRow(store, personEntries, 'bySpace', [spaceId, siteId]));
  const open = all.filter(({ doc }) => doc.state !== 'found').map(({ doc }) => doc);
  const users = open.length === 0 ? [] : await usersOf((await services.moodle(siteId)).reader, open);
  const counts: MatchCounts = {
    waiting: 0,
    'to-confirm': 0,
    several: 0,
    none: 0,
    found: all.length - open.length,
  };
  for (let from = 0; from < open.length; from += inOneCommit) {
    const matches = open
      .slice(from, from + inOneCommit)
      .map((entry) => ({ entry, match: matchAccount(entry.identifiers, users) }));
    await commitWhat(store, async () => ({ ops: await matchOps(services, matches), result: undefined }));
    for (const { match } of matches) counts[stateOf(match)] += 1;
  }
  return counts;
}

/**
 * What a human says: this person has this account.
 *
 * @throws CodedError `import.not-found`, `import.candidate-unknown`
 */
export async function confirmMatch(
  services: Pick<SyncServices, 'store' | 'clock'>,
  entryId: string,
  userId: number,
): Promise<void> {
  const { store } = services;
  await commitWhat(store, async () => {
    const entry = await store.get(personEntries, entryId);
    if (!entry) throw new CodedError('import.not-found');
    if (!entry.doc.candidates.includes(userId)) throw new CodedError('import.candidate-unknown');
    return { ops: await placeOps(services, [{ entry, userId }]), result: undefined };
  });
}

async function usersOf(reader: MoodleReader, entries: readonly PersonEntry[]): Promise<MoodleUser[]> {
  const found = new Map<number, MoodleUser>();
  for (const { field, of } of fields) {
    const values = [...new Set(entries.flatMap(({ identifiers }) => identifiers[of] ?? []).map(String))];
    for (let from = 0; from < values.length; from += valuesInOneCall) {
      const users = await reader.usersBy(field, values.slice(from, from + valuesInOneCall));
      for (const user of users) found.set(user.id, { ...found.get(user.id), ...user });
    }
  }
  return [...found.values()];
}

async function matchOps(
  services: SyncServices,
  matches: readonly { entry: PersonEntry; match: AccountMatch }[],
): Promise<Op[]> {
  const { store, clock } = services;
  const found: { entry: Stored<PersonEntry>; userId: number }[] = [];
  const ops: Op[] = [];
  for (const { entry, match } of matches) {
    const stored = await store.get(personEntries, entry.id);
    if (!stored || stored.doc.state === 'found') continue;
    if (match.kind === 'found') found.push({ entry: stored, userId: match.userId });
    else {
      const candidates =
        match.kind === 'several'
          ? match.userIds.slice(0, 20)
          : match.kind === 'confirm'
            ? [match.userId]
            : [];
      ops.push(update(personEntries, stored, { state: stateOf(match), candidates, changedAt: clock() }));
    }
  }
  return [...ops, ...(await placeOps(services, found))];
}

function stateOf({ kind }: AccountMatch): PersonEntry['state'] {
  return kind === 'confirm' ? 'to-confirm' : kind;
}
