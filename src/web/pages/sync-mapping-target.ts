import { CodedError } from '../../domain/errors.ts';
import type { MoodleRole } from '../../domain/moodle-state.ts';
import type { MoodleTarget } from '../../domain/sync-mapping.ts';
import type { MoodleReader } from '../../moodle/reader.ts';
import type { MappingChoice } from './sync-mapping-steps.ts';

export interface ChosenTarget {
  moodle: MoodleTarget;
  /** As Moodle calls it. */
  moodleName: string;
}

/** Roles of a fresh Moodle (`lib/db/install.php`), for a course in which nobody holds them yet. */
const usualRoles: readonly MoodleRole[] = [
  { id: 5, shortname: 'student' },
  { id: 4, shortname: 'teacher' },
  { id: 3, shortname: 'editingteacher' },
];

/** Roles that somebody holds in the course, and the usual ones. Moodle has no function that lists roles. */
export async function rolesInMoodle(reader: MoodleReader, courseId: number): Promise<MoodleRole[]> {
  const held = await reader.roles(courseId);
  const missing = usualRoles.filter(({ shortname }) => held.every((role) => role.shortname !== shortname));
  return [...missing, ...held].sort((a, b) => order(a) - order(b));
}

function order({ shortname }: MoodleRole): number {
  const place = usualRoles.findIndex((role) => role.shortname === shortname);
  return place < 0 ? usualRoles.length : place;
}

/**
 * What was chosen, as Moodle has it now.
 *
 * @throws CodedError `sync.mapping-invalid` where it is not there, `moodle.*`
 */
export async function chosenTarget(
  reader: MoodleReader,
  { kind, course, target }: MappingChoice,
  role = 'student',
): Promise<ChosenTarget> {
  const [courseId, id] = [Number(course), Number(target)];
  if (kind === 'cohort') {
    const cohort = (await reader.cohorts()).find((one) => one.id === id);
    if (cohort) return { moodle: { kind, cohortId: id }, moodleName: cohort.name };
  }
  if (kind === 'group') {
    const group = (await reader.groups(courseId)).find((one) => one.id === id);
    if (group) return { moodle: { kind, courseId, groupId: id, role }, moodleName: group.name };
  }
  if (kind === 'enrolment') {
    const found = (await reader.courses()).find((one) => one.id === courseId);
    const wanted = found && (await rolesInMoodle(reader, courseId)).find((one) => one.shortname === role);
    if (wanted) {
      return { moodle: { kind, courseId, roleId: wanted.id, role }, moodleName: found.fullname };
    }
  }
  throw new CodedError('sync.mapping-invalid', { field: 'moodle' });
}
