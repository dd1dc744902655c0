import { z } from 'zod';
import type { MoodleFunction } from './functions.ts';
import { packedIds } from './packed.ts';

const id = z.number().int().positive();
const next = z.number().int().nonnegative();
/** Epoch seconds; 0: none. */
const time = z
  .number()
  .int()
  .transform((value) => (value === 0 ? undefined : value * 1000));
const ids = z.string().transform(packedIds);
const names = z.string().transform((text) => text.split(',').filter((name) => name !== ''));

function read<Answer>(name: string, answer: z.ZodType<Answer>): MoodleFunction<Answer> {
  return { name: `local_netzbruecke_${name}`, kind: 'read', answer };
}

function write<Answer>(name: string, answer: z.ZodType<Answer>): MoodleFunction<Answer> {
  return { name: `local_netzbruecke_${name}`, kind: 'write', answer };
}

/** Functions of the companion plugin, and what we use of their answers (moodle-plugin/netzbruecke/classes/external). */
export const pluginFunctions = {
  status: read(
    'get_status',
    z.object({
      wwwroot: z.string(),
      clientid: z.string(),
      deploymentid: z.string(),
      serviceaccount: z.number().int(),
      missingrights: names,
    }),
  ),
  marks: read(
    'get_marks',
    z.object({
      cohorts: z.array(z.object({ id, mark: z.string() })),
      courses: z.array(z.object({ id, people: z.string(), progress: z.string() })),
    }),
  ),
  courses: read(
    'get_courses',
    z.object({
      courses: z.array(
        z.object({
          id,
          shortname: z.string(),
          fullname: z.string(),
          idnumber: z.string(),
          visible: z.boolean(),
        }),
      ),
      next,
    }),
  ),
  activities: read(
    'get_activities',
    z.object({
      activities: z.array(
        z.object({
          id,
          modname: z.string(),
          name: z.string(),
          visible: z.boolean(),
          completion: z.number().int().min(0).max(2),
        }),
      ),
      next,
    }),
  ),
  enrolments: read(
    'get_enrolments',
    z.object({
      enrolments: z.array(
        z.object({ id, userid: id, active: z.boolean(), method: z.string(), roles: names, groups: ids }),
      ),
      next,
    }),
  ),
  groups: read(
    'get_groups',
    z.object({
      groups: z.array(z.object({ id, name: z.string(), idnumber: z.string(), members: ids })),
      next,
    }),
  ),
  cohorts: read(
    'get_cohorts',
    z.object({
      cohorts: z.array(
        z.object({
          id,
          name: z.string(),
          idnumber: z.string(),
          visible: z.boolean(),
          component: z.string(),
          members: z.number().int().nonnegative(),
        }),
      ),
      next,
    }),
  ),
  cohortMembers: read('get_cohort_members', z.object({ added: ids, removed: ids, mark: z.string() })),
  progress: read(
    'get_progress',
    z.object({
      people: z.array(
        z.object({
          userid: id,
          activities: z.string(),
          timecompleted: time,
          grade: z.number().nullable(),
        }),
      ),
      activities: ids,
      grademax: z.number(),
      cursor: z.number().int(),
      next,
    }),
  ),
  applyChanges: write(
    'apply_changes',
    z.array(
      z.object({
        done: ids,
        wasso: ids,
        refused: z.array(z.object({ userid: id, code: z.string(), message: z.string() })),
      }),
    ),
  ),
} as const;
