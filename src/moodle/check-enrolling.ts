import { MoodleFailure } from './failure.ts';
import { type CheckSubject, nobody } from './findings.ts';
import { moodleFunctions } from './functions.ts';

/**
 * Whether people may be enrolled with each role, and unenrolled. The service account itself stands first in the call,
 * because Moodle looks at the person before it looks at the role, and somebody who does not exist second: so Moodle
 * takes everything back, also the welcome message.
 */
export async function checkEnrolling(
  subject: CheckSubject,
  courseId: number,
  roleIds: readonly number[],
): Promise<void> {
  const { client, info } = subject;
  for (const roleid of roleIds) {
    const enrolments = [info.userId, nobody].map((userid) => ({
      roleid,
      userid,
      courseid: courseId,
      suspend: 1,
    }));
    const enrol = () => client.call(moodleFunctions.enrolUsers, { enrolments });
    await tried(subject, enrol, 'enrol/manual:enrol', { course: courseId, role: roleid });
  }
  const enrolments = [{ userid: nobody, courseid: courseId }];
  const unenrol = () => client.call(moodleFunctions.unenrolUsers, { enrolments });
  await tried(subject, unenrol, 'enrol/manual:unenrol', { course: courseId });
}

async function tried(
  { findings }: CheckSubject,
  work: () => Promise<unknown>,
  capability: string,
  { course, role }: { course: number; role?: number },
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof MoodleFailure)) throw error;
    if (error.code === 'moodle.role-not-assignable' && role !== undefined) {
      findings.add('problem', 'role-not-assignable', { role });
    } else if (error.code === 'moodle.no-manual-enrolment') {
      findings.add('problem', 'no-manual-enrolment', { course });
    } else if (error.class !== 'data') findings.addFailure(error, [capability]);
  }
}
