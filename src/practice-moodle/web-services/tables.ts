import { randomBytes } from 'node:crypto';
import type {
  Cohort,
  CourseModule,
  Enrolment,
  Group,
  ModuleState,
  Records,
  WelcomeMessage,
} from './records.ts';

/** mdl_cohort, mdl_groups and what else web services write to, while the practice Moodle runs. */
export class Tables {
  readonly token: string;
  readonly cohorts: Map<number, Cohort>;
  readonly groups: Map<number, Group>;
  /** By course; a course that is missing has not been looked at yet. */
  readonly enrolments = new Map<number, Map<number, Enrolment>>();
  readonly modules: Map<number, CourseModule>;
  readonly #moduleStates = new Map<number, Map<number, ModuleState>>();
  /** Accounts that are suspended or deleted; everybody else is neither. */
  readonly suspended = new Set<number>();
  readonly deleted = new Set<number>();
  readonly messages: WelcomeMessage[] = [];

  constructor(kept?: Records) {
    this.token = kept?.token ?? randomBytes(16).toString('hex');
    this.cohorts = new Map(kept?.cohorts.map((row) => [row.id, { ...row, members: new Set(row.members) }]));
    this.groups = new Map(kept?.groups.map((row) => [row.id, { ...row, members: new Set(row.members) }]));
    this.modules = new Map(kept?.modules.map((row) => [row.cmid, row]));
    for (const state of kept?.moduleStates ?? []) this.setModuleState(state);
    for (const enrolment of kept?.enrolments ?? []) {
      const course = this.enrolments.get(enrolment.courseId) ?? new Map();
      this.enrolments.set(enrolment.courseId, course.set(enrolment.userId, enrolment));
    }
  }

  moduleState(cmid: number, userId: number): ModuleState | undefined {
    return this.#moduleStates.get(cmid)?.get(userId);
  }

  setModuleState(state: ModuleState): void {
    const module = this.#moduleStates.get(state.cmid) ?? new Map();
    this.#moduleStates.set(state.cmid, module.set(state.userId, state));
  }

  forgetModuleState(cmid: number, userId: number): void {
    this.#moduleStates.get(cmid)?.delete(userId);
  }

  /** For the state file. */
  toJSON(): Records {
    const listed = <Row extends { members: Set<number> }>(rows: Iterable<Row>) =>
      [...rows].map((row) => ({ ...row, members: [...row.members] }));
    return {
      token: this.token,
      cohorts: listed(this.cohorts.values()),
      groups: listed(this.groups.values()),
      enrolments: [...this.enrolments.values()].flatMap((course) => [...course.values()]),
      modules: [...this.modules.values()],
      moduleStates: [...this.#moduleStates.values()].flatMap((module) => [...module.values()]),
    };
  }
}

/** One more than the largest. */
export function nextNumber(ids: Iterable<number>): number {
  let largest = 0;
  for (const id of ids) largest = Math.max(largest, id);
  return largest + 1;
}
