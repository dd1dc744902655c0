import { z } from 'zod';

const id = z.number().int();

export const cohortSchema = z.object({
  id,
  name: z.string(),
  idnumber: z.string(),
  visible: z.boolean(),
  /** mdl_cohort_members. */
  members: z.array(id),
});

export const groupSchema = z.object({
  id,
  courseId: id,
  name: z.string(),
  idnumber: z.string(),
  members: z.array(id),
});

/** mdl_user_enrolments. */
const userEnrolmentSchema = z.object({
  /** ENROL_USER_ACTIVE, ENROL_USER_SUSPENDED. */
  status: z.union([z.literal(0), z.literal(1)]),
  /** Epoch seconds; 0 for none. */
  timestart: id,
  timeend: id,
});

export const enrolmentSchema = z.object({
  courseId: id,
  userId: id,
  manual: userEnrolmentSchema.optional(),
  /** By a method that web services cannot write to. */
  self: userEnrolmentSchema.optional(),
  /** Role ids, mdl_role_assignments in the course. */
  roles: z.array(id),
});
/** Everything that ties somebody to a course. */
export type Enrolment = z.infer<typeof enrolmentSchema>;

export const moduleSchema = z.object({
  cmid: id,
  courseId: id,
  module: z.string().regex(/^[a-z]+$/),
  instance: id,
  name: z.string(),
  /** COMPLETION_TRACKING_*: none, manual, automatic. */
  tracking: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  visible: z.boolean(),
  /** Largest grade; 0 without a column. */
  grademax: z.number(),
});
/** A course module beside the external tools of the course. */
export type CourseModule = z.infer<typeof moduleSchema>;

export const moduleStateSchema = z.object({
  cmid: id,
  userId: id,
  /** COMPLETION_INCOMPLETE, _COMPLETE, _COMPLETE_PASS, _COMPLETE_FAIL. */
  completion: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  grade: z.number().nullable(),
  /** Epoch seconds of the last change. */
  time: id,
});
/** What somebody has reached in a module. */
export type ModuleState = z.infer<typeof moduleStateSchema>;

/** The course's welcome message, sent to somebody. */
export interface WelcomeMessage {
  readonly courseId: number;
  readonly userId: number;
  /** Epoch seconds. */
  readonly at: number;
}

export const recordsSchema = z.object({
  token: z.string().regex(/^[0-9a-f]{32}$/),
  cohorts: z.array(cohortSchema),
  groups: z.array(groupSchema),
  enrolments: z.array(enrolmentSchema),
  modules: z.array(moduleSchema),
  moduleStates: z.array(moduleStateSchema),
});
/** What a state file keeps of the web services' tables. */
export type Records = z.infer<typeof recordsSchema>;

/** A cohort or a group while it is worked with. */
export type Cohort = Omit<z.infer<typeof cohortSchema>, 'members'> & { members: Set<number> };
export type Group = Omit<z.infer<typeof groupSchema>, 'members'> & { members: Set<number> };
