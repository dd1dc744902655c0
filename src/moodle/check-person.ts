import type { MoodleUser, MoodleUserId } from '../domain/moodle-state.ts';
import { createMoodleReader } from './create-reader.ts';
import type { CheckSubject } from './findings.ts';
import { moodleFunctions } from './functions.ts';

/** People whose progress is looked at: some of them may have done a part. */
const sampleSize = 20;

/** Which fields of a person are visible, completion and grades, and whether activities are hidden. */
export async function checkPerson(
  { client, clock, findings }: CheckSubject,
  courseId: number,
  people: readonly MoodleUserId[],
): Promise<void> {
  const reader = createMoodleReader(client, clock);
  const [somebody = 0] = people;
  const found = await findings.from(
    () => reader.usersBy('id', people.slice(0, sampleSize).map(String)),
    ['moodle/user:viewdetails'],
  );
  if (found) {
    const hidden = hiddenFields(found);
    if (hidden.length > 0) findings.add('problem', 'fields-hidden', { fields: hidden.join(', ') });
  }
  const asked = { courseid: courseId, userid: somebody };
  const completion = await findings.from(
    () => client.call(moodleFunctions.activitiesCompletion, asked),
    ['report/progress:view', 'moodle/site:accessallgroups'],
  );
  const grades = await findings.from(
    () => client.call(moodleFunctions.gradeItems, asked),
    ['gradereport/user:view', 'moodle/grade:viewall'],
  );
  if (!completion || !grades) return;
  const courses = await findings.from(() =>
    client.call(moodleFunctions.usersCourses, { userid: somebody, returnusercount: false }),
  );
  const course = courses?.find(({ id }) => id === courseId);
  const isFollowed = completion.statuses.some(({ istrackeduser }) => istrackeduser);
  if (isFollowed && course?.enablecompletion && !course.completionusertracked) {
    findings.add('problem', 'capability-missing', { capability: 'report/completion:view' });
    return;
  }
  const progress = await findings.from(() => reader.progress(courseId, people.slice(0, sampleSize), []));
  if (progress?.completeness === 'hidden') {
    findings.add('problem', 'activities-hidden', { course: courseId });
  } else if (progress?.completeness === 'unknown') {
    findings.add('unseen', 'unseen-activities', { course: courseId });
  }
}

/** Every account has a username and a mail address; a field that nobody of them shows is hidden. */
function hiddenFields(users: readonly MoodleUser[]): string[] {
  return (['username', 'email'] as const).filter((field) => users.every((user) => user[field] === undefined));
}
