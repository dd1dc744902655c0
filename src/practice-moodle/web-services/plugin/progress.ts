import { packed } from '../../../domain/packed-ids.ts';
import { seconds } from '../../site.ts';
import { accountOf } from '../accounts.ts';
import { courseContext, enterCourseOrSay, webServiceFunction } from '../call.ts';
import { bookOf, isActive } from '../course-book.ts';
import { modulesOf, stateOf } from '../modules.ts';
import { value, withDefault } from '../parameters.ts';
import type { ModuleState } from '../records.ts';
import { idsIn } from './packed.ts';
import { type Paged, page, paging } from './paging.ts';

interface Asked extends Paged {
  courseid: number;
  since: number;
  userids: string;
}
const student = 5;

/** Completion and grades of everybody who is tracked, or of the enrolled among those who are asked for. */
export const getProgress = webServiceFunction<Asked>(
  {
    courseid: value('int'),
    since: withDefault(value('int'), 0),
    userids: withDefault(value('raw'), ''),
    ...paging,
  },
  (site, { courseid, since, userids, ...asked }) => {
    const course = courseContext(site, courseid);
    enterCourseOrSay(site, courseid);
    const only = new Set(idsIn(userids));
    const modules = modulesOf(site, courseid);
    const tracked = modules.filter(({ tracking }) => tracking !== 0);
    const columns = modules.filter(({ grademax }) => grademax > 0);
    const statesOf = (userId: number) => modules.map((module) => stateOf(site, module, userId));
    const people = [...bookOf(site, course).values()]
      .filter(({ userId }) => accountOf(site, userId))
      .filter((one) => (only.size > 0 ? only.has(one.userId) : isActive(one) && one.roles.includes(student)))
      .map(({ userId }) => ({ id: userId, states: statesOf(userId) }))
      .filter(({ states }) => since === 0 || states.some(({ time }) => time >= since));
    const { rows, next } = page(people, asked);
    return {
      people: rows.map(({ id, states }) => ({
        userid: id,
        activities: cells(states, tracked, ({ completion, time }) => (time > 0 ? completion : null)),
        activitygrades: cells(states, columns, ({ grade }) => grade),
        timecompleted: 0,
        grade: null,
      })),
      activities: packed(tracked.map(({ cmid }) => cmid)),
      columns: columns.map(({ cmid, grademax }) => ({ cmid, grademin: 0, grademax })),
      grademax: 100,
      cursor: seconds(site),
      next,
    };
  },
);

/** "cmid:value:time"; null: nothing to tell. */
function cells(
  states: readonly ModuleState[],
  modules: readonly { cmid: number }[],
  pick: (state: ModuleState) => number | null,
): string {
  const wanted = new Set(modules.map(({ cmid }) => cmid));
  return states
    .filter((state) => wanted.has(state.cmid) && pick(state) !== null)
    .map((state) => `${state.cmid}:${pick(state)}:${state.time}`)
    .join(',');
}
