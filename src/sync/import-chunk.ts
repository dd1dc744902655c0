import { folded } from '../domain/account-match.ts';
import type { ImportChunk, PeopleImport } from '../domain/people-import.ts';
import { identityOf, type PersonEntry } from '../domain/person-entry.ts';
import { day } from '../runtime/clock.ts';
import { hashOf, randomId } from '../runtime/secrets.ts';
import { findMembership, memberships } from '../store/membership.ts';
import { personEntries } from '../store/person-entry.ts';
import { insert, type Op, type Store, update } from '../store/port.ts';
import { schools } from '../store/school.ts';

/** How long somebody is kept for whom no Moodle account is found. */
const waitsMs = 180 * day;

/** What some lines of a list change. Done twice, it is the same as once. */
export async function chunkOps(
  store: Store,
  now: number,
  list: PeopleImport,
  chunk: ImportChunk,
): Promise<Op[]> {
  const ops: Op[] = [];
  for (const school of chunk.schools) ops.push(await schoolOp(store, now, list.spaceId, school));
  for (const person of chunk.people) ops.push(...(await personOps(store, now, list, person)));
  return ops;
}

async function schoolOp(
  store: Store,
  now: number,
  spaceId: string,
  { number, name }: ImportChunk['schools'][number],
): Promise<Op> {
  const known = (await store.find(schools, 'bySpace', [spaceId, number], { limit: 1 })).rows[0];
  if (known) return update(schools, known, { name });
  return insert(schools, { id: randomId(), spaceId, number, name, createdAt: now });
}

async function personOps(
  store: Store,
  now: number,
  { spaceId, siteId }: PeopleImport,
  person: ImportChunk['people'][number],
): Promise<Op[]> {
  const { role, schoolId, group = null, identifiers, name } = person;
  const id = hashOf(JSON.stringify([spaceId, siteId, folded(identityOf(identifiers))]));
  const known = await store.get(personEntries, id);
  const placed = { role, schoolId, group, changedAt: now };
  if (known && known.doc.accountId !== null) {
    const membership = await findMembership(store, spaceId, known.doc.accountId);
    const changed =
      membership && membership.doc.role !== role ? [update(memberships, membership, { role })] : [];
    return [update(personEntries, known, placed), ...changed];
  }
  const waiting = {
    ...placed,
    identifiers,
    name,
    state: 'waiting' as const,
    candidates: [],
    expiresAt: now + waitsMs,
  };
  if (known) return [update(personEntries, known, waiting)];
  const entry: PersonEntry = { id, spaceId, siteId, accountId: null, ...waiting, createdAt: now };
  return [insert(personEntries, entry)];
}
