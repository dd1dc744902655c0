import { type Activity, activitySchema } from '../course.ts';
import { nextId, ownColumn } from '../grade-item.ts';
import type { Selection } from '../session.ts';
import { courseOf, type PracticeSite, toolTypeOf } from '../site.ts';
import type { ToolType } from '../tool-type.ts';
import type { NewActivity } from './content-item.ts';

/** Moodle's form refuses a longer name; of several items such a one is silently missing afterwards. */
const longestTitle = 255;

/** Makes the activities of a selection, one after the other, in the first section of the course. */
export function addActivities(site: PracticeSite, { courseId, typeId, items }: Selection): Activity[] {
  const [type, course] = [toolTypeOf(site, typeId), courseOf(site, courseId)];
  const fitting = items.filter(({ title }) => title.length <= longestTitle);
  const added = fitting.map((item) => addActivity(site, type, course.id, course.sections[0] ?? '', item));
  site.changed();
  return added;
}

/** instructorchoicesendname and -email are off, completion is not followed until a teacher says so. */
function addActivity(
  site: PracticeSite,
  type: ToolType,
  courseId: string,
  section: string,
  { column, ...item }: NewActivity,
): Activity {
  const { activities, gradeItems, grades } = site.state;
  const cmid = nextId(activities.map((other) => other.cmid));
  const itemIds = [...gradeItems.map(({ id }) => id), ...Object.keys(grades)];
  const activity = activitySchema.parse({
    ...item,
    id: `activity-${cmid}`,
    cmid,
    resourceLinkId: nextId(activities.map((other) => other.resourceLinkId)),
    gradeItemId: column ? nextId(itemIds) : '',
    courseId,
    section,
    space: 'unbound',
    container: type.container,
    typeId: type.id,
    sendName: false,
    sendEmail: false,
    acceptGrades: column !== undefined,
    completion: 'none',
  });
  activities.push(activity);
  if (column) gradeItems.push(ownColumn(activity, column));
  return activity;
}
