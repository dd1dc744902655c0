import type { Account } from '../domain/account.ts';
import type { MemberRole } from '../domain/member-role.ts';
import type { Membership } from '../domain/membership.ts';
import type { Space } from '../domain/space.ts';
import type { Activity } from '../practice-moodle/course.ts';
import { fullName, type Person } from '../practice-moodle/person.ts';
import { type Clock, day } from '../runtime/clock.ts';
import { randomId } from '../runtime/secrets.ts';
import { accounts } from '../store/account.ts';
import { courseLinks } from '../store/course-link.ts';
import { spaceEvents } from '../store/event.ts';
import { memberCounters, memberships } from '../store/membership.ts';
import { insert, type Op } from '../store/port.ts';
import { spaces } from '../store/space.ts';
import { fieldsOf, momentOf } from '../web/dates.ts';
import { type InventedDate, inventedSpaces } from './spaces.ts';

interface PracticeCourse {
  siteId: string;
  deploymentId: string;
  people: readonly Person[];
  activities: readonly Activity[];
}

/** Spaces, people and dates of the demo, for one commit: all of them, or none. */
export function seedOps(course: PracticeCourse, clock: Clock): Op[] {
  const now = clock();
  const accountOf = new Map(
    course.people.map((person) => [person.id, accountFor(person, course.siteId, now)]),
  );
  const ops: Op[] = [...accountOf.values()].map((account) => insert(accounts, account));
  for (const { members, dates, ...invented } of inventedSpaces) {
    const activity = course.activities.find(({ space }) => space === invented.kind);
    if (!activity) continue;
    const owner = accountOf.get(members[0]?.person ?? '')?.id ?? null;
    const space: Space = { ...invented, id: randomId(), createdAt: now, createdBy: owner };
    ops.push(insert(spaces, space), insert(memberCounters, { id: space.id, last: members.length }));
    ops.push(insert(courseLinks, linkFor(activity, space.id, owner, course, now)));
    for (const [index, member] of members.entries()) {
      const account = accountOf.get(member.person);
      if (account) ops.push(insert(memberships, membershipOf(account, space.id, member.role, index, now)));
    }
    for (const date of dates) ops.push(insert(spaceEvents, eventOf(date, space.id, owner, now)));
  }
  return ops;
}

function accountFor(person: Person, siteId: string, now: number): Account {
  return {
    id: randomId(),
    siteId,
    sub: person.userId,
    displayName: fullName(person),
    locale: person.locale,
    firstSeenAt: now,
    lastSeenAt: now,
  };
}

function linkFor(
  activity: Activity,
  spaceId: string,
  boundBy: string | null,
  course: PracticeCourse,
  now: number,
) {
  const { siteId, deploymentId } = course;
  const { resourceLinkId, courseId: contextId } = activity;
  return { id: randomId(), siteId, deploymentId, resourceLinkId, contextId, spaceId, boundBy, boundAt: now };
}

/** The first member owns the space. */
function membershipOf(
  account: Account,
  spaceId: string,
  role: MemberRole,
  index: number,
  now: number,
): Membership {
  return {
    id: randomId(),
    spaceId,
    accountId: account.id,
    siteId: account.siteId,
    role,
    isOwner: index === 0,
    isConfirmed: true,
    status: 'active',
    number: index + 1,
    createdAt: now,
  };
}

function eventOf(date: InventedDate, spaceId: string, createdBy: string | null, now: number) {
  const { date: onDay } = fieldsOf(now + date.inDays * day);
  const startsAt = momentOf(onDay, date.from) ?? now + date.inDays * day;
  const endsAt = momentOf(onDay, date.to) ?? startsAt;
  return { id: randomId(), spaceId, kind: date.kind, startsAt, endsAt, place: date.place, createdBy };
}
