import { requireCapability, webServiceFunction } from '../call.ts';
import { multiple, single, value, withDefault } from '../parameters.ts';
import type { Cohort } from '../records.ts';
import { missingFrom } from '../ws-error.ts';

/** Unknown ids are silently absent; no ids: all cohorts of the site. */
export const getCohorts = webServiceFunction<{ cohortids: number[] }>(
  { cohortids: withDefault(multiple(value('int')), []) },
  (site, { cohortids }) => {
    const all = [...site.webServices.tables.cohorts.values()];
    const wanted = cohortids.length === 0 ? all : all.filter(({ id }) => cohortids.includes(id));
    if (wanted.length > 0) requireCapability(site, 'moodle/cohort:view', 'moodle/cohort:manage');
    return wanted.map(cohortJson);
  },
);

interface Search {
  query: string;
  includes: string;
  limitfrom: number;
  limitnum: number;
}

/** `limitfrom` is taken for the number of a page (cohort_get_all_cohorts()). No total. */
export const searchCohorts = webServiceFunction<Search>(
  {
    query: value('raw'),
    context: single({
      contextid: withDefault(value('int'), 0),
      contextlevel: withDefault(value('alpha'), ''),
      instanceid: withDefault(value('int'), 0),
    }),
    includes: withDefault(value('alpha'), 'parents'),
    limitfrom: withDefault(value('int'), 0),
    limitnum: withDefault(value('int'), 25),
  },
  (site, { query, limitfrom, limitnum }) => {
    requireCapability(site, 'moodle/cohort:view', 'moodle/cohort:manage');
    const words = query.toLowerCase();
    const found = [...site.webServices.tables.cohorts.values()]
      .filter(({ name, idnumber }) => `${name} ${idnumber}`.toLowerCase().includes(words))
      .sort((a, b) => a.name.localeCompare(b.name) || a.id - b.id);
    const from = limitfrom * limitnum;
    return { cohorts: found.slice(from, from + limitnum).map(cohortJson) };
  },
);

/** One unknown id fails the whole call. */
export const getCohortMembers = webServiceFunction<{ cohortids: number[] }>(
  { cohortids: multiple(value('int')) },
  (site, { cohortids }) =>
    cohortids.map((cohortid) => {
      const cohort = site.webServices.tables.cohorts.get(cohortid);
      if (!cohort) throw missingFrom('cohort');
      requireCapability(site, 'moodle/cohort:view', 'moodle/cohort:manage');
      return { cohortid, userids: [...cohort.members] };
    }),
);

function cohortJson({ id, name, idnumber, visible }: Cohort): object {
  return { id, name, idnumber, description: '', descriptionformat: 1, visible, theme: '', customfields: [] };
}
