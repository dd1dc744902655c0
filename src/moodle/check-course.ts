import type { MoodleEnrolment } from '../domain/moodle-state.ts';
import { checkEnrolling } from './check-enrolling.ts';
import { checkPerson } from './check-person.ts';
import type { CheckOptions } from './connection-check.ts';
import { createMoodleReader } from './create-reader.ts';
import type { CheckSubject } from './findings.ts';

const participants = [
  'moodle/course:viewparticipants',
  'moodle/course:enrolreview',
  'moodle/user:viewdetails',
] as const;

/** Reading a course, its people and groups, their progress, and whether people may be enrolled. */
export async function checkCourse(subject: CheckSubject, options: CheckOptions): Promise<void> {
  const { client, clock, findings } = subject;
  const reader = createMoodleReader(client, clock);
  const courses = await findings.from(() => reader.courses(), ['moodle/course:view']);
  if (!courses) return;
  const courseId = options.courseId ?? courses[0]?.id;
  if (courseId === undefined) return findings.add('untried', 'no-course-to-try');
  const enrolments = await findings.from(() => reader.enrolments(courseId), participants);
  const groups = await findings.from(() => reader.groups(courseId), ['moodle/course:managegroups']);
  const [group] = groups ?? [];
  if (group) await findings.from(() => reader.groupMembers(group.id), ['moodle/course:managegroups']);
  await findings.from(() => reader.activities(courseId));
  if (!enrolments) return;
  const roles = options.roleIds ?? (await reader.roles(courseId)).map(({ id }) => id);
  await checkEnrolling(subject, courseId, roles);
  const people = learnersFirst(enrolments);
  if (people.length === 0) return findings.add('untried', 'nobody-to-try', { course: courseId });
  await checkPerson(subject, courseId, people);
}

/** Who learns shows progress; who is suspended has none to show. */
function learnersFirst(enrolments: readonly MoodleEnrolment[]): number[] {
  const active = enrolments.filter(({ status }) => status === 'active');
  const isLearner = ({ roles }: MoodleEnrolment) => roles.includes('student');
  return active.sort((a, b) => Number(isLearner(b)) - Number(isLearner(a))).map(({ userId }) => userId);
}
