import type { Course } from '../../course.ts';

/** What every function says of a course. */
export function courseFields({
  id,
  shortName,
  fullName,
  idnumber,
}: Course): { id: number } & Record<string, unknown> {
  return {
    id: Number(id),
    shortname: shortName,
    fullname: fullName,
    displayname: fullName,
    idnumber,
    visible: 1,
  };
}
