import type { PracticeSite } from '../site.ts';
import { courseRecord } from './call.ts';
import { bookOf } from './course-book.ts';
import { pluginFunctions } from './plugin/functions.ts';
import type { Cohort, CourseModule, Enrolment, Group, ModuleState, WelcomeMessage } from './records.ts';
import type { WebServiceSettings } from './settings.ts';
import { nextNumber } from './tables.ts';
import type { WebServiceCall } from './trouble.ts';

/** The web services from outside: what an administrator sets, and what a test looks at. */
export interface WebServicePlay {
  readonly token: string;
  readonly settings: WebServiceSettings;
  readonly calls: WebServiceCall[];
  /** Course welcome messages, the oldest first. */
  readonly messages: WelcomeMessage[];
  /** Installs the companion plugin: its functions belong to the service from then on. */
  installPlugin(): void;
  addCohort(name: string, members?: Iterable<number>, idnumber?: string): number;
  addGroup(courseId: number, name: string, members?: Iterable<number>): number;
  addModule(courseId: number, module: Partial<CourseModule> & Pick<CourseModule, 'name'>): CourseModule;
  cohort(id: number): Cohort | undefined;
  group(id: number): Group | undefined;
  enrolment(courseId: number, userId: number): Enrolment | undefined;
  /** Everybody enrolled. */
  enrolled(courseId: number): Enrolment[];
  /** Writes an enrolment as it is, with dates and other methods. */
  setEnrolment(enrolment: Enrolment): void;
  setState(state: Omit<ModuleState, 'time'> & { time?: number }): void;
  suspendAccount(userId: number, isSuspended?: boolean): void;
  /** As Moodle: out of every cohort, course and group. */
  deleteAccount(userId: number): void;
  deleteCohort(id: number): void;
  deleteGroup(id: number): void;
}

export function webServicePlay(site: PracticeSite): WebServicePlay {
  const { tables, settings, calls } = site.webServices;
  const changed = <Result>(result: Result): Result => {
    site.changed();
    return result;
  };
  const book = (courseId: number) => bookOf(site, courseRecord(site, courseId));
  return {
    token: tables.token,
    settings,
    calls,
    messages: tables.messages,
    installPlugin() {
      for (const name of pluginFunctions.keys()) settings.functions.add(name);
    },
    addCohort(name, members = [], idnumber = '') {
      const id = nextNumber(tables.cohorts.keys());
      tables.cohorts.set(id, { id, name, idnumber, visible: true, members: new Set(members) });
      return changed(id);
    },
    addGroup(courseId, name, members = []) {
      const id = nextNumber(tables.groups.keys());
      tables.groups.set(id, { id, courseId, name, idnumber: '', members: new Set(members) });
      return changed(id);
    },
    addModule(courseId, wanted) {
      const tools = site.state.activities.map(({ cmid }) => Number(cmid));
      const cmid = nextNumber([...tools, ...tables.modules.keys(), 100]);
      const usual = { module: 'page', instance: cmid, tracking: 1, visible: true, grademax: 0 } as const;
      const module: CourseModule = { ...usual, ...wanted, cmid, courseId };
      tables.modules.set(cmid, module);
      return changed(module);
    },
    cohort: (id) => tables.cohorts.get(id),
    group: (id) => tables.groups.get(id),
    enrolment: (courseId, userId) => book(courseId).get(userId),
    enrolled: (courseId) => [...book(courseId).values()],
    setEnrolment: (enrolment) => changed(void book(enrolment.courseId).set(enrolment.userId, enrolment)),
    setState: (state) => changed(tables.setModuleState({ time: 1_795_000_000, ...state })),
    suspendAccount(userId, isSuspended = true) {
      if (isSuspended) tables.suspended.add(userId);
      else tables.suspended.delete(userId);
    },
    deleteAccount(userId) {
      tables.deleted.add(userId);
      for (const { members } of tables.cohorts.values()) members.delete(userId);
      for (const { members } of tables.groups.values()) members.delete(userId);
      for (const course of site.state.courses) bookOf(site, course).delete(userId);
    },
    deleteCohort: (id) => changed(void tables.cohorts.delete(id)),
    deleteGroup: (id) => changed(void tables.groups.delete(id)),
  };
}
