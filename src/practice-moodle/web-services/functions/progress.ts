import type { Course } from '../../course.ts';
import type { PracticeSite } from '../../site.ts';
import { accountOf, inOrderOfNames, type MoodleAccount } from '../accounts.ts';
import { courseRecord, enterCourse, may, requireCapability, webServiceFunction } from '../call.ts';
import { bookOf, isActive } from '../course-book.ts';
import { seenModules, stateOf } from '../modules.ts';
import { value, withDefault } from '../parameters.ts';
import { missingFrom, noPermission } from '../ws-error.ts';

/** Activities with completion only, and only those that the service account may view; also of people who are not in the course. */
export const getActivitiesCompletion = webServiceFunction<{ courseid: number; userid: number }>(
  { courseid: value('int'), userid: value('int') },
  (site, { courseid, userid }) => {
    const book = bookOf(site, courseRecord(site, courseid));
    if (!accountOf(site, userid)) throw missingFrom('user');
    enterCourse(site);
    requireCapability(site, 'report/progress:view');
    const enrolment = book.get(userid);
    const isTracked = enrolment !== undefined && isActive(enrolment) && enrolment.roles.includes(5);
    const statuses = seenModules(site, courseid)
      .filter(({ tracking }) => tracking !== 0)
      .map((module) => {
        const { completion, time } = stateOf(site, module, userid);
        return {
          cmid: module.cmid,
          modname: module.module,
          instance: module.instance,
          state: completion,
          timecompleted: time,
          tracking: module.tracking,
          overrideby: null,
          valueused: false,
          hascompletion: true,
          isautomatic: module.tracking === 2,
          istrackeduser: isTracked,
          uservisible: true,
          details: [],
          isoverallcomplete: completion === 1 || completion === 2,
        };
      });
    return { statuses, warnings: [] };
  },
);

interface Asked {
  courseid: number;
  userid: number;
  groupid: number;
}

/** `userid` 0: everybody with an active enrolment, by name. */
export const getGradeItems = webServiceFunction<Asked>(
  { courseid: value('int'), userid: withDefault(value('int'), 0), groupid: withDefault(value('int'), 0) },
  (site, { courseid, userid }) => {
    const course = courseRecord(site, courseid);
    enterCourse(site);
    requireCapability(site, 'gradereport/user:view');
    if (!may(site, 'moodle/grade:viewall')) throw noPermission('View grades of other users');
    const people = userid === 0 ? activePeople(site, course) : [gradedPerson(site, userid)];
    return { usergrades: people.map((person) => gradesJson(site, course, person)), warnings: [] };
  },
);

function activePeople(site: PracticeSite, course: Course): MoodleAccount[] {
  return [...bookOf(site, course).values()]
    .filter((enrolment) => isActive(enrolment) && enrolment.roles.includes(5))
    .flatMap(({ userId }) => accountOf(site, userId) ?? [])
    .sort(inOrderOfNames);
}

/** Also of people who are not in the course. */
function gradedPerson(site: PracticeSite, userId: number): MoodleAccount {
  const account = accountOf(site, userId);
  if (!account) throw missingFrom('user');
  return account;
}

function gradesJson(site: PracticeSite, course: Course, { id, fullname, idnumber }: MoodleAccount): object {
  const items = seenModules(site, Number(course.id)).filter(({ grademax }) => grademax > 0);
  const gradeitems = items.map((module) => {
    const { grade, time } = stateOf(site, module, id);
    return {
      id: module.cmid,
      itemname: module.name,
      itemtype: 'mod',
      itemmodule: module.module,
      iteminstance: module.instance,
      itemnumber: 0,
      cmid: module.cmid,
      ...(grade !== null && { graderaw: grade, gradedategraded: time }),
      gradeformatted: grade === null ? '-' : grade.toFixed(2),
      grademin: 0,
      grademax: module.grademax,
    };
  });
  return {
    courseid: Number(course.id),
    courseidnumber: course.idnumber,
    userid: id,
    userfullname: fullname,
    useridnumber: idnumber,
    maxdepth: 2,
    gradeitems,
  };
}
