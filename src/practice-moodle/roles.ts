import type { Course } from './course.ts';
import { mayEdit, mayGrade } from './enrolment.ts';
import type { Person } from './person.ts';

const vocabulary = 'http://purl.imsglobal.org/vocab/lis/v2/';

/**
 * Moodle knows only teacher and learner. In an activity (`mod/lti:manage`) a teacher without editing rights is an
 * Instructor, in the course (`moodle/course:manageactivities`) a Learner.
 */
export function roleNames(person: Person, course: Course, isInActivity: boolean): ['Instructor' | 'Learner'] {
  const teaches = isInActivity ? mayGrade(course, person) : mayEdit(course, person);
  return [teaches ? 'Instructor' : 'Learner'];
}

/** Roles as a message carries them, the site administrator with all three. */
export function roleClaims(person: Person, course: Course, isInActivity: boolean): string[] {
  const membership = roleNames(person, course, isInActivity).map((role) => `membership#${role}`);
  const roles = person.siteAdmin
    ? ['institution/person#Administrator', ...membership, 'system/person#Administrator']
    : membership;
  return roles.map((role) => vocabulary + role);
}
