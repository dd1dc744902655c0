import type { Course } from '../course.ts';
import type { PracticeSite } from '../site.ts';
import type { Shapes } from './parameters.ts';
import { invalidParameter, missingFrom, moodleException, noPermission, type WsError } from './ws-error.ts';

/** One function of the web service. */
export interface WebServiceFunction<Given = Record<string, unknown>> {
  readonly parameters: Shapes;
  /** @throws WsError; what was changed before is then taken back where Moodle has a transaction. */
  answer(site: PracticeSite, given: Given): unknown;
}

/** A function whose parameters have been checked against their description. */
export function webServiceFunction<Given>(
  parameters: Shapes,
  answer: (site: PracticeSite, given: Given) => unknown,
): WebServiceFunction {
  return { parameters, answer: (site, given) => answer(site, given as Given) };
}

const names: Record<string, string> = {
  'moodle/cohort:assign': 'Add and remove cohort members',
  'moodle/cohort:view': 'View site-wide cohorts',
  'moodle/course:enrolreview': 'Review course enrolments',
  'moodle/course:managegroups': 'Manage groups',
  'moodle/course:viewparticipants': 'View participants',
  'enrol/manual:enrol': 'Enrol users',
  'enrol/manual:unenrol': 'Unenrol users from the course',
  'report/progress:view': 'View activity completion reports',
  'gradereport/user:view': 'View your own grade report',
};

export function may(site: PracticeSite, capability: string): boolean {
  return !site.webServices.settings.missingCapabilities.has(capability);
}

/** @throws WsError `nopermissions`, with the name of the capability as people read it */
export function requireCapability(site: PracticeSite, ...capabilities: readonly [string, ...string[]]): void {
  if (capabilities.some((capability) => may(site, capability))) return;
  throw noPermission(names[capabilities[0]] ?? capabilities[0]);
}

/** get_course() or $DB->get_record('course', …, MUST_EXIST). @throws WsError `invalidrecord` */
export function courseRecord(site: PracticeSite, id: number): Course {
  const course = courseWith(site, id);
  if (course) return course;
  throw missingFrom('course');
}

export function courseWith(site: PracticeSite, id: number): Course | undefined {
  return site.state.courses.find((course) => course.id === String(id));
}

/** validate_context() of a course. @throws WsError `requireloginerror` */
export function enterCourse(site: PracticeSite): void {
  if (may(site, 'moodle/course:view')) return;
  throw loginRequired();
}

/** As above, where a function hides the cause. @throws WsError `errorcoursecontextnotvalid` */
export function enterCourseOrSay(site: PracticeSite, id: number): void {
  if (may(site, 'moodle/course:view')) return;
  throw moodleException(
    'errorcoursecontextnotvalid',
    `You cannot execute functions in the course context (course id: ${id}).`,
  );
}

function loginRequired(): WsError {
  return moodleException('requireloginerror', 'Course or activity not accessible. (Not enrolled)');
}

/** context_course::instance() in the functions that write enrolments. @throws WsError `invalidparameter` */
export function courseContext(site: PracticeSite, id: number): Course {
  const course = courseWith(site, id);
  if (!course) throw invalidParameter('Context does not exist');
  return course;
}
