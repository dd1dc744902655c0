import { courseWith, requireCapability, webServiceFunction } from '../call.ts';
import { bookOf } from '../course-book.ts';
import { modulesOf, stateOf } from '../modules.ts';
import { value, withDefault } from '../parameters.ts';
import { markOf } from './mark.ts';
import { idsIn } from './packed.ts';

/** What has changed at all, in one call. Unknown ids are missing in the answer. */
export const getMarks = webServiceFunction<{ cohortids: string; courseids: string }>(
  { cohortids: withDefault(value('raw'), ''), courseids: withDefault(value('raw'), '') },
  (site, { cohortids, courseids }) => {
    requireCapability(site, 'local/netzbruecke:readpeople');
    const { tables } = site.webServices;
    const cohorts = idsIn(cohortids).flatMap((id) => {
      const cohort = tables.cohorts.get(id);
      return cohort ? [{ id, mark: markOf([...cohort.members]) }] : [];
    });
    const courses = idsIn(courseids).flatMap((id) => {
      const course = courseWith(site, id);
      if (!course) return [];
      const enrolments = [...bookOf(site, course).values()];
      const groups = [...tables.groups.values()].filter(({ courseId }) => courseId === id);
      const states = modulesOf(site, id).map((module) =>
        enrolments.map(({ userId }) => stateOf(site, module, userId)),
      );
      const people = markOf([enrolments, groups.map((group) => [group.id, ...group.members])]);
      return [{ id, people, progress: markOf(states) }];
    });
    return { cohorts, courses };
  },
);
