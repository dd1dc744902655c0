import type { Course } from '../course.ts';
import { isEnrolled } from '../enrolment.ts';
import type { Person } from '../person.ts';
import type { PracticeSite } from '../site.ts';
import { personWith } from './accounts.ts';
import type { Enrolment } from './records.ts';

const [editingTeacher, teacher, student] = [3, 4, 5] as const;
const active = { status: 0, timestart: 0, timeend: 0 } as const;

/** Who is enrolled in a course, by user id. What the LTI side knew before is taken over at the first look. */
export function bookOf(site: PracticeSite, course: Course): Map<number, Enrolment> {
  const id = Number(course.id);
  const { enrolments } = site.webServices.tables;
  const known = enrolments.get(id);
  if (known) return known;
  const people = site.state.people.filter((person) => isEnrolled(course, person));
  const book = new Map<number, Enrolment>();
  enrolments.set(id, book);
  for (const person of [...people, ...site.participants.of(course.id)]) write(book, course, person);
  return book;
}

/** People who were enrolled on the LTI side after the first look. */
export function addToBook(site: PracticeSite, course: Course, people: readonly Person[]): void {
  const book = site.webServices.tables.enrolments.get(Number(course.id));
  if (book) for (const person of people) write(book, course, person);
}

function write(book: Map<number, Enrolment>, course: Course, person: Person): void {
  const userId = Number(person.userId);
  const status = course.suspended.includes(person.id) ? 1 : 0;
  const roles = [
    course.editingTeachers.includes(person.id)
      ? editingTeacher
      : course.teachers.includes(person.id)
        ? teacher
        : student,
  ];
  book.set(userId, { courseId: Number(course.id), userId, manual: { ...active, status }, roles });
}

export function isActive({ manual, self }: Enrolment): boolean {
  return manual?.status === 0 || self?.status === 0;
}

/** Launches, rosters and the gradebook show what was written here. */
export function showOnLtiSide(site: PracticeSite, course: Course, userIds: Iterable<number>): void {
  const book = bookOf(site, course);
  for (const userId of userIds) {
    const person = personWith(site, userId);
    if (person && !site.state.people.includes(person)) {
      const enrolment = book.get(userId);
      if (enrolment && isActive(enrolment)) site.participants.include(course.id, person);
      else site.participants.exclude(course.id, String(userId));
    }
  }
  const withButton = site.state.people.filter(({ userId }) => book.has(Number(userId)));
  const enrolled = (person: Person) => book.get(Number(person.userId));
  const idsOf = (test: (enrolment: Enrolment) => boolean) =>
    withButton.filter((person) => test(enrolled(person) as Enrolment)).map(({ id }) => id);
  course.members = idsOf(() => true);
  course.suspended = idsOf((enrolment) => !isActive(enrolment));
  course.editingTeachers = idsOf(({ roles }) => roles.includes(editingTeacher));
  course.teachers = idsOf(({ roles }) => roles.includes(teacher) && !roles.includes(editingTeacher));
}
