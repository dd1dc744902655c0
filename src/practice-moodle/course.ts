import { z } from 'zod';

const digits = z.string().regex(/^\d+$/);

export const courseSchema = z.object({
  /** mdl_course.id as text: `context.id` of the id_token. */
  id: digits,
  shortName: z.string().min(1),
  fullName: z.string().min(1),
  idnumber: z.string(),
  sections: z.array(z.string().min(1)).min(1),
  /** `id`s of people who may edit the course. */
  editingTeachers: z.array(z.string()),
  /** `id`s of teachers who may grade but not edit: Instructor in a launch, Learner in the member list. */
  teachers: z.array(z.string()).default([]),
  /** `id`s of everybody enrolled; without it all people but site administrators. Who teaches is enrolled anyway. */
  members: z.array(z.string()).optional(),
  /** `id`s of people whose enrolment is suspended: gone from the member list. */
  suspended: z.array(z.string()).default([]),
});
export type Course = z.infer<typeof courseSchema>;

/** LTI_LAUNCH_CONTAINER_* (mod/lti/locallib.php): 2 and 3 embed, 4 opens a new window, 5 replaces the page. */
export const launchContainerSchema = z.union([z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export type LaunchContainer = z.infer<typeof launchContainerSchema>;

const spaceHintSchema = z.enum([
  'network',
  'working-group',
  'training',
  'zfsl-group',
  'managers',
  /** Nobody has chosen a space for this link yet. */
  'unbound',
]);

export const activitySchema = z.object({
  /** Our short name for tests. */
  id: z.string().min(1),
  /** mdl_course_modules.id as text: the `id` in Moodle's addresses. */
  cmid: digits,
  /** mdl_lti.id as text: `resource_link.id` of the id_token. */
  resourceLinkId: digits,
  /** The column that came with the activity; empty without one. A tool can delete the column behind it. */
  gradeItemId: z.string().regex(/^\d*$/),
  courseId: z.string(),
  section: z.string(),
  title: z.string().min(1),
  description: z.string(),
  /** Which kind of space a demo or a test binds to this link. Moodle does not send it. */
  space: spaceHintSchema,
  container: launchContainerSchema,
  typeId: digits.default('1'),
  /** Own `target_link_uri`; empty: the tool's. */
  toolUrl: z.string().default(''),
  /** One `name=value` a line. */
  customParameters: z.string().default(''),
  icon: z.string().default(''),
  /** instructorchoice*: count where the tool's setting is "delegate". */
  sendName: z.boolean().default(true),
  sendEmail: z.boolean().default(true),
  acceptGrades: z.boolean().default(true),
  /** `grade`: complete when the person has received a grade. */
  completion: z.enum(['none', 'grade']).default('grade'),
});
/** An "external tool" activity of a course. */
export type Activity = z.infer<typeof activitySchema>;
