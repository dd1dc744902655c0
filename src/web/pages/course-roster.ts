import { CodedError, type ErrorCode } from '../../domain/errors.ts';
import { type RosterEntry, rightInRoster } from '../../domain/roster.ts';
import { findAccount } from '../../store/account.ts';
import { courseRights, courseServices } from '../../store/course-service.ts';
import { registrations } from '../../store/site.ts';
import type { CourseRoster } from '../views/course-roster.tsx';
import type { SpaceVisit } from '../visit.ts';
import type { MemberLists } from './member-list.ts';

/** The members of the course that somebody came from, or why Moodle did not tell them. */
export type ReadRoster =
  | { title: string; entries: RosterEntry[]; readAt: number }
  | { title: string; failure: ErrorCode };

/**
 * Who is in the Moodle course that this person came from, and not in the space yet. Only for those who teach in that
 * course and lead the space; the list is read from Moodle and not kept. It is asked about the launched link: Moodle
 * then leaves out who may not see it, and tells names where the activity allows it and the tool's setting leaves it
 * to the activity.
 */
export async function courseRosterOf(
  visit: SpaceVisit,
  members: MemberLists,
): Promise<CourseRoster | undefined> {
  const roster = await readCourseRoster(visit);
  if (!roster || 'failure' in roster) return roster;
  const { title, entries, readAt } = roster;
  return { title, total: entries.length, readAt, missing: await missingFrom(visit, members, entries) };
}

/** Active members of that course; undefined for those who may not see them, and where Moodle offers no list. */
export async function readCourseRoster(visit: SpaceVisit): Promise<ReadRoster | undefined> {
  const { services, session } = visit;
  if (session.right === 'learner' || !visit.may('plan-events')) return undefined;
  const key = [session.siteId, session.deploymentId, session.contextId];
  const [course] = (await services.store.find(courseServices, 'byCourse', key, { limit: 1 })).rows;
  if (!course || course.doc.membershipsUrl === '') return undefined;
  const registration = await services.store.get(registrations, course.doc.registrationId);
  if (!registration) return undefined;
  const title = session.contextTitle;
  try {
    const { resourceLinkId } = session;
    const url = course.doc.membershipsUrl;
    const roster = await services.rosters.read(registration.doc, url, { resourceLinkId });
    return { title, entries: roster.entries.filter(({ isActive }) => isActive), readAt: roster.readAt };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    visit.request.log.warn({ site: session.siteId, code: error.code }, 'roster');
    return { title, failure: error.code };
  }
}

async function missingFrom(
  { services, session }: SpaceVisit,
  members: MemberLists,
  entries: readonly RosterEntry[],
): Promise<{ displayName: string; right: RosterEntry['right'] }[]> {
  const known = new Set(members.active.map(({ membership }) => membership.accountId));
  const missing = [];
  for (const entry of entries) {
    const account = await findAccount(services.store, session.siteId, entry.sub);
    if (account && known.has(account.doc.id)) continue;
    const launched = account && (await launchedRight(services.store, account.doc.id, session.contextId));
    missing.push({ displayName: entry.displayName, right: rightInRoster(entry, launched) });
  }
  return missing.sort((a, b) => a.displayName.localeCompare(b.displayName, 'de'));
}

/** The right that the last launch from a course gave an account there. */
export async function launchedRight(
  store: SpaceVisit['services']['store'],
  accountId: string,
  contextId: string,
) {
  const { rows } = await store.find(courseRights, 'byAccount', [accountId, contextId], { limit: 1 });
  return rows[0]?.doc.right;
}
