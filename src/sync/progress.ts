import { moodleUserId } from '../domain/account.ts';
import type { MemberProgress, WatchedActivity } from '../domain/member-progress.ts';
import type { PersonProgress } from '../domain/moodle-progress.ts';
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
 * for become done by it.
 *
 * @throws CodedError `moodle.*` (what was known before stays), `store.*`
 */
export async function readProgress(services: SyncServices, spaceId: string, siteId: string): Promise<void> {
  const { store } = services;
  const watched = await Array.fromAsync(everyRow(store, watchedActivities, 'bySpace', [spaceId, siteId]));
  const members = await membersOf(store, spaceId, siteId);
  const { reader } = await services.moodle(siteId);
  for (const courseId of new Set(watched.map(({ doc }) => doc.courseId))) {
    const own = watched.filter(({ doc }) => doc.courseId === courseId);
    const cmIds = own.map(({ doc }) => doc.cmId);
    const { people, readAt, completeness } = await reader.progress(courseId, [...members.keys()], cmIds);
    for (const { doc } of own) {
      const wanted = people.flatMap((person) => progressOf(doc, members.get(person.userId), person, readAt));
      await replace(store, doc, wanted);
      await commitWhat(store, async () => {
        const stored: Stored<WatchedActivity> | undefined = await store.get(watchedActivities, doc.id);
        const ops = stored ? [update(watchedActivities, stored, { readAt, completeness })] : [];
        return { ops, result: undefined };
      });
    }
  }
  await takeUnits(services, spaceId);
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

/** What is known of an activity becomes what was read, whoever is missing in it goes. */
async function replace(
  store: Store,
  activity: WatchedActivity,
  wanted: readonly MemberProgress[],
): Promise<void> {
  const known = await Array.fromAsync(everyRow(store, memberProgress, 'byActivity', [activity.id]));
  const ids = new Set(wanted.map(({ id }) => id));
  const ops: Op[] = known.filter(({ doc }) => !ids.has(doc.id)).map((row) => remove(memberProgress, row));
  const byId = new Map(known.map((row) => [row.doc.id, row]));
  for (const progress of wanted) {
    const row = byId.get(progress.id);
    ops.push(row ? update(memberProgress, row, progress) : insert(memberProgress, progress));
  }
  for (let from = 0; from < ops.length; from += inOneCommit)
    await store.commit(ops.slice(from, from + inOneCommit));
}
