import { moodleUserId } from '../domain/account.ts';
import type { SyncMapping } from '../domain/sync-mapping.ts';
import { accounts, findAccount } from '../store/account.ts';
import { memberships } from '../store/membership.ts';
import { personEntries } from '../store/person-entry.ts';
import { everyRow, type Store } from '../store/port.ts';
import type { SiteReading } from './site-reading.ts';

/** Who shall be in the target of a mapping. */
export interface Source {
  /** Moodle user ids with the account, where there is one. */
  people: Map<number, string | null>;
  /** Ids of those who belong to it and whose Moodle account is not known. */
  unmatched: Set<string>;
}

/** Read completely or not at all. @throws CodedError `moodle.*`, `store.*` */
export function sourceOf(store: Store, reading: SiteReading, mapping: SyncMapping): Promise<Source> {
  return mapping.direction === 'to-moodle'
    ? membersOf(store, mapping)
    : moodleSource(store, reading, mapping);
}

/** Members of the space whose account is one of the mapping's site. */
async function membersOf(store: Store, { spaceId, siteId, people }: SyncMapping): Promise<Source> {
  const placed =
    people.kind === 'school' || people.kind === 'training-group'
      ? await placedIn(store, spaceId, people)
      : null;
  const source: Source = { people: new Map(), unmatched: new Set() };
  for await (const { doc } of everyRow(store, memberships, 'bySpace', [spaceId])) {
    if (doc.siteId !== siteId || doc.status !== 'active') continue;
    if (people.kind === 'role' && doc.role !== people.role) continue;
    if (placed && !placed.has(doc.accountId)) continue;
    const userId = moodleUserId((await store.get(accounts, doc.accountId))?.doc.sub);
    if (userId === undefined) source.unmatched.add(doc.accountId);
    else source.people.set(userId, doc.accountId);
  }
  for await (const { doc } of everyRow(store, personEntries, 'bySpace', [spaceId, siteId])) {
    if (doc.accountId !== null || (people.kind === 'role' && doc.role !== people.role)) continue;
    if (people.kind === 'school' && doc.schoolId !== people.schoolId) continue;
    if (people.kind === 'training-group' && doc.group !== people.group) continue;
    source.unmatched.add(doc.id);
  }
  return source;
}

/** Accounts of a school or of a training group, in any site: who is a member decides the membership. */
async function placedIn(
  store: Store,
  spaceId: string,
  people: Extract<SyncMapping['people'], { kind: 'school' | 'training-group' }>,
): Promise<Set<string>> {
  const placed = new Set<string>();
  for await (const { doc } of everyRow(store, personEntries, 'bySpace', [spaceId])) {
    const isHere = people.kind === 'school' ? doc.schoolId === people.schoolId : doc.group === people.group;
    if (isHere && doc.accountId !== null) placed.add(doc.accountId);
  }
  return placed;
}

async function moodleSource(store: Store, reading: SiteReading, mapping: SyncMapping): Promise<Source> {
  const people = new Map<number, string | null>();
  for (const userId of await reading.peopleIn(mapping.moodle)) {
    people.set(userId, (await findAccount(store, mapping.siteId, String(userId)))?.doc.id ?? null);
  }
  return { people, unmatched: new Set() };
}
