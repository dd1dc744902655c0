import { z } from 'zod';
import { holdReasonSchema } from './safeguard.ts';
import { syncCountsSchema } from './sync-counts.ts';
import { syncTargetSchema } from './sync-target.ts';

const count = z.number().int().nonnegative();

export const syncPlanSchema = z.object({
  id: z.string(),
  siteId: z.string(),
  /** `open`: may run. `held`: waits for a human. `superseded`: a newer one took its place. */
  state: z.enum(['open', 'held', 'started', 'superseded']),
  holdReasons: z.array(holdReasonSchema),
  /** SHA-256 over every step in its order. */
  hash: z.string(),
  /** Mappings it is made for, with revision and people in the source. */
  mappings: z.array(
    z.object({
      ...{ id: z.string(), revision: z.number().int(), sourceCount: count },
      /** What Moodle calls its cohort, course or group. */
      name: z.string().max(255).optional(),
    }),
  ),
  targets: z.array(
    z.object({
      key: z.string(),
      target: syncTargetSchema,
      name: z.string().max(300),
      /** People in it, and how many of them sync did not put there. */
      size: count,
      notOurs: count,
      counts: syncCountsSchema,
    }),
  ),
  counts: syncCountsSchema,
  irreversible: count,
  /** People of the spaces for whom no Moodle account is known yet. */
  unmatched: count,
  /** Mappings of which Moodle does not show the target or the source: nothing happens there. `code`: why. */
  leftOut: z
    .array(z.object({ mappingId: z.string(), name: z.string().max(255), code: z.string().max(60) }))
    .optional(),
  /** Run that this plan takes back. */
  undoes: z.string().nullable(),
  /** What undoing cannot bring back. */
  lost: z.object({ grades: count, dates: count }),
  approvedBy: z.string().nullable(),
  approvedAt: z.number().int().nullable(),
  mayRemove: z.boolean(),
  createdAt: z.number().int(),
  expiresAt: z.number().int(),
});
/** What a run will do, as it was shown: it is applied as it stands or not at all. Times in epoch milliseconds. */
export type SyncPlan = z.infer<typeof syncPlanSchema>;

export const syncRunSchema = z.object({
  id: z.string(),
  siteId: z.string(),
  planId: z.string(),
  /** `paused`: by somebody, or because Moodle did not go on (`failure`); can be continued. */
  state: z.enum(['running', 'paused', 'stopped', 'done']),
  /** What somebody asked for while it runs. */
  wish: z.enum(['go-on', 'pause', 'stop']),
  /** The site while the run can still go on, else null: there is one such run for each site. */
  activeSiteId: z.string().nullable(),
  /** Process that works on it, and until when nobody else takes it. */
  holder: z.string().nullable(),
  leaseUntil: z.number().int(),
  total: count,
  done: count,
  wasSo: count,
  skipped: count,
  refused: count,
  /** Milliseconds of work so far, for the time left. */
  workedMs: count,
  failure: z.string().nullable(),
  startedBy: z.string().nullable(),
  startedAt: z.number().int(),
  endedAt: z.number().int().nullable(),
  expiresAt: z.number().int(),
});
/** One application of a plan. Times in epoch milliseconds. */
export type SyncRun = z.infer<typeof syncRunSchema>;

/** Steps that have ended, whatever way. */
export function settledSteps({ done, wasSo, skipped, refused }: SyncRun): number {
  return done + wasSo + skipped + refused;
}

/** Milliseconds until the rest is through, at the pace so far; undefined before there is one. */
export function timeLeft(run: SyncRun): number | undefined {
  const settled = settledSteps(run);
  if (settled === 0 || settled >= run.total || run.state !== 'running') return undefined;
  return Math.round((run.workedMs / settled) * (run.total - settled));
}
