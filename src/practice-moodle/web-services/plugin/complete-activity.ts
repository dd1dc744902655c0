import { packed } from '../../../domain/packed-ids.ts';
import { seconds } from '../../site.ts';
import { courseContext, enterCourseOrSay, requireCapability, webServiceFunction } from '../call.ts';
import { bookOf } from '../course-book.ts';
import { stateOf } from '../modules.ts';
import { value, withDefault } from '../parameters.ts';
import { invalidParameter } from '../ws-error.ts';
import { idsIn } from './packed.ts';

interface Asked {
  cmid: number;
  userids: string;
  complete: boolean;
}
const most = 1000;

/** Marks an activity as complete for people of its course, or takes that back. External tools are not marked here. */
export const completeActivity = webServiceFunction<Asked>(
  { cmid: value('int'), userids: value('raw'), complete: withDefault(value('bool'), true) },
  (site, { cmid, userids, complete }) => {
    const people = idsIn(userids);
    if (people.length > most) throw invalidParameter(`userids: at most ${most}.`);
    const module = site.webServices.tables.modules.get(cmid);
    if (!module) throw invalidParameter('cmid');
    const course = courseContext(site, module.courseId);
    enterCourseOrSay(site, module.courseId);
    requireCapability(site, 'moodle/course:overridecompletion');
    const book = bookOf(site, course);
    const [done, wasso, refused]: [number[], number[], { userid: number; code: string }[]] = [[], [], []];
    for (const userId of people) {
      const state = stateOf(site, module, userId);
      if (module.tracking === 0) refused.push({ userid: userId, code: 'nottracked' });
      else if (!book.has(userId)) refused.push({ userid: userId, code: 'notenrolled' });
      else if ([1, 2].includes(state.completion) === complete) wasso.push(userId);
      else {
        const completion = complete ? 1 : 0;
        site.webServices.tables.setModuleState({ ...state, completion, time: seconds(site) });
        done.push(userId);
      }
    }
    return { done: packed(done), wasso: packed(wasso), refused };
  },
);
