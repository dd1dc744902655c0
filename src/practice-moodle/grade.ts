import { z } from 'zod';
import type { GradeItem } from './grade-item.ts';

export const gradeSchema = z.object({
  /** finalgrade, within 0 and the column's maximum. */
  value: z.number().nullable(),
  feedback: z.string().nullable(),
  /** timemodified in epoch seconds; results without it are not listed. */
  modified: z.number().int().nullable(),
});
/** One cell of the gradebook (mdl_grade_grades). */
export type Grade = z.infer<typeof gradeSchema>;

/** A score as far as Moodle looks at it. `at` in epoch seconds. */
export interface AppliedScore {
  readonly given: number | null;
  readonly max: number;
  readonly comment: string | null;
  readonly at: number;
}

/**
 * What a score makes of a cell (gradebookservices::save_grade_item() and what it calls). A score without a number
 * erases. The columns of activities and the added ones keep their time differently: an erased cell of an activity
 * has no time any more and takes any later score, an erased cell of an added column has Moodle's own present time.
 * @param now epoch seconds of Moodle's clock
 */
export function gradeAfter(
  item: GradeItem,
  before: Grade | undefined,
  score: AppliedScore,
  now: number,
): Grade {
  const value = score.given === null ? null : clipped(rescaled(score.given, score.max, item.max), item.max);
  const feedback = score.comment || null;
  const graded = score.given === null ? null : score.at;
  const same = before?.value === value && before.feedback === feedback;
  if (item.instanceId === '') {
    return before && same ? before : { value, feedback, modified: graded ?? now };
  }
  if (value === null && feedback === null) return { value, feedback, modified: null };
  return { value, feedback, modified: graded ?? (same ? before.modified : now) };
}

function rescaled(given: number, max: number, itemMax: number): number {
  return max === itemMax || max === 0 ? given : (given * itemMax) / max;
}

/** Five decimals, as the database keeps them. */
function clipped(value: number, max: number): number {
  return Math.round(Math.min(max, Math.max(0, value)) * 1e5) / 1e5;
}
