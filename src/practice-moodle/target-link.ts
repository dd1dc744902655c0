import type { Activity } from './course.ts';
import type { GradeItem } from './grade-item.ts';
import type { ToolType } from './tool-type.ts';

/**
 * Where a launch of the activity shall end: its own address, else the tool's; with the column of a submission
 * review the address that was named for reviews, if there is one (gradebookservices::override_endpoint()).
 */
export function targetLinkUri(type: ToolType, activity: Activity, reviewed?: GradeItem): string {
  const url = reviewed?.subReviewUrl ?? '';
  return url !== '' && url !== 'DEFAULT' ? url : activity.toolUrl || type.url;
}
