import { z } from 'zod';
import { memberRoleSchema } from './member-role.ts';

/** Whom of a space a mapping is about. */
const mappedPeopleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('role'), role: memberRoleSchema }),
  z.object({ kind: z.literal('school'), schoolId: z.string() }),
  z.object({ kind: z.literal('training-group'), group: z.string().min(1).max(80) }),
]);
/** Whom of a space a mapping is about: all members, one role, one school, one training group. */
export type MappedPeople = z.infer<typeof mappedPeopleSchema>;

const moodleId = z.number().int().positive();
/** Shortname of a role in Moodle (`mdl_role.shortname`). */
const roleShortname = z.string().min(1).max(100);

export const moodleTargetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cohort'), cohortId: moodleId }),
  z.object({ kind: z.literal('enrolment'), courseId: moodleId, roleId: moodleId, role: roleShortname }),
  /** `role`: whoever holds another one in that course is not taken out of the group. */
  z.object({ kind: z.literal('group'), courseId: moodleId, groupId: moodleId, role: roleShortname }),
]);
/** A cohort, an enrolment with a role, or a group of a course. */
export type MoodleTarget = z.infer<typeof moodleTargetSchema>;

export const whenGoneSchema = z.enum(['keep', 'suspend', 'remove']);
/** What becomes of people in the target who are gone from the source; ordered from careful to thorough. */
export type WhenGone = z.infer<typeof whenGoneSchema>;

const editableSchema = z.object({
  spaceId: z.string(),
  people: mappedPeopleSchema,
  /** What an administrator calls cohort, course or group, so that pages need not ask Moodle. */
  moodleName: z.string().max(255),
  moodle: moodleTargetSchema,
  direction: z.enum(['to-moodle', 'from-moodle']),
  whenGone: whenGoneSchema,
  /** Cron pattern in German time; null: by hand only. */
  schedule: z.string().max(60).nullable(),
});

/**
 * A mapping as a form or the command line gives it: only statuses can be suspended, and Moodle gives the space no more
 * than one role.
 */
export const mappingTextSchema = editableSchema.superRefine((text, context) => {
  const field = misfit(text);
  if (field !== undefined) context.addIssue({ code: 'custom', path: [field] });
});
export type MappingText = z.infer<typeof mappingTextSchema>;

export const syncMappingSchema = editableSchema.extend({
  id: z.string(),
  siteId: z.string(),
  /** Grows with every edit: a plan is good for the revision that it was made for only. */
  revision: z.number().int().positive(),
  /** Whether a person has reviewed a plan of this revision; before, the schedule leaves it alone. */
  isReviewed: z.boolean(),
  isOn: z.boolean(),
  /** People in the source when it was last applied; a source that turned empty is noticed by it. */
  lastSourceCount: z.number().int().nonnegative(),
  createdAt: z.number().int(),
  changedAt: z.number().int(),
  /** When the schedule takes it; null where it has none or is off. */
  dueAt: z.number().int().nullable(),
  attempts: z.number().int().nonnegative(),
});
/** People of a space ↔ a cohort, an enrolment or a group of a Moodle site. Times in epoch milliseconds. */
export type SyncMapping = z.infer<typeof syncMappingSchema>;

/** What does not go with the rest; undefined where everything fits. */
function misfit(text: z.infer<typeof editableSchema>): 'people' | 'whenGone' | undefined {
  const { direction, people, moodle, whenGone } = text;
  if (direction === 'from-moodle') {
    if (people.kind !== 'all' && people.kind !== 'role') return 'people';
    return whenGone === 'remove' ? 'whenGone' : undefined;
  }
  return whenGone === 'suspend' && moodle.kind !== 'enrolment' ? 'whenGone' : undefined;
}

/** What becomes of people who are gone, unless told. */
export function usualWhenGone(target: MoodleTarget, direction: SyncMapping['direction']): WhenGone {
  return direction === 'to-moodle' && target.kind === 'enrolment' ? 'suspend' : 'keep';
}

/** The most careful of several policies, for mappings that share a target. */
export function mostCareful(policies: readonly WhenGone[]): WhenGone {
  return whenGoneSchema.options.find((policy) => policies.includes(policy)) ?? 'keep';
}
