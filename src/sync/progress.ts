import { moodleUserId } from '../domain/account.ts';
import type { MemberProgress, WatchedActivity } from '../domain/member-progress.ts';
import type { PersonProgress } from '../domain/moodle-progress.ts';
import { nextReading, type ProgressReading } from '../domain/progress-reading.ts';
import { hashOf } from '../runtime/secrets.ts';
import { accounts } from '../store/account.ts';
import { memberProgress, watchedActivities } from '../store/member-progress.ts';
import { memberships } from '../store/membership.ts';
import {
  commitWhat,
  everyRow,
  insert,
  type Op,
  remove,
  type Store,
  type Stored,
  update,
} from '../store/port.ts';
import type { SyncServices } from './services.ts';
import { takeUnits } from './training-units.ts';

const inOneCommit = 400;

/**
 * Reads from one Moodle site how far the members of a space are, of the activities only that the space names, and
 * stores it with its age. What is known of people who left the space goes. Units of a training that an activity stands
 * for become done by it. Where the companion plugin tells that nothing changed, that is the only call; else it tells
 * who changed.
 *
 * @throws CodedError `moodle.*` (what was known before stays), `store.*`
 */
export async function readProgress(services: SyncServices, spaceId: string, siteId: string): Promise<void> {
  const { store } = services;
  const watched = await Array.fromAsync(everyRow(store, watchedActivities, 'bySpace', [spaceId, siteId]));
  const members = await membersOf(store, spaceId, siteId);
  const { reader } = await services.moodle(siteId);
  const courseIds = [...new Set(watched.map(({ doc }) => doc.courseId))];
  // Before the reading: what changes in between has another mark the next time.
  const allMarks = await reader.courseMarks(courseIds);
  for (const courseId of courseIds) {
    const own = watched.flatMap(({ doc }) => (doc.courseId === courseId ? [doc] : []));
    const cmIds = own.map(({ cmId }) => cmId);
    const userIds = [...members.keys()];
    const scope = scopeOf(userIds, cmIds);
    const marks = allMarks?.get(courseId);
    const known = readingOf(own);
    const next = nextReading(known, { scope, marks, now: services.clock() });
    if (next.kind === 'nothing') {
      for (const { id } of own) await changeActivity(store, id, { readAt: services.clock() });
      continue;
    }
    const since = next.kind === 'changed' ? next.since : 0;
    const read = await reader.progress(courseId, userIds, cmIds, since);
    const { people, readAt, completeness, cursor } = read;
    const fullAt = next.kind === 'all' ? readAt : (known?.fullAt ?? readAt);
    const reading = marks && cursor !== undefined ? { ...marks, scope, cursor, fullAt } : null;
    for (const activity of own) {
      const wanted = people.flatMap((person) =>
        progressOf(activity, members.get(person.userId), person, readAt),
      );
      await replace(store, activity, wanted, next.kind);
      await changeActivity(store, activity.id, { readAt, completeness, reading });
    }
  }
  await takeUnits(services, spaceId);
}

/** Who and what is asked for: when it changes, what was read before says nothing of the new ones. */
function scopeOf(userIds: readonly number[], cmIds: readonly number[]): string {
  const sorted = [userIds, cmIds].map((ids) => [...ids].sort((a, b) => a - b));
  return hashOf(JSON.stringify(sorted));
}

/** The reading that all activities of a course share; a broken one has reached only some of them. */
function readingOf(activities: readonly WatchedActivity[]): ProgressReading | undefined {
  const [first, ...others] = activities.map(({ reading }) => JSON.stringify(reading ?? null));
  return others.every((other) => other === first) ? (activities[0]?.reading ?? undefined) : undefined;
}

async function changeActivity(
  store: Store,
  id: string,
  changes: Partial<Pick<WatchedActivity, 'readAt' | 'completeness' | 'reading'>>,
): Promise<void> {
  await commitWhat(store, async () => {
    const stored: Stored<WatchedActivity> | undefined = await store.get(watchedActivities, id);
    return { ops: stored ? [update(watchedActivities, stored, changes)] : [], result: undefined };
  });
}

async function membersOf(store: Store, spaceId: string, siteId: string): Promise<Map<number, string>> {
  const members = new Map<number, string>();
  for await (const { doc } of everyRow(store, memberships, 'bySpace', [spaceId])) {
    if (doc.siteId !== siteId || doc.status !== 'active') continue;
    const userId = moodleUserId((await store.get(accounts, doc.accountId))?.doc.sub);
    if (userId !== undefined) members.set(userId, doc.accountId);
  }
  return members;
}

function progressOf(
  { id: activityId, spaceId, cmId }: WatchedActivity,
  accountId: string | undefined,
  { activities, grades }: PersonProgress,
  readAt: number,
): MemberProgress[] {
  if (accountId === undefined) return [];
  const activity = activities.find((one) => one.cmId === cmId);
  const grade = grades.find((one) => one.cmId === cmId);
  if (!activity && (grade?.value ?? null) === null) return [];
  const number =
    grade && grade.value !== null ? { value: grade.value, min: grade.min, max: grade.max } : null;
  return [
    {
      ...{
        id: hashOf(JSON.stringify([activityId, accountId])),
        activityId,
        accountId,
        spaceId,
        readAt,
        grade: number,
      },
      ...{ completion: activity?.completion ?? 'incomplete', changedAt: activity?.changedAt ?? null },
    },
  ];
}

/** What is known of an activity becomes what was read; when everybody was, whoever is missing in it goes. */
async function replace(
  store: Store,
  activity: WatchedActivity,
  wanted: readonly MemberProgress[],
  read: 'all' | 'changed',
): Promise<void> {
  const known = await Array.fromAsync(everyRow(store, memberProgress, 'byActivity', [activity.id]));
  const ids = new Set(wanted.map(({ id }) => id));
  const gone = read === 'all' ? known.filter(({ doc }) => !ids.has(doc.id)) : [];
  const ops: Op[] = gone.map((row) => remove(memberProgress, row));
  const byId = new Map(known.map((row) => [row.doc.id, row]));
  for (const progress of wanted) {
    const row = byId.get(progress.id);
    ops.push(row ? update(memberProgress, row, progress) : insert(memberProgress, progress));
  }
  for (let from = 0; from < ops.length; from += inOneCommit)
    await store.commit(ops.slice(from, from + inOneCommit));
}
