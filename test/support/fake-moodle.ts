import { CodedError, type ErrorCode } from '../../src/domain/errors.ts';
import type { EnrolmentStatus, WriteResult } from '../../src/domain/moodle-state.ts';
import type { MoodleReader } from '../../src/moodle/reader.ts';
import type { MoodleWriter } from '../../src/moodle/writer.ts';

/** What goes wrong with one call. `lost`: it took effect and the answer did not arrive; `half`: for some of the people. */
export type FakeFault =
  | { kind: 'throws'; code: ErrorCode }
  | { kind: 'lost' }
  | { kind: 'half' }
  | { kind: 'nothing-lost' }
  /** Moodle says done and has dropped the end of the list (max_input_vars). */
  | { kind: 'dropped' };

export interface FakeEnrolment {
  status: EnrolmentStatus;
  roles: string[];
}

/** The Moodle of a property: plain sets behind reader and writer, with faults that are used up call by call. */
export interface FakeMoodle {
  users: Set<number>;
  cohorts: Map<number, Set<number>>;
  /** By course, by user. */
  courses: Map<number, Map<number, FakeEnrolment>>;
  groups: Map<number, { courseId: number; members: Set<number> }>;
  /** People whom Moodle refuses, in every write. */
  bad: Set<number>;
  readFaults: (FakeFault | undefined)[];
  writeFaults: (FakeFault | undefined)[];
  /** People written so far, call by call. */
  writes: number[][];
  /** Who was in something and is not any more, or was active: `what/user`. */
  taken: string[];
  reader: MoodleReader;
  writer: MoodleWriter;
}

const roleNames: Record<number, string> = { 3: 'editingteacher', 5: 'student' };

export function createFakeMoodle(batchSize = 200): FakeMoodle {
  const moodle = {
    users: new Set<number>(),
    cohorts: new Map<number, Set<number>>(),
    courses: new Map<number, Map<number, FakeEnrolment>>(),
    groups: new Map<number, { courseId: number; members: Set<number> }>(),
    bad: new Set<number>(),
    readFaults: [] as (FakeFault | undefined)[],
    writeFaults: [] as (FakeFault | undefined)[],
    writes: [] as number[][],
    taken: [] as string[],
  };
  const reading = async <Value>(value: () => Value): Promise<Value> => {
    const fault = moodle.readFaults.shift();
    if (fault?.kind === 'throws') throw new CodedError(fault.code);
    return structuredClone(value());
  };
  const writing = async (
    userIds: readonly number[],
    effect: (userId: number) => WriteResult['outcome'],
  ): Promise<WriteResult[]> => {
    const fault = moodle.writeFaults.shift();
    if (fault?.kind === 'throws') throw new CodedError(fault.code);
    moodle.writes.push([...userIds]);
    const reached =
      fault?.kind === 'nothing-lost'
        ? 0
        : fault?.kind === 'half' || fault?.kind === 'dropped'
          ? userIds.length >> 1
          : userIds.length;
    return userIds.map((userId, place): WriteResult => {
      const isBad = moodle.bad.has(userId) || !moodle.users.has(userId);
      const outcome = place >= reached ? 'done' : isBad ? 'refused' : effect(userId);
      if (fault !== undefined && fault.kind !== 'dropped') return { userId, outcome: 'unknown' };
      return outcome === 'refused'
        ? { userId, outcome, code: 'moodle.user-unknown', message: 'Invalid user' }
        : { userId, outcome };
    });
  };
  const course = (id: number): Map<number, FakeEnrolment> => moodle.courses.get(id) ?? new Map();
  const groupsOf = (courseId: number, userId: number): number[] =>
    [...moodle.groups].filter(([, g]) => g.courseId === courseId && g.members.has(userId)).map(([id]) => id);
  const reader: MoodleReader = {
    siteInfo: () => reading(() => ({ siteUrl: '', release: '4.5', version: '1', userId: 2, functions: [] })),
    cohorts: () => reading(() => []),
    cohortMembers: (id) =>
      reading(() => {
        const cohort = moodle.cohorts.get(id);
        if (!cohort) throw new CodedError('moodle.record-unknown');
        return [...cohort];
      }),
    courses: () => reading(() => []),
    enrolments: (id) =>
      reading(() =>
        [...course(id)].map(([userId, state]) => ({ userId, ...state, groupIds: groupsOf(id, userId) })),
      ),
    roles: () => reading(() => []),
    groups: () => reading(() => []),
    groupMembers: (id) => reading(() => [...(moodle.groups.get(id)?.members ?? [])]),
    usersBy: (_, values) =>
      reading(() =>
        values
          .map(Number)
          .filter((id) => moodle.users.has(id))
          .map((id) => ({ id, fullname: `U${id}` })),
      ),
    activities: () => reading(() => []),
    progress: async (courseId) => ({ courseId, readAt: 0, completeness: 'unknown', people: [], missing: [] }),
    courseMarks: async () => undefined,
  };
  const into = (set: Set<number> | undefined) => (userId: number) => {
    if (set?.has(userId)) return 'was-so' as const;
    set?.add(userId);
    return 'done' as const;
  };
  const outOf = (what: string, set: Set<number> | undefined) => (userId: number) => {
    if (set?.delete(userId)) moodle.taken.push(`${what}/${userId}`);
    return 'done' as const;
  };
  const writer: MoodleWriter = {
    batchSize: () => batchSize,
    addCohortMembers: (id, users) => writing(users, into(moodle.cohorts.get(id))),
    removeCohortMembers: (id, users) => writing(users, outOf(`cohort/${id}`, moodle.cohorts.get(id))),
    enrol: (id, roleId, users, status) =>
      writing(users, (userId) => {
        const was = course(id).get(userId);
        const roles = [...new Set([...(was?.roles ?? []), roleNames[roleId] ?? String(roleId)])];
        if (was?.status === 'active' && status === 'suspended')
          moodle.taken.push(`enrolment/${id}/${userId}`);
        course(id).set(userId, { status, roles });
        return 'done';
      }),
    unenrol: (id, users) =>
      writing(users, (userId) => {
        if (course(id).delete(userId)) moodle.taken.push(`enrolment/${id}/${userId}`);
        for (const groupId of [...moodle.groups.keys()]) {
          const group = moodle.groups.get(groupId);
          if (group?.courseId === id) group.members.delete(userId);
        }
        return 'done';
      }),
    addGroupMembers: (id, users) => {
      const group = moodle.groups.get(id);
      return writing(users, (userId) =>
        course(group?.courseId ?? 0).has(userId) ? into(group?.members)(userId) : 'refused',
      );
    },
    removeGroupMembers: (id, users) => writing(users, outOf(`group/${id}`, moodle.groups.get(id)?.members)),
  };
  return Object.assign(moodle, { reader, writer });
}
