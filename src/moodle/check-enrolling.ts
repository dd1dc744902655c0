import { MoodleFailure } from './failure.ts';
import { type CheckSubject, nobody } from './findings.ts';
import { moodleFunctions } from './functions.ts';

/**
 * Whether people may be enrolled with each role, and unenrolled. The service account itself stands first in the call,
 * because Moodle looks at the person before it looks at the role, and somebody who does not exist second: so Moodle
 * takes everything back, also the welcome message.
 */
export async function checkEnrolling(
  { client, info, findings }: CheckSubject,
  courseId: number,
  roleIds: readonly number[],
): Promise<void> {
  for (const roleid of roleIds) {
    const enrolments = [info.userId, nobody].map((userid) => ({
      roleid,
      userid,
      courseid: courseId,
      suspend: 1,
    }));
    try {
      await client.call(moodleFunctions.enrolUsers, { enrolments });
    } catch (error) {
      if (!(error instanceof MoodleFailure)) throw error;
      const { code } = error;
      if (code === 'moodle.role-not-assignable') {
        findings.add('problem', 'role-not-assignable', { role: roleid });
      } else if (code === 'moodle.no-manual-enrolment') {
        findings.add('problem', 'no-manual-enrolment', { course: courseId });
      } else if (error.class !== 'data') findings.addFailure(error, ['enrol/manual:enrol']);
    }
  }
  const enrolments = [{ userid: nobody, courseid: courseId }];
  await findings.refused(
    () => client.call(moodleFunctions.unenrolUsers, { enrolments }),
    ['enrol/manual:unenrol'],
  );
}
