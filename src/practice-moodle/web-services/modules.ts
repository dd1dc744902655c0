import type { Activity } from '../course.ts';
import { columnOf } from '../grade-item.ts';
import { completionOf, gradeOf } from '../gradebook.ts';
import type { PracticeSite } from '../site.ts';
import { may } from './call.ts';
import type { CourseModule, ModuleState } from './records.ts';

/** External tools and other modules of a course, in its order; also those that the service account may not view. */
export function modulesOf(site: PracticeSite, courseId: number): CourseModule[] {
  const tools = site.state.activities.filter((activity) => activity.courseId === String(courseId));
  const others = [...site.webServices.tables.modules.values()];
  return [
    ...tools.map((tool) => asModule(site, tool)),
    ...others.filter((other) => other.courseId === courseId),
  ];
}

/** A module whose `mod/…:view` the service account lacks is left out everywhere, without a word. */
export function seenModules(site: PracticeSite, courseId: number): CourseModule[] {
  return modulesOf(site, courseId).filter(({ module }) => may(site, `mod/${module}:view`));
}

function asModule(site: PracticeSite, activity: Activity): CourseModule {
  return {
    cmid: Number(activity.cmid),
    courseId: Number(activity.courseId),
    module: 'lti',
    instance: Number(activity.resourceLinkId),
    name: activity.title,
    tracking: activity.completion === 'grade' ? 2 : 0,
    visible: true,
    grademax: columnOf(site.state.gradeItems, activity)?.max ?? 0,
  };
}

/** Completion and grade of one person; the external tools' from the gradebook. */
export function stateOf(site: PracticeSite, { cmid }: CourseModule, userId: number): ModuleState {
  const activity = site.state.activities.find((one) => one.cmid === String(cmid));
  const nothing = { cmid, userId, completion: 0, grade: null, time: 0 } as const;
  if (!activity) return site.webServices.tables.moduleState(cmid, userId) ?? nothing;
  const column = columnOf(site.state.gradeItems, activity);
  const grade = column && gradeOf(site.state, column.id, String(userId));
  const completion = completionOf(site.state, activity, String(userId));
  return { cmid, userId, completion, grade: grade?.value ?? null, time: grade?.modified ?? 0 };
}

/** Percent of all modules with completion, seen or not (core_completion\progress); null without any. */
export function percentOf(site: PracticeSite, courseId: number, userId: number): number | null {
  const tracked = modulesOf(site, courseId).filter(({ tracking }) => tracking !== 0);
  if (tracked.length === 0) return null;
  const done = tracked.filter((module) => [1, 2].includes(stateOf(site, module, userId).completion));
  return (done.length / tracked.length) * 100;
}
