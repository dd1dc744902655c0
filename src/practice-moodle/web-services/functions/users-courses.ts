import { accountOf } from '../accounts.ts';
import { may, webServiceFunction } from '../call.ts';
import { bookOf, isActive } from '../course-book.ts';
import { modulesOf, percentOf } from '../modules.ts';
import { value, withDefault } from '../parameters.ts';
import { courseFields } from './course-json.ts';

/** Only courses with an active enrolment; the count is of everybody enrolled, suspended or not. */
export const getUsersCourses = webServiceFunction<{ userid: number; returnusercount: boolean }>(
  { userid: value('int'), returnusercount: withDefault(value('bool'), true) },
  (site, { userid, returnusercount }) => {
    if (!may(site, 'moodle/course:viewparticipants')) return [];
    // completion_can_view_data()
    const isSeen = may(site, 'report/completion:view');
    return site.state.courses
      .filter((course) => {
        const enrolment = bookOf(site, course).get(userid);
        return enrolment && isActive(enrolment);
      })
      .map((course) => {
        const id = Number(course.id);
        const hasCompletion = modulesOf(site, id).some(({ tracking }) => tracking !== 0);
        const counted = [...bookOf(site, course).keys()].filter((one) => accountOf(site, one));
        return {
          ...courseFields(course),
          ...(returnusercount && { enrolledusercount: counted.length }),
          enablecompletion: hasCompletion,
          completionusertracked: isSeen && hasCompletion,
          progress: isSeen ? percentOf(site, id, userid) : null,
          completed: false,
        };
      });
  },
);
