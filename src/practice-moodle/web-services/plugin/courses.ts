import { courseContext, enterCourseOrSay, webServiceFunction } from '../call.ts';
import { modulesOf } from '../modules.ts';
import { value } from '../parameters.ts';
import { type Paged, page, paging } from './paging.ts';

/** All courses but the front page. */
export const getCourses = webServiceFunction<Paged>(paging, (site, asked) => {
  const all = site.state.courses.map(({ id, shortName, fullName, idnumber }) => ({
    ...{ id: Number(id), shortname: shortName, fullname: fullName, idnumber, visible: true, categoryid: 1 },
    ...{ startdate: 0, enddate: 0, completion: true, timemodified: 0 },
    manual: !site.webServices.settings.withoutManualEnrolment.has(Number(id)),
  }));
  const { rows, next } = page(all, asked);
  return { courses: rows, next };
});

/** All activities, also those that the service account may not view. */
export const getActivities = webServiceFunction<Paged & { courseid: number }>(
  { courseid: value('int'), ...paging },
  (site, { courseid, ...asked }) => {
    courseContext(site, courseid);
    enterCourseOrSay(site, courseid);
    const all = modulesOf(site, courseid).map(
      ({ cmid, module, instance, name, visible, tracking }, index) => ({
        ...{ id: cmid, modname: module, instance, name, idnumber: '', section: 0, position: index + 1 },
        ...{ visible, completion: tracking },
      }),
    );
    const { rows, next } = page(all, asked);
    return { activities: rows, next };
  },
);
