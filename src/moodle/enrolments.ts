import type { MoodleEnrolment, MoodleRole, MoodleUserId } from '../domain/moodle-state.ts';
import type { MoodleClient } from './client.ts';
import { type EnrolledUser, readEnrolledUsers } from './enrolled-users.ts';
import { MoodleFailure } from './failure.ts';
import { moodleFunctions } from './functions.ts';

const attempts = 3;

interface Reading {
  all: EnrolledUser[];
  active: Set<number>;
  suspended: Set<number>;
  /** As Moodle counts; undefined where nobody's course list could tell. */
  count: number | undefined;
}

/**
 * Everybody in a course. Moodle does not tell anybody's status: the active and the suspended are read one by one and
 * must together be all, as many as Moodle counts.
 *
 * @throws MoodleFailure `moodle.read-incomplete`, `moodle.people-hidden`, and others
 */
export async function readEnrolments(client: MoodleClient, courseId: number): Promise<MoodleEnrolment[]> {
  return rowsOf(await wholeReading(client, courseId));
}

/** Roles that somebody holds in the course. @throws MoodleFailure */
export async function readRoles(client: MoodleClient, courseId: number): Promise<MoodleRole[]> {
  const { all } = await wholeReading(client, courseId);
  const roles = new Map(
    all.flatMap((user) => user.roles.map(({ roleid, shortname }) => [roleid, shortname] as const)),
  );
  return [...roles].map(([id, shortname]) => ({ id, shortname })).sort((a, b) => a.id - b.id);
}

async function wholeReading(client: MoodleClient, courseId: number): Promise<Reading> {
  let hidden = 0;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const reading = await readOnce(client, courseId, attempt > 1);
    if (isWhole(reading)) return reading;
    if (isConsistent(reading) && reading.count !== undefined && reading.count > reading.all.length)
      hidden += 1;
  }
  const code = hidden === attempts ? 'moodle.people-hidden' : 'moodle.read-incomplete';
  throw new MoodleFailure(code, { details: { course: courseId } });
}

async function readOnce(client: MoodleClient, courseId: number, isThorough: boolean): Promise<Reading> {
  const list = (options: Record<string, string | number>) =>
    readEnrolledUsers(client, courseId, options, isThorough);
  const [all, active, suspended] = await Promise.all([
    list({ userfields: 'id,roles,groups' }),
    list({ userfields: 'id', onlyactive: 1 }),
    list({ userfields: 'id', onlysuspended: 1 }),
  ]);
  const somebody = active[0]?.id;
  const count = somebody === undefined ? undefined : await countedBy(client, courseId, somebody);
  return { all, active: idsOf(active), suspended: idsOf(suspended), count };
}

/** How many are enrolled, as the course list of an active participant says. */
async function countedBy(
  client: MoodleClient,
  courseId: number,
  userId: MoodleUserId,
): Promise<number | undefined> {
  const courses = await client.call(moodleFunctions.usersCourses, { userid: userId, returnusercount: true });
  return courses.find(({ id }) => id === courseId)?.enrolledusercount;
}

function isWhole(reading: Reading): boolean {
  const { all, active, count } = reading;
  return isConsistent(reading) && (active.size === 0 || count === all.length);
}

function isConsistent({ all, active, suspended }: Reading): boolean {
  const ids = idsOf(all);
  if (ids.size !== all.length || active.size + suspended.size !== ids.size) return false;
  return [...ids].every((id) => active.has(id) !== suspended.has(id));
}

function idsOf(users: readonly EnrolledUser[]): Set<number> {
  return new Set(users.map(({ id }) => id));
}

function rowsOf({ all, active }: Reading): MoodleEnrolment[] {
  return all.map(({ id, roles, groups }) => ({
    userId: id,
    status: active.has(id) ? 'active' : 'suspended',
    roles: [...new Set(roles.map(({ shortname }) => shortname))],
    groupIds: groups.map((group) => group.id),
  }));
}
