import type { MoodleCohort, MoodleUserId } from '../domain/moodle-state.ts';
import { agreedIds } from './agreement.ts';
import type { MoodleClient } from './client.ts';
import { MoodleFailure } from './failure.ts';
import { moodleFunctions } from './functions.ts';

const pageSize = 200;
const mostPages = 500;
const attempts = 3;

/**
 * All cohorts of the site, from the list and from the search, which must name the same.
 *
 * @throws MoodleFailure
 */
export async function readCohorts(client: MoodleClient): Promise<MoodleCohort[]> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [listed, searched] = await Promise.all([
      client.call(moodleFunctions.cohorts),
      searchedCohorts(client),
    ]);
    const ids = new Set(listed.map(({ id }) => id));
    if (
      ids.size === listed.length &&
      ids.size === searched.size &&
      [...searched].every((id) => ids.has(id))
    ) {
      return listed.sort((a, b) => a.id - b.id);
    }
  }
  throw new MoodleFailure('moodle.read-incomplete', { details: { function: moodleFunctions.cohorts.name } });
}

/** `limitfrom` is the number of a page here, not of a row (cohort/externallib.php, search_cohorts()). */
async function searchedCohorts(client: MoodleClient): Promise<Set<number>> {
  const ids = new Set<number>();
  for (let page = 0; page < mostPages; page++) {
    const { cohorts } = await client.call(moodleFunctions.searchedCohorts, {
      query: '',
      context: { contextlevel: 'system', instanceid: 0 },
      includes: 'all',
      limitfrom: page,
      limitnum: pageSize,
    });
    const known = ids.size;
    for (const { id } of cohorts) ids.add(id);
    if (cohorts.length < pageSize || ids.size === known) return ids;
  }
  return ids;
}

/** @throws MoodleFailure `moodle.record-unknown` if there is no such cohort, and others */
export function readCohortMembers(client: MoodleClient, cohortId: number): Promise<MoodleUserId[]> {
  const read = async () => {
    const cohorts = await client.call(moodleFunctions.cohortMembers, { cohortids: [cohortId] });
    const found = cohorts.find(({ cohortid }) => cohortid === cohortId);
    if (!found) throw new MoodleFailure('moodle.read-incomplete', { details: { cohort: cohortId } });
    return found.userids;
  };
  return agreedIds(read, { cohort: cohortId });
}
