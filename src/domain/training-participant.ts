import { z } from 'zod';

export const unitStateSchema = z.object({
  state: z.enum(['begun', 'done']),
  /** When it became so. */
  at: z.number().int(),
  /** What made it so. */
  by: z.enum(['self', 'self-check', 'check-in', 'trainer', 'moodle']),
  /** Self-checks: submitted attempts, and the best result in percent. */
  attempts: z.number().int().nonnegative().optional(),
  best: z.number().int().min(0).max(100).optional(),
  /** Reading: how far, in percent of the text. */
  place: z.number().int().min(0).max(100).optional(),
});
/** How far somebody is with a unit; nothing is kept of one that was never opened. */
export type UnitState = z.infer<typeof unitStateSchema>;

export const participantSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  runId: z.string(),
  accountId: z.string(),
  siteId: z.string(),
  /** The network in which the person practises, in words. */
  practiceNetwork: z.string().trim().max(200),
  joinedAt: z.number().int(),
  lastActiveAt: z.number().int(),
  /** By unit key. What somebody did stays, also when a later version has that unit no more. */
  units: z.record(z.string(), unitStateSchema),
  /** Practice log in figures: events accompanied, hours. */
  practice: z.object({ events: z.number().int().nonnegative(), hours: z.number().nonnegative() }),
  /** By step id, when the step became complete. */
  completedSteps: z.record(z.string(), z.number().int()),
  /** When all steps and the practice were complete; null before. */
  completedAt: z.number().int().nullable(),
  /** Left the run: what was done stays, the person is not shown any more. */
  isGone: z.boolean(),
});
/** A trainee in a run, with how far he or she is. Times in epoch milliseconds. */
export type Participant = z.infer<typeof participantSchema>;

export const mentorshipSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  runId: z.string(),
  /** The trainee. */
  accountId: z.string(),
  mentorId: z.string(),
  createdAt: z.number().int(),
});
/** Who accompanies a trainee in the practice, and may therefore see how far he or she is. One for each trainee. */
export type Mentorship = z.infer<typeof mentorshipSchema>;
