import { courseRecord, enterCourse, may, webServiceFunction } from '../call.ts';
import { seenModules } from '../modules.ts';
import { multiple, optional, single, value, withDefault } from '../parameters.ts';
import { courseFields } from './course-json.ts';

const frontPage = {
  id: 1,
  shortname: 'Moodle',
  fullname: 'Moodle',
  displayname: 'Moodle',
  idnumber: '',
  visible: 1,
  categoryid: 0,
  format: 'site',
};

/**
 * Without a field all courses. `idnumber` is for those who may update the course, `visible` for all who may enter it.
 */
export const getCoursesByField = webServiceFunction(
  { field: withDefault(value('alpha'), ''), value: withDefault(value('raw'), '') },
  (site) => {
    const isUpdater = may(site, 'moodle/course:update');
    const courses = [frontPage, ...site.state.courses.map((course) => courseFields(course))];
    return {
      courses: courses.map(({ idnumber, visible, ...fields }) => ({
        ...fields,
        ...(may(site, 'moodle/course:view') && { visible }),
        ...(isUpdater && { idnumber }),
      })),
      warnings: [],
    };
  },
);

/** Without ids all courses, the front page among them. */
export const getCourses = webServiceFunction<{ options: { ids?: number[] } }>(
  { options: withDefault(single({ ids: optional(multiple(value('int'))) }), {}) },
  (site, { options: { ids } }) => {
    enterCourse(site);
    const courses = site.state.courses.map((course) => ({
      ...courseFields(course),
      categoryid: 1,
      format: 'topics',
    }));
    const all = [frontPage, ...courses];
    return ids ? all.filter(({ id }) => ids.includes(id)) : all;
  },
);

interface Asked {
  courseid: number;
  options: { name: string; value: string }[];
}

/** One section with everything that may be seen. */
export const getContents = webServiceFunction<Asked>(
  {
    courseid: value('int'),
    options: withDefault(multiple(single({ name: value('alphanum'), value: value('raw') })), []),
  },
  (site, { courseid }) => {
    const course = courseRecord(site, courseid);
    enterCourse(site);
    const modules = seenModules(site, courseid)
      .filter(({ visible }) => visible || may(site, 'moodle/course:viewhiddenactivities'))
      .map((module) => ({
        id: module.cmid,
        url: `${site.origin}/mod/${module.module}/view.php?id=${module.cmid}`,
        name: module.name,
        instance: module.instance,
        modname: module.module,
        visible: module.visible ? 1 : 0,
        uservisible: true,
        completion: module.tracking,
      }));
    return [
      { id: 1, name: course.sections[0], visible: 1, summary: '', summaryformat: 1, section: 0, modules },
    ];
  },
);
