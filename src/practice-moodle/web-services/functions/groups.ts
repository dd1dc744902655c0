import type { PracticeSite } from '../../site.ts';
import { accountOf } from '../accounts.ts';
import {
  courseContext,
  courseWith,
  enterCourseOrSay,
  requireCapability,
  webServiceFunction,
} from '../call.ts';
import { bookOf } from '../course-book.ts';
import { multiple, single, value } from '../parameters.ts';
import type { Group } from '../records.ts';
import { invalidParameter, missingFrom } from '../ws-error.ts';

export const getCourseGroups = webServiceFunction<{ courseid: number }>(
  { courseid: value('int') },
  (site, { courseid }) => {
    courseContext(site, courseid);
    enterCourseOrSay(site, courseid);
    requireCapability(site, 'moodle/course:managegroups');
    return [...site.webServices.tables.groups.values()]
      .filter((group) => group.courseId === courseid)
      .map(({ id, name, idnumber }) => ({
        id,
        courseid,
        name,
        description: '',
        descriptionformat: 1,
        enrolmentkey: '',
        idnumber,
        visibility: 0,
        participation: true,
      }));
  },
);

/** One unknown id fails the whole call. */
export const getGroupMembers = webServiceFunction<{ groupids: number[] }>(
  { groupids: multiple(value('int')) },
  (site, { groupids }) =>
    groupids.map((groupid) => ({ groupid, userids: [...groupOf(site, groupid).members] })),
);

interface Asked {
  members: { groupid: number; userid: number }[];
}
const members = { members: multiple(single({ groupid: value('int'), userid: value('int') })) };

/** All or nothing; only who is enrolled, suspended or not. */
export const addGroupMembers = webServiceFunction<Asked>(members, (site, asked) => {
  const added = asked.members.map(({ groupid, userid }) => {
    const group = groupOf(site, groupid);
    requireAccount(site, userid);
    const course = courseWith(site, group.courseId);
    if (!course || !bookOf(site, course).has(userid)) {
      throw invalidParameter('Only enrolled users may be members of groups');
    }
    return [group, userid] as const;
  });
  for (const [group, userId] of added) group.members.add(userId);
  return null;
});

export const deleteGroupMembers = webServiceFunction<Asked>(members, (site, asked) => {
  const removed = asked.members.map(({ groupid, userid }) => {
    const group = groupOf(site, groupid);
    requireAccount(site, userid);
    return [group, userid] as const;
  });
  for (const [group, userId] of removed) group.members.delete(userId);
  return null;
});

function groupOf(site: PracticeSite, id: number): Group {
  const group = site.webServices.tables.groups.get(id);
  if (!group) throw missingFrom('groups');
  enterCourseOrSay(site, group.courseId);
  requireCapability(site, 'moodle/course:managegroups');
  return group;
}

function requireAccount(site: PracticeSite, id: number): void {
  if (!accountOf(site, id)) throw missingFrom('user');
}
