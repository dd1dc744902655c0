import { packed } from '../../../domain/packed-ids.ts';
import { type PracticeSite, seconds } from '../../site.ts';
import { accountOf } from '../accounts.ts';
import { courseContext, enterCourseOrSay, webServiceFunction } from '../call.ts';
import { bookOf } from '../course-book.ts';
import { value } from '../parameters.ts';
import type { Enrolment } from '../records.ts';
import { rolesById } from '../roles-by-id.ts';
import { type Paged, page, paging } from './paging.ts';

const ofCourse = { courseid: value('int'), ...paging };
type OfCourse = Paged & { courseid: number };

/** Each method of enrolment is a row of its own. */
export const getEnrolments = webServiceFunction<OfCourse>(ofCourse, (site, { courseid, ...asked }) => {
  const course = courseContext(site, courseid);
  enterCourseOrSay(site, courseid);
  const all = [...bookOf(site, course).values()].flatMap((enrolment) => rowsOf(site, enrolment));
  const { rows, next } = page(all, asked);
  return { enrolments: rows, next };
});

function rowsOf(site: PracticeSite, enrolment: Enrolment) {
  const { userId, courseId, roles } = enrolment;
  const account = accountOf(site, userId);
  if (!account) return [];
  const groups = [...site.webServices.tables.groups.values()]
    .filter((group) => group.courseId === courseId && group.members.has(userId))
    .map(({ id }) => id);
  return (['manual', 'self'] as const).flatMap((method, index) => {
    const row = enrolment[method];
    if (!row) return [];
    const { timestart, timeend, status } = row;
    return [
      {
        ...{ id: userId * 10 + index + 1, userid: userId, method, timestart, timeend, timemodified: 0 },
        ...{ active: isInForce(site, row), suspended: status === 1, methodenabled: true },
        accountsuspended: account.suspended,
        roles: roles.map((id) => `${id}:${rolesById.get(id) ?? ''}`).join(','),
        groups: packed(groups),
      },
    ];
  });
}

function isInForce(
  site: PracticeSite,
  { status, timestart, timeend }: NonNullable<Enrolment['manual']>,
): boolean {
  const now = seconds(site);
  return status === 0 && timestart <= now && (timeend === 0 || timeend > now);
}

export const getGroups = webServiceFunction<OfCourse>(ofCourse, (site, { courseid, ...asked }) => {
  courseContext(site, courseid);
  enterCourseOrSay(site, courseid);
  const all = [...site.webServices.tables.groups.values()].filter((group) => group.courseId === courseid);
  const { rows, next } = page(all, asked);
  const groups = rows.map(({ id, name, idnumber, members }) => ({
    ...{ id, name, idnumber },
    members: packed(members),
  }));
  return { groups, next };
});
