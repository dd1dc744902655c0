import type { MoodleEnrolment, MoodleUserId } from '../domain/moodle-state.ts';
import type { MoodleTarget } from '../domain/sync-mapping.ts';
import type { HeldState } from '../domain/sync-step.ts';
import { type SyncTarget, targetKey } from '../domain/sync-target.ts';
import type { MoodleReader } from '../moodle/reader.ts';
import type { Store } from '../store/port.ts';
import { peopleInSpace } from './space-people.ts';

/** What a site shows at one time: each thing is read once. Everything answers completely or throws. */
export interface SiteReading {
  /** Who is in a target. */
  held(target: SyncTarget): Promise<ReadonlyMap<MoodleUserId, HeldState>>;
  /** Source of a mapping from Moodle: members, or actively enrolled with the role. */
  peopleIn(moodle: MoodleTarget): Promise<readonly MoodleUserId[]>;
  /** Everybody in a course, whatever the status. */
  enrolled(courseId: number): Promise<ReadonlySet<MoodleUserId>>;
  /** Which of these accounts Moodle shows. */
  known(userIds: readonly MoodleUserId[]): Promise<Set<MoodleUserId>>;
}

export function createSiteReading(reader: MoodleReader, store: Store, siteId: string): SiteReading {
  const enrolments = once((courseId: number) => reader.enrolments(courseId));
  const cohortMembers = once((cohortId: number) => reader.cohortMembers(cohortId));
  const groupMembers = once((groupId: number) => reader.groupMembers(groupId));
  const inMoodle = once(
    async (_key: string, target: MoodleTarget): Promise<ReadonlyMap<number, HeldState>> => {
      switch (target.kind) {
        case 'cohort':
          return membersOnly(await cohortMembers(target.cohortId), []);
        case 'enrolment':
          return new Map((await enrolments(target.courseId)).map(({ userId, ...state }) => [userId, state]));
        case 'group':
          return membersOnly(await groupMembers(target.groupId), await enrolments(target.courseId));
      }
    },
  );
  return {
    // A space is ours, and changes with every launch: it is looked at each time.
    held: (target) =>
      target.kind === 'space'
        ? peopleInSpace(store, siteId, target.spaceId)
        : inMoodle(targetKey(target), target),
    async peopleIn(moodle) {
      if (moodle.kind === 'cohort') return cohortMembers(moodle.cohortId);
      if (moodle.kind === 'group') return groupMembers(moodle.groupId);
      const all = await enrolments(moodle.courseId);
      const active = all.filter(({ status, roles }) => status === 'active' && roles.includes(moodle.role));
      return active.map(({ userId }) => userId);
    },
    enrolled: async (courseId) => new Set((await enrolments(courseId)).map(({ userId }) => userId)),
    async known(userIds) {
      return new Set((await reader.usersBy('id', userIds.map(String))).map(({ id }) => id));
    },
  };
}

function membersOnly(
  userIds: readonly MoodleUserId[],
  enrolments: readonly MoodleEnrolment[],
): Map<MoodleUserId, HeldState> {
  const roles = new Map(enrolments.map((enrolment) => [enrolment.userId, enrolment.roles]));
  return new Map(
    userIds.map((userId) => [userId, { status: 'active', roles: roles.get(userId) ?? [], groupIds: [] }]),
  );
}

/** Asked twice for the same, one reading answers both; one that failed answers nobody. */
function once<Key, Rest extends unknown[], Value>(
  read: (key: Key, ...rest: Rest) => Promise<Value>,
): (key: Key, ...rest: Rest) => Promise<Value> {
  const readings = new Map<Key, Promise<Value>>();
  return (key, ...rest) => {
    const known = readings.get(key);
    if (known) return known;
    const reading = read(key, ...rest);
    readings.set(key, reading);
    reading.catch(() => readings.delete(key));
    return reading;
  };
}
