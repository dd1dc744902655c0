import { type Course, courseSchema } from './course.ts';
import { nextId } from './grade-item.ts';

/** What a test says about a course; everything else is filled in. */
export type WantedCourse = Pick<Course, 'shortName'> &
  Partial<Pick<Course, 'fullName' | 'sections' | 'editingTeachers' | 'teachers' | 'members' | 'suspended'>>;

/** @throws ZodError for an empty name or section */
export function newCourse(courses: readonly Course[], wanted: WantedCourse): Course {
  return courseSchema.parse({
    fullName: wanted.shortName,
    sections: ['Allgemeines'],
    editingTeachers: [],
    ...wanted,
    id: nextId(courses.map(({ id }) => id)),
    idnumber: `C-${wanted.shortName}`,
  });
}
