import { z } from 'zod';

/** `list` changes nothing: it is for a human. */
export const syncActions = ['add', 'reactivate', 'suspend', 'remove', 'list'] as const;
export const syncActionSchema = z.enum(syncActions);
/** What a step does with one person in one target. */
export type SyncAction = z.infer<typeof syncActionSchema>;

export const syncReasonSchema = z.enum([
  'in-source',
  'back-in-source',
  'gone-from-source',
  'blocked',
  'undo',
  // A group that somebody had left with the enrolment.
  'undo-of-enrolment',
  // For a human:
  'holds-other-role',
  'suspended-by-others',
  'enrolled-otherwise',
  'not-enrolled',
  'no-moodle-account',
  'removed-by-owner',
]);
/** Why a step is in the plan. */
export type SyncReason = z.infer<typeof syncReasonSchema>;

export const syncWarningSchema = z.enum([
  /** Moodle may send the course's welcome message (enrol_manual_enrol_users). */
  'may-mail',
  /** Start and end of the enrolment are set to none, without the plugin (enrol_manual_enrol_users). */
  'dates-lost',
  /** Grades, completion and groups go with the enrolment (enrol_manual_unenrol_users). */
  'grades-lost',
  /** Courses may enrol by this cohort and take the enrolment away with it (enrol_cohort). */
  'cohort-enrols',
]);
/** What somebody should know before a step runs. */
export type SyncWarning = z.infer<typeof syncWarningSchema>;

export const heldStateSchema = z.object({
  status: z.enum(['active', 'suspended']),
  roles: z.array(z.string().max(100)),
  groupIds: z.array(z.number().int()),
});
/** How one person is in one target. In cohorts and groups everybody is active and without a role. */
export type HeldState = z.infer<typeof heldStateSchema>;

export const stepStateSchema = z.enum([
  'planned',
  /** Written down before the call leaves: what became of it may never be known, so it is read. */
  'sending',
  'done',
  /** Was so before; sync did not make it. */
  'was-so',
  /** Something else had changed since the plan, or it was not confirmed. */
  'skipped',
  'refused',
]);
/** How far a step is. */
export type StepState = z.infer<typeof stepStateSchema>;

export const syncStepSchema = z.object({
  id: z.string(),
  planId: z.string(),
  siteId: z.string(),
  /** Place in the plan, from 0. Steps run in this order, batch by batch. */
  no: z.number().int().nonnegative(),
  action: syncActionSchema,
  /** Key of the target, as `targetKey` makes it. */
  target: z.string().max(300),
  /** `mdl_user.id`; 0 after the person was erased. */
  userId: z.number().int().nonnegative(),
  accountId: z.string().nullable(),
  reason: syncReasonSchema,
  isReversible: z.boolean(),
  warnings: z.array(syncWarningSchema),
  state: stepStateSchema,
  /** How it was just before the write; null: not there at all. Absent until then. */
  before: heldStateSchema.nullable().optional(),
  /** Our code of what went wrong. */
  code: z.string().max(60).optional(),
  /** Moodle's own words. */
  message: z.string().max(500).optional(),
  changedAt: z.number().int(),
  expiresAt: z.number().int(),
});
/** One person in one target: what shall be done, why, and (the journal) what it was before and became. */
export type SyncStep = z.infer<typeof syncStepSchema>;

/** A step before it is stored. */
export type PlannedStep = Pick<
  SyncStep,
  'action' | 'target' | 'userId' | 'accountId' | 'reason' | 'isReversible' | 'warnings'
>;

/** Whether a step takes something away from somebody. */
export function takesAway({ action }: Pick<SyncStep, 'action'>): boolean {
  return action === 'suspend' || action === 'remove';
}

/** One line for each step with everything that a run does: what a plan's hash is made of. */
export function stepText(step: PlannedStep): string {
  const { action, target, userId, reason, isReversible, warnings } = step;
  return JSON.stringify([action, target, userId, reason, isReversible, warnings]);
}
