import type { WebServiceFunction } from './call.ts';
import { addCohortMembers, deleteCohortMembers } from './functions/cohort-members.ts';
import { getCohortMembers, getCohorts, searchCohorts } from './functions/cohorts.ts';
import { getContents, getCourses, getCoursesByField } from './functions/courses.ts';
import { getEnrolledUsers } from './functions/enrolled-users.ts';
import { enrolUsers, unenrolUsers } from './functions/enrolments.ts';
import { addGroupMembers, deleteGroupMembers, getCourseGroups, getGroupMembers } from './functions/groups.ts';
import { getActivitiesCompletion, getGradeItems } from './functions/progress.ts';
import { getSiteInfo } from './functions/site-info.ts';
import { getUsersByField } from './functions/users.ts';
import { getUsersCourses } from './functions/users-courses.ts';

/** mdl_external_functions, as far as they are played here. */
export const webServiceFunctions: ReadonlyMap<string, WebServiceFunction> = new Map(
  Object.entries({
    core_webservice_get_site_info: getSiteInfo,
    core_cohort_get_cohorts: getCohorts,
    core_cohort_search_cohorts: searchCohorts,
    core_cohort_get_cohort_members: getCohortMembers,
    core_cohort_add_cohort_members: addCohortMembers,
    core_cohort_delete_cohort_members: deleteCohortMembers,
    core_course_get_courses: getCourses,
    core_course_get_courses_by_field: getCoursesByField,
    core_course_get_contents: getContents,
    core_enrol_get_enrolled_users: getEnrolledUsers,
    core_enrol_get_users_courses: getUsersCourses,
    enrol_manual_enrol_users: enrolUsers,
    enrol_manual_unenrol_users: unenrolUsers,
    core_group_get_course_groups: getCourseGroups,
    core_group_get_group_members: getGroupMembers,
    core_group_add_group_members: addGroupMembers,
    core_group_delete_group_members: deleteGroupMembers,
    core_user_get_users_by_field: getUsersByField,
    core_completion_get_activities_completion_status: getActivitiesCompletion,
    gradereport_user_get_grade_items: getGradeItems,
  }),
);
