import type { Course } from './course.ts';
import type { Person } from './person.ts';
import type { PracticeSite } from './site.ts';

/** moodle/course:manageactivities: who may edit the course. */
export function mayEdit(course: Course, person: Person): boolean {
  return person.siteAdmin || course.editingTeachers.includes(person.id);
}

/** gradereport/grader:view and mod/lti:manage: teachers of both kinds. */
export function mayGrade(course: Course, person: Person): boolean {
  return mayEdit(course, person) || course.teachers.includes(person.id);
}

export function isEnrolled(course: Course, person: Person): boolean {
  const { editingTeachers, teachers, members } = course;
  if (editingTeachers.includes(person.id) || teachers.includes(person.id)) return true;
  return members ? members.includes(person.id) : !person.siteAdmin;
}

function isStudent(course: Course, person: Person): boolean {
  const { editingTeachers, teachers } = course;
  return isEnrolled(course, person) && !editingTeachers.includes(person.id) && !teachers.includes(person.id);
}

/** Whether a tool may send a score for this user id: enrolled as a student, suspended or not. */
export function isGradable(site: PracticeSite, course: Course, userId: string): boolean {
  if (site.participants.has(course.id, userId)) return true;
  const person = site.state.people.find((other) => other.userId === userId);
  return person !== undefined && isStudent(course, person);
}

/** Students of the course, in the gradebook's order. */
export function students(site: PracticeSite, course: Course): Person[] {
  return activeMembers(site, course).filter((person) => isStudent(course, person) || !isKnown(site, person));
}

function isKnown(site: PracticeSite, person: Person): boolean {
  return site.state.people.includes(person);
}

const lists = new WeakMap<Course, { of: string; more: readonly Person[]; people: readonly Person[] }>();
const byName = new Intl.Collator('de');

/** Everybody with an active enrolment, by last name, first name and id (get_enrolled_users()). */
export function activeMembers(site: PracticeSite, course: Course): readonly Person[] {
  const more = site.participants.of(course.id);
  const { editingTeachers, teachers, members, suspended } = course;
  const of = JSON.stringify([editingTeachers, teachers, members, suspended]);
  const known = lists.get(course);
  // Ten thousand names are sorted once, not for every page of the list.
  if (known?.of === of && known.more === more) return known.people;
  const people = site.state.people
    .filter((person) => isEnrolled(course, person) && !suspended.includes(person.id))
    .concat(more)
    .sort(
      (a, b) =>
        byName.compare(a.lastName, b.lastName) ||
        byName.compare(a.firstName, b.firstName) ||
        Number(a.userId) - Number(b.userId),
    );
  lists.set(course, { of, more, people });
  return people;
}
