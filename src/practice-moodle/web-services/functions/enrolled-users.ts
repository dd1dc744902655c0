import type { PracticeSite } from '../../site.ts';
import { accountOf, inOrderOfNames, type MoodleAccount } from '../accounts.ts';
import { courseRecord, enterCourseOrSay, may, requireCapability, webServiceFunction } from '../call.ts';
import { bookOf, isActive } from '../course-book.ts';
import { multiple, single, value, withDefault } from '../parameters.ts';
import type { Enrolment } from '../records.ts';
import { rolesById } from '../roles-by-id.ts';

interface Asked {
  courseid: number;
  options: { name: string; value: string }[];
}

/**
 * Says nothing about status, dates and method. Whom the service account may not see is dropped after the database has
 * counted, so that a page may be short without being the last. Unknown options are ignored.
 */
export const getEnrolledUsers = webServiceFunction<Asked>(
  {
    courseid: value('int'),
    options: withDefault(multiple(single({ name: value('alphanumext'), value: value('raw') })), []),
  },
  (site, { courseid, options }) => {
    const course = courseRecord(site, courseid);
    const option = Object.fromEntries(options.map(({ name, value: text }) => [name, text]));
    const is = (name: string) => Number(option[name] ?? 0) === 1;
    enterCourseOrSay(site, courseid);
    requireCapability(site, 'moodle/course:viewparticipants');
    if (is('onlyactive') || is('onlysuspended')) requireCapability(site, 'moodle/course:enrolreview');
    const groupId = Number(option.groupid ?? 0);
    const people = [...bookOf(site, course).values()]
      .filter((enrolment) => !is('onlyactive') || isActive(enrolment))
      .filter((enrolment) => !is('onlysuspended') || !isActive(enrolment))
      .filter(
        ({ userId }) => groupId === 0 || site.webServices.tables.groups.get(groupId)?.members.has(userId),
      )
      .flatMap((enrolment) => {
        const account = accountOf(site, enrolment.userId);
        return account ? [{ account, enrolment }] : [];
      })
      .sort((a, b) =>
        option.sortby === undefined || option.sortby === 'id'
          ? a.account.id - b.account.id
          : inOrderOfNames(a.account, b.account),
      );
    const from = Number(option.limitfrom ?? 0);
    const number = Number(option.limitnumber ?? 0);
    const page = people.slice(from, number === 0 ? undefined : from + number);
    const fields = option.userfields?.split(',').map((field) => field.trim());
    return page
      .filter(({ account }) => !site.webServices.settings.hiddenUsers.has(account.id))
      .map(({ account, enrolment }) => rowOf(site, account, enrolment, fields));
  },
);

function rowOf(
  site: PracticeSite,
  account: MoodleAccount,
  enrolment: Enrolment,
  fields: readonly string[] | undefined,
): object {
  const { id, username, idnumber, firstname, lastname, fullname, email } = account;
  const wanted = (field: string) => fields === undefined || fields.includes(field);
  const all = may(site, 'moodle/user:viewalldetails');
  const groups = groupsOf(site, enrolment);
  return {
    id,
    ...(wanted('username') && all && { username }),
    ...(wanted('firstname') && { firstname }),
    ...(wanted('lastname') && { lastname }),
    fullname,
    ...(wanted('email') && may(site, 'moodle/course:useremail') && { email }),
    ...(wanted('idnumber') && all && idnumber !== '' && { idnumber }),
    ...(wanted('groups') && groups.length > 0 && { groups }),
    ...(wanted('roles') && { roles: enrolment.roles.map(roleJson) }),
  };
}

function roleJson(roleid: number): object {
  return { roleid, name: '', shortname: rolesById.get(roleid) ?? `role${roleid}`, sortorder: 0 };
}

function groupsOf(site: PracticeSite, { courseId, userId }: Enrolment): object[] {
  return [...site.webServices.tables.groups.values()]
    .filter((group) => group.courseId === courseId && group.members.has(userId))
    .map(({ id, name }) => ({ id, name, description: '', descriptionformat: 1 }));
}
