import { createMoodleWriter } from '../../src/moodle/create-writer.ts';
import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { clientOf, secondsOf } from './ground.ts';

export interface MembersResult {
  seconds: number;
  calls: number;
}

/** Brings people into a new cohort, in batches of so many, with so many calls at once. */
export async function addMembers(
  moodle: PracticeMoodle,
  people: readonly number[],
  { batch, atOnce }: { batch: number; atOnce: number },
): Promise<MembersResult> {
  const cohort = moodle.webServices.addCohort(`Messung ${batch} ${atOnce}`);
  const client = clientOf(moodle, atOnce);
  const writer = createMoodleWriter(client);
  const batches = Array.from({ length: Math.ceil(people.length / batch) }, (_, index) =>
    people.slice(index * batch, (index + 1) * batch),
  );
  const seconds = await secondsOf(() =>
    Promise.all(batches.map((some) => writer.addCohortMembers(cohort, some))),
  );
  const arrived = moodle.webServices.cohort(cohort)?.members.size;
  if (arrived !== people.length) throw new Error(`${arrived} of ${people.length} people arrived`);
  return { seconds, calls: client.count };
}
