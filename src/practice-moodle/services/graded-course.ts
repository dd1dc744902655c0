import type { Course } from '../course.ts';
import type { GradeItem } from '../grade-item.ts';
import type { PracticeSite } from '../site.ts';
import { ServiceProblem } from './service-answer.ts';

/** A site-level tool may come to any course of the site. @throws ServiceProblem 404 */
export function serviceCourse(site: PracticeSite, id = ''): Course {
  const course = site.state.courses.find((other) => other.id === id);
  if (!course) throw new ServiceProblem(404, `Not Found: Course ${id} doesn't exist`);
  return course;
}

/**
 * A column by its id alone: Moodle never compares its course with the one in the address, nor the tool of a column
 * that a tool has added.
 * @throws ServiceProblem 404
 */
export function serviceColumn(site: PracticeSite, id = ''): GradeItem {
  const item = site.state.gradeItems.find((other) => other.id === id);
  if (!item) throw new ServiceProblem(404, `Not Found: Grade item ${id} doesn't exist`);
  return item;
}

/** @throws ServiceProblem 403: an activity that is not in this course, or belongs to another tool */
export function requireLink(site: PracticeSite, linkId: string, courseId: string, typeId: string): void {
  const isOwn = site.state.activities.some(
    (activity) =>
      activity.resourceLinkId === linkId && activity.courseId === courseId && activity.typeId === typeId,
  );
  if (!isOwn) throw new ServiceProblem(403);
}

/** Scores and results of an activity's own column: only of a tool's own activity. @throws ServiceProblem 403 */
export function requireOwnActivity(site: PracticeSite, item: GradeItem, typeId: string): void {
  if (item.instanceId === '') return;
  try {
    requireLink(site, item.instanceId, item.courseId, typeId);
  } catch {
    throw new ServiceProblem(403, 'Invalid LTI id supplied.');
  }
}
