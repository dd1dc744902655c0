import { z } from 'zod';
import type { Activity } from './course.ts';

export const gradeItemSchema = z.object({
  /** mdl_grade_items.id as text: the last part of a line item's address. */
  id: z.string().regex(/^\d+$/),
  courseId: z.string(),
  typeId: z.string(),
  /** iteminstance: the activity whose own column this is; empty for a column that a tool has added. */
  instanceId: z.string().regex(/^\d*$/),
  /** ltilinkid of ltiservice_gradebookservices: the activity it is said to belong to; empty for none. */
  linkId: z.string().regex(/^\d*$/),
  label: z.string(),
  max: z.number(),
  resourceId: z.string(),
  tag: z.string(),
  /** Submission review: empty for none, `DEFAULT` for the activity's own address. */
  subReviewUrl: z.string(),
  subReviewCustom: z.string(),
});
/** A column of the gradebook that a tool may write to. */
export type GradeItem = z.infer<typeof gradeItemSchema>;

/** The column that Moodle makes beside an activity with grades (lti_grade_item_update()). */
export function ownColumn(activity: Activity, more: Partial<GradeItem> = {}): GradeItem {
  return {
    id: activity.gradeItemId,
    courseId: activity.courseId,
    typeId: activity.typeId,
    instanceId: activity.resourceLinkId,
    linkId: activity.resourceLinkId,
    label: activity.title,
    max: 100,
    resourceId: '',
    tag: '',
    subReviewUrl: '',
    subReviewCustom: '',
    ...more,
  };
}

export function columnOf(items: readonly GradeItem[], activity: Activity): GradeItem | undefined {
  return items.find((item) => item.instanceId === activity.resourceLinkId);
}

/**
 * The column that a launch names as `lineitem`: only where the activity has its own and nothing else is tied to it.
 * `missing`: the own column was deleted and another is tied to the activity; Moodle then sends an empty address.
 */
export function namedColumn(
  items: readonly GradeItem[],
  activity: Activity,
): GradeItem | 'missing' | undefined {
  const tied = tiedColumns(items, activity);
  const own = columnOf(items, activity);
  if (tied.length > 1) return undefined;
  if (!own) return tied.length === 1 ? 'missing' : undefined;
  return tied.length === 0 || tied[0] === own ? own : undefined;
}

/** The column whose submission review settings count: the only one that is tied to the activity. */
export function reviewedColumn(items: readonly GradeItem[], activity: Activity): GradeItem | undefined {
  const tied = tiedColumns(items, activity);
  return tied.length === 1 ? tied[0] : undefined;
}

function tiedColumns(items: readonly GradeItem[], { resourceLinkId, courseId }: Activity): GradeItem[] {
  return items.filter((item) => item.linkId === resourceLinkId && item.courseId === courseId);
}

/** One more than the largest, as text. */
export function nextId(ids: readonly string[]): string {
  return String(Math.max(0, ...ids.map(Number)) + 1);
}
