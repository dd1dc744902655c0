import { z } from 'zod';

/** A function of Moodle's web services, and what we use of its answer. */
export interface MoodleFunction<Answer = unknown> {
  readonly name: string;
  readonly kind: 'read' | 'write';
  readonly answer: z.ZodType<Answer>;
}

const id = z.number().int().positive();
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
/** Flags come as 0 and 1, or as booleans. */
const flag = z.union([z.boolean(), z.number(), z.null()]).transform(Boolean);
/** Epoch seconds; null and 0: none. */
const time = z
  .number()
  .nullish()
  .transform((value) => (value ? value * 1000 : undefined));
const nothing = z.null();

function read<Answer>(name: string, answer: z.ZodType<Answer>): MoodleFunction<Answer> {
  return { name, kind: 'read', answer };
}

function write<Answer>(name: string, answer: z.ZodType<Answer>): MoodleFunction<Answer> {
  return { name, kind: 'write', answer };
}

const cohort = z.object({ id, name: text, idnumber: text, visible: flag.default(true) });
const userIds = z.array(id);

/** Every function that is used, by our name for it. The service in Moodle needs exactly these. */
export const moodleFunctions = {
  siteInfo: read(
    'core_webservice_get_site_info',
    z.object({
      siteurl: z.string(),
      release: text,
      version: text,
      userid: id,
      functions: z.array(z.object({ name: z.string() })),
    }),
  ),
  cohorts: read('core_cohort_get_cohorts', z.array(cohort)),
  searchedCohorts: read('core_cohort_search_cohorts', z.object({ cohorts: z.array(cohort) })),
  cohortMembers: read(
    'core_cohort_get_cohort_members',
    z.array(z.object({ cohortid: id, userids: userIds })),
  ),
  addCohortMembers: write(
    'core_cohort_add_cohort_members',
    z.object({ warnings: z.array(z.object({ warningcode: z.coerce.string(), message: text })).default([]) }),
  ),
  deleteCohortMembers: write('core_cohort_delete_cohort_members', nothing),
  courses: read('core_course_get_courses', z.array(z.object({ id }))),
  coursesByField: read(
    'core_course_get_courses_by_field',
    z.object({
      courses: z.array(
        z.object({ id, shortname: text, fullname: text, idnumber: text, visible: flag.default(true) }),
      ),
    }),
  ),
  contents: read(
    'core_course_get_contents',
    z.array(
      z.object({
        modules: z.array(
          z.object({
            id,
            name: text,
            modname: z.string(),
            visible: flag.default(true),
            completion: z.number().int().min(0).max(2).default(0),
          }),
        ),
      }),
    ),
  ),
  enrolledUsers: read(
    'core_enrol_get_enrolled_users',
    z.array(
      z.object({
        id,
        roles: z.array(z.object({ roleid: id, shortname: z.string() })).default([]),
        groups: z.array(z.object({ id })).default([]),
      }),
    ),
  ),
  usersCourses: read(
    'core_enrol_get_users_courses',
    z.array(
      z.object({
        id,
        enrolledusercount: z.number().int().min(0).optional(),
        progress: z.number().nullish(),
        completed: z.boolean().nullish(),
        enablecompletion: flag.default(true),
        /** False also where the service account may not see it. */
        completionusertracked: flag.default(false),
      }),
    ),
  ),
  enrolUsers: write('enrol_manual_enrol_users', nothing),
  unenrolUsers: write('enrol_manual_unenrol_users', nothing),
  courseGroups: read(
    'core_group_get_course_groups',
    z.array(z.object({ id, courseid: id, name: text, idnumber: text })),
  ),
  groupMembers: read('core_group_get_group_members', z.array(z.object({ groupid: id, userids: userIds }))),
  addGroupMembers: write('core_group_add_group_members', nothing),
  deleteGroupMembers: write('core_group_delete_group_members', nothing),
  usersByField: read(
    'core_user_get_users_by_field',
    z.array(
      z.object({
        id,
        username: z.string().optional(),
        idnumber: z.string().optional(),
        email: z.string().optional(),
        fullname: text,
        suspended: flag.optional(),
      }),
    ),
  ),
  activitiesCompletion: read(
    'core_completion_get_activities_completion_status',
    z.object({
      statuses: z.array(
        z.object({
          cmid: id,
          state: z.number().int().min(0).max(3),
          timecompleted: time,
          hascompletion: z.boolean().default(true),
          istrackeduser: z.boolean().default(true),
        }),
      ),
    }),
  ),
  gradeItems: read(
    'gradereport_user_get_grade_items',
    z.object({
      usergrades: z.array(
        z.object({
          userid: id,
          gradeitems: z.array(
            z.object({
              cmid: id.nullish(),
              itemnumber: z.number().nullish(),
              graderaw: z.number().nullish(),
              grademin: z.number().nullish(),
              grademax: z.number().nullish(),
              gradedategraded: time,
            }),
          ),
        }),
      ),
    }),
  ),
} as const;

/** Names of all of them, sorted: what the connection check compares with the service. */
export const functionNames: readonly string[] = Object.values(moodleFunctions)
  .map(({ name }) => name)
  .sort();
