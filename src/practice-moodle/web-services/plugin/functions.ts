import type { WebServiceFunction } from '../call.ts';
import { applyChanges } from './changes.ts';
import { getCohortMembers, getCohorts } from './cohorts.ts';
import { completeActivity } from './complete-activity.ts';
import { getActivities, getCourses } from './courses.ts';
import { getMarks } from './marks.ts';
import { getEnrolments, getGroups } from './people.ts';
import { getProgress } from './progress.ts';
import { getStatus } from './status.ts';

/** Functions of the companion plugin (moodle-plugin/netzbruecke/db/services.php). */
export const pluginFunctions: ReadonlyMap<string, WebServiceFunction> = new Map(
  Object.entries({
    local_netzbruecke_get_status: getStatus,
    local_netzbruecke_get_marks: getMarks,
    local_netzbruecke_get_courses: getCourses,
    local_netzbruecke_get_activities: getActivities,
    local_netzbruecke_get_enrolments: getEnrolments,
    local_netzbruecke_get_groups: getGroups,
    local_netzbruecke_get_cohorts: getCohorts,
    local_netzbruecke_get_cohort_members: getCohortMembers,
    local_netzbruecke_get_progress: getProgress,
    local_netzbruecke_apply_changes: applyChanges,
    local_netzbruecke_complete_activity: completeActivity,
  }),
);
