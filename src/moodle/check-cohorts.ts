import { createMoodleReader } from './create-reader.ts';
import { type CheckSubject, nobody } from './findings.ts';
import { moodleFunctions } from './functions.ts';

/** Reading cohorts and their members, and whether they may be changed. */
export async function checkCohorts(
  { client, clock, info, findings }: CheckSubject,
  wanted: number | undefined,
): Promise<void> {
  const reader = createMoodleReader(client, clock);
  const cohorts = await findings.from(() => reader.cohorts(), ['moodle/cohort:view']);
  if (!cohorts) return;
  const cohortId = wanted ?? cohorts[0]?.id;
  if (cohortId === undefined) return findings.add('untried', 'no-cohort-to-try');
  await findings.from(() => reader.cohortMembers(cohortId), ['moodle/cohort:view']);
  // The service account is a member of no cohort; and Moodle takes the call back because of the second element.
  const members = [info.userId, nobody].map((userid) => ({ cohortid: cohortId, userid }));
  await findings.refused(
    () => client.call(moodleFunctions.deleteCohortMembers, { members }),
    ['moodle/cohort:assign'],
  );
}
