import { z } from 'zod';
import { progressReadingSchema } from './progress-reading.ts';

export const watchedActivitySchema = z.object({
  /** Made from site, space and course module. */
  id: z.string(),
  siteId: z.string(),
  spaceId: z.string(),
  courseId: z.number().int().positive(),
  /** Course module id. */
  cmId: z.number().int().positive(),
  name: z.string().max(255),
  /** Unit of the training that is done when this activity is; null: only shown. */
  unit: z.string().max(80).nullable(),
  /** Whether Moodle's own percentage agrees with what the service account sees; null before the first reading. */
  completeness: z.enum(['known', 'unknown', 'hidden']).nullable(),
  readAt: z.number().int().nullable(),
  /** Null: everybody has to be read. */
  reading: progressReadingSchema.nullable(),
});
/** A Moodle activity that a space names: only of these is progress read. Times in epoch milliseconds. */
export type WatchedActivity = z.infer<typeof watchedActivitySchema>;

export const memberProgressSchema = z.object({
  /** Made from watched activity and account. */
  id: z.string(),
  activityId: z.string(),
  accountId: z.string(),
  spaceId: z.string(),
  completion: z.enum(['incomplete', 'complete', 'passed', 'failed']),
  changedAt: z.number().int().nullable(),
  grade: z.object({ value: z.number(), min: z.number(), max: z.number() }).nullable(),
  /** Age: when Moodle was asked. */
  readAt: z.number().int(),
});
/** How far one member is with one watched activity, and when that was read. */
export type MemberProgress = z.infer<typeof memberProgressSchema>;

/** Whether it counts as done: a failed attempt is an end, but not a success. */
export function isDone({ completion }: Pick<MemberProgress, 'completion'>): boolean {
  return completion === 'complete' || completion === 'passed';
}

/** Totals of one activity, for who may not see single people. */
export interface ActivityTotals {
  activity: WatchedActivity;
  /** Members of whom something is known, and how many of them are done. */
  people: number;
  done: number;
  /** Mean of the grades as a share of what could be reached, 0 to 1; absent without a grade. */
  meanGrade?: number;
}

export function totalsOf(activity: WatchedActivity, progress: readonly MemberProgress[]): ActivityTotals {
  const shares = progress.flatMap(({ grade }) =>
    grade && grade.max > grade.min ? [(grade.value - grade.min) / (grade.max - grade.min)] : [],
  );
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return {
    activity,
    people: progress.length,
    done: progress.filter(isDone).length,
    ...(shares.length > 0 && { meanGrade: mean }),
  };
}
