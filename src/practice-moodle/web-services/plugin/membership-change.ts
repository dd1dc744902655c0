import type { PracticeSite } from '../../site.ts';
import { courseWith } from '../call.ts';
import { bookOf } from '../course-book.ts';
import type { Change } from './changes.ts';
import { checkRights, type MakeChange, Refusal } from './refusal.ts';

/** @throws Refusal `unknowncohort`, `norights` */
export function cohortChange(
  site: PracticeSite,
  { do: what, cohort: id }: Extract<Change, { cohort: number }>,
): MakeChange {
  const cohort = site.webServices.tables.cohorts.get(id);
  if (!cohort) throw new Refusal('unknowncohort');
  checkRights(site, 'moodle/cohort:assign');
  return (userId) => changeSet(cohort.members, userId, what === 'cohort-add');
}

/** @throws Refusal `unknowngroup`, `norights`; for one person `notenrolled` */
export function groupChange(
  site: PracticeSite,
  { do: what, group: id }: Extract<Change, { group: number }>,
): MakeChange {
  const group = site.webServices.tables.groups.get(id);
  const course = group && courseWith(site, group.courseId);
  if (!group || !course) throw new Refusal('unknowngroup');
  checkRights(site, 'moodle/course:view', 'moodle/course:managegroups');
  return (userId) => {
    const isAdding = what === 'group-add';
    if (isAdding && !group.members.has(userId) && !bookOf(site, course).has(userId)) {
      throw new Refusal('notenrolled');
    }
    return changeSet(group.members, userId, isAdding);
  };
}

function changeSet(members: Set<number>, userId: number, isAdding: boolean): boolean {
  if (members.has(userId) === isAdding) return false;
  if (isAdding) members.add(userId);
  else members.delete(userId);
  return true;
}
