import type { Activity } from './course.ts';
import type { ToolType } from './tool-type.ts';

type Setting = ToolType['sendName'];

/** Without an activity (deep linking, a member list of the course) "delegate" shares nothing. */
function isShared(setting: Setting, choice: boolean | undefined): boolean {
  return setting === 'always' || (setting === 'delegate' && choice === true);
}

export function sharesName(type: ToolType, activity?: Activity): boolean {
  return isShared(type.sendName, activity?.sendName);
}

export function sharesEmail(type: ToolType, activity?: Activity): boolean {
  return isShared(type.sendEmail, activity?.sendEmail);
}

export function acceptsGrades(type: ToolType, activity: Activity): boolean {
  return isShared(type.acceptGrades, activity.acceptGrades);
}
