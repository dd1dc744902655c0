import { packed } from '../../../domain/packed-ids.ts';
import { requireCapability, webServiceFunction } from '../call.ts';
import { value, withDefault } from '../parameters.ts';
import { missingRecord } from '../ws-error.ts';
import { markOf } from './mark.ts';
import { idsIn } from './packed.ts';
import { type Paged, page, paging } from './paging.ts';

export const getCohorts = webServiceFunction<Paged>(paging, (site, asked) => {
  requireCapability(site, 'moodle/cohort:view');
  const { rows, next } = page([...site.webServices.tables.cohorts.values()], asked);
  const cohorts = rows.map(({ members, ...cohort }) => ({
    ...{ ...cohort, contextid: 1, categoryid: 0, component: '' },
    members: members.size,
  }));
  return { cohorts, next };
});

/** Members as the difference to those that are known. */
export const getCohortMembers = webServiceFunction<{ cohortid: number; known: string }>(
  { cohortid: value('int'), known: withDefault(value('raw'), '') },
  (site, { cohortid, known: text }) => {
    const known = new Set(idsIn(text));
    const cohort = site.webServices.tables.cohorts.get(cohortid);
    if (!cohort) {
      throw missingRecord(
        'invalidrecord',
        "Can't find data record in database table cohort.",
        'SELECT id, contextid FROM {cohort} WHERE id = ?',
      );
    }
    requireCapability(site, 'moodle/cohort:view');
    const { members } = cohort;
    return {
      added: packed([...members].filter((id) => !known.has(id))),
      removed: packed([...known].filter((id) => !members.has(id))),
      members: members.size,
      mark: markOf([...members]),
    };
  },
);
