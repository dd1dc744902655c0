import type { Course } from '../../course.ts';
import { type PracticeSite, seconds } from '../../site.ts';
import { accountOf, guestId } from '../accounts.ts';
import { courseContext, enterCourseOrSay, requireCapability, webServiceFunction } from '../call.ts';
import { bookOf, showOnLtiSide } from '../course-book.ts';
import { modulesOf } from '../modules.ts';
import { multiple, optional, single, value } from '../parameters.ts';
import { missingFrom, moodleException } from '../ws-error.ts';

interface Wanted {
  roleid: number;
  userid: number;
  courseid: number;
  timestart?: number;
  timeend?: number;
  suspend?: number;
}

/**
 * All or nothing, the first error only. Somebody who is enrolled gets the status that is sent (active where none is),
 * loses the dates that are not sent, and keeps the roles besides the new one. The welcome message goes out for every
 * element, also for those who were enrolled.
 */
export const enrolUsers = webServiceFunction<{ enrolments: Wanted[] }>(
  {
    enrolments: multiple(
      single({
        roleid: value('int'),
        userid: value('int'),
        courseid: value('int'),
        timestart: optional(value('int')),
        timeend: optional(value('int')),
        suspend: optional(value('int')),
      }),
    ),
  },
  (site, { enrolments }) => {
    const checked = enrolments.map((wanted) => [checkedEnrolment(site, wanted), wanted] as const);
    for (const [course, wanted] of checked) {
      const { userid: userId, roleid, timestart = 0, timeend = 0, suspend = 0 } = wanted;
      const book = bookOf(site, course);
      const before = book.get(userId) ?? { courseId: Number(course.id), userId, roles: [] };
      const manual = { status: suspend === 0 ? 0 : 1, timestart, timeend } as const;
      book.set(userId, { ...before, manual, roles: [...new Set([...before.roles, roleid])] });
      if (site.webServices.settings.welcomeMessage) {
        site.webServices.tables.messages.push({ courseId: Number(course.id), userId, at: seconds(site) });
      }
    }
    shown(site, checked);
    return null;
  },
);

function checkedEnrolment(site: PracticeSite, { courseid, userid, roleid }: Wanted): Course {
  const course = courseContext(site, courseid);
  enterCourseOrSay(site, courseid);
  requireCapability(site, 'enrol/manual:enrol');
  requireActiveUser(site, userid);
  const { settings } = site.webServices;
  if (settings.missingCapabilities.has('moodle/role:assign') || !settings.assignableRoles.has(roleid)) {
    throw moodleException(
      'wsusercannotassign',
      `You don't have the permission to assign this role (${roleid}) to this user (${userid}) in this course (${courseid}).`,
    );
  }
  if (settings.withoutManualEnrolment.has(courseid)) throw noInstance(courseid);
  return course;
}

/** core_user::get_user(…, MUST_EXIST) and require_active_user(): neither gone nor the guest; suspended is well. */
function requireActiveUser(site: PracticeSite, id: number): void {
  if (!accountOf(site, id)) throw missingFrom('user');
  if (id === guestId) throw moodleException('guestsarenotallowed', 'Guests are not allowed');
}

function noInstance(courseId: number): Error {
  return moodleException(
    'wsnoinstance',
    `Manual enrolment plugin instance doesn't exist or is disabled for the course (id = ${courseId})`,
  );
}

/**
 * All or nothing. `roleid` is ignored: the whole manual enrolment goes, and with the last enrolment roles, groups,
 * completion and grades.
 */
export const unenrolUsers = webServiceFunction<{ enrolments: Pick<Wanted, 'userid' | 'courseid'>[] }>(
  {
    enrolments: multiple(
      single({ userid: value('int'), courseid: value('int'), roleid: optional(value('int')) }),
    ),
  },
  (site, { enrolments }) => {
    const checked = enrolments.map((wanted) => {
      const course = courseContext(site, wanted.courseid);
      enterCourseOrSay(site, wanted.courseid);
      requireCapability(site, 'enrol/manual:unenrol');
      if (site.webServices.settings.withoutManualEnrolment.has(wanted.courseid)) {
        throw noInstance(wanted.courseid);
      }
      requireActiveUser(site, wanted.userid);
      return [course, wanted] as const;
    });
    for (const [course, { userid }] of checked) endManualEnrolment(site, course, userid);
    shown(site, checked);
    return null;
  },
);

/** With the last enrolment roles, groups, completion and grades go. */
export function endManualEnrolment(site: PracticeSite, course: Course, userId: number): void {
  const book = bookOf(site, course);
  const enrolment = book.get(userId);
  if (!enrolment?.manual) return;
  if (enrolment.self) {
    const { manual: _ended, ...kept } = enrolment;
    book.set(userId, kept);
    return;
  }
  book.delete(userId);
  const courseId = Number(course.id);
  const { tables } = site.webServices;
  for (const group of tables.groups.values()) if (group.courseId === courseId) group.members.delete(userId);
  for (const { cmid } of modulesOf(site, courseId)) tables.forgetModuleState(cmid, userId);
  for (const { id } of site.state.gradeItems.filter((item) => item.courseId === course.id)) {
    delete site.state.grades[id]?.[String(userId)];
  }
}

function shown(site: PracticeSite, written: readonly (readonly [Course, { userid: number }])[]): void {
  for (const course of new Set(written.map(([one]) => one))) {
    const ids = written.filter(([one]) => one === course).map(([, { userid }]) => userid);
    showOnLtiSide(site, course, ids);
  }
}
