import { z } from 'zod';
import { packedIds } from '../domain/packed-ids.ts';
import type { MoodleFunction } from './functions.ts';

const id = z.number().int().positive();
const next = z.number().int().nonnegative();
const ids = z.string().transform((text, context) => {
  try {
    return packedIds(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not a packed list' });
    return z.NEVER;
  }
});
/** "5:student,3:editingteacher" */
const roles = z
  .string()
  .transform((text) =>
    triples(text).map(([roleId = '', shortname = '']) => ({ id: Number(roleId), shortname })),
  );
/** "cmid:value:time", time in epoch seconds. */
const cells = z
  .string()
  .regex(/^(\d+:[\d.e+-]+:\d+(,|$))*$/)
  .transform((text) =>
    triples(text).map(([cmId = '', value = '', at = '']) => ({
      cmId: Number(cmId),
      value: Number(value),
      ...(at !== '0' && { at: Number(at) * 1000 }),
    })),
  );
const names = z.string().transform((text) => text.split(',').filter((name) => name !== ''));

function triples(text: string): string[][] {
  return text === '' ? [] : text.split(',').map((one) => one.split(':'));
}

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
          position: z.number().int(),
        }),
      ),
      next,
    }),
  ),
  enrolments: read(
    'get_enrolments',
    z.object({
      enrolments: z.array(
        z.object({ id, userid: id, active: z.boolean(), method: z.string(), roles, groups: ids }),
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
          activities: cells,
          activitygrades: cells,
        }),
      ),
      activities: ids,
      columns: z.array(z.object({ cmid: id, grademin: z.number(), grademax: z.number() })),
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
