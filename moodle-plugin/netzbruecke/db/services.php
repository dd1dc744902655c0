<?php
// This file is part of Moodle - http://moodle.org/
//
// Moodle is free software: you can redistribute it and/or modify
// it under the terms of the GNU General Public License as published by
// the Free Software Foundation, either version 3 of the License, or
// (at your option) any later version.
//
// Moodle is distributed in the hope that it will be useful,
// but WITHOUT ANY WARRANTY; without even the implied warranty of
// MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
// GNU General Public License for more details.
//
// You should have received a copy of the GNU General Public License
// along with Moodle.  If not, see <http://www.gnu.org/licenses/>.

/**
 * Web service functions and the built-in service.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$functions = [
    'local_netzbruecke_get_status' => [
        'classname' => 'local_netzbruecke\external\get_status',
        'description' => 'Versions, limits, cron, missing rights and the outbox.',
        'type' => 'read',
        'capabilities' => 'local/netzbruecke:readstatus',
    ],
    'local_netzbruecke_get_marks' => [
        'classname' => 'local_netzbruecke\external\get_marks',
        'description' => 'Tells in one call what has changed in cohorts and courses.',
        'type' => 'read',
        'capabilities' => 'local/netzbruecke:readpeople, local/netzbruecke:readprogress',
    ],
    'local_netzbruecke_get_courses' => [
        'classname' => 'local_netzbruecke\external\get_courses',
        'description' => 'All courses.',
        'type' => 'read',
        'capabilities' => 'local/netzbruecke:readcourses',
    ],
    'local_netzbruecke_get_activities' => [
        'classname' => 'local_netzbruecke\external\get_activities',
        'description' => 'All activities of a course.',
        'type' => 'read',
        'capabilities' => 'local/netzbruecke:readcourses',
    ],
    'local_netzbruecke_get_groups' => [
        'classname' => 'local_netzbruecke\external\get_groups',
        'description' => 'All groups of a course with their members.',
        'type' => 'read',
        'capabilities' => 'local/netzbruecke:readpeople',
    ],
    'local_netzbruecke_get_enrolments' => [
        'classname' => 'local_netzbruecke\external\get_enrolments',
        'description' => 'Enrolments of a course with method, status and dates.',
        'type' => 'read',
        'capabilities' => 'local/netzbruecke:readpeople',
    ],
    'local_netzbruecke_get_progress' => [
        'classname' => 'local_netzbruecke\external\get_progress',
        'description' => 'Completion and course grades of everybody in a course.',
        'type' => 'read',
        'capabilities' => 'local/netzbruecke:readprogress',
    ],
    'local_netzbruecke_get_cohorts' => [
        'classname' => 'local_netzbruecke\external\get_cohorts',
        'description' => 'All cohorts with context, component and number of members.',
        'type' => 'read',
        'capabilities' => 'moodle/cohort:view',
    ],
    'local_netzbruecke_get_cohort_members' => [
        'classname' => 'local_netzbruecke\external\get_cohort_members',
        'description' => 'Members of a cohort, as the difference to those that are known.',
        'type' => 'read',
        'capabilities' => 'moodle/cohort:view',
    ],
    'local_netzbruecke_apply_changes' => [
        'classname' => 'local_netzbruecke\external\apply_changes',
        'description' => 'Changes cohort members, manual enrolments and group members, many at once.',
        'type' => 'write',
        'capabilities' => 'moodle/cohort:assign, enrol/manual:enrol, enrol/manual:unenrol, enrol/manual:manage, '
            . 'moodle/course:managegroups',
    ],
    'local_netzbruecke_complete_activity' => [
        'classname' => 'local_netzbruecke\external\complete_activity',
        'description' => 'Marks an activity as complete for people of its course.',
        'type' => 'write',
        'capabilities' => 'moodle/course:overridecompletion',
    ],
];

$services = [
    'Netzbrücke' => [
        'shortname' => 'local_netzbruecke',
        // Connect turns it on.
        'enabled' => 0,
        'restrictedusers' => 1,
        'downloadfiles' => 0,
        'uploadfiles' => 0,
        // The plugin's functions, and those of Moodle itself that the tool uses beside them.
        'functions' => [
            ...array_keys($functions),
            'core_webservice_get_site_info',
            'core_user_get_users_by_field',
            'core_cohort_get_cohorts',
            'core_cohort_search_cohorts',
            'core_cohort_get_cohort_members',
            'core_cohort_add_cohort_members',
            'core_cohort_delete_cohort_members',
            'core_course_get_courses',
            'core_course_get_courses_by_field',
            'core_course_get_contents',
            'core_enrol_get_enrolled_users',
            'core_enrol_get_users_courses',
            'enrol_manual_enrol_users',
            'enrol_manual_unenrol_users',
            'core_group_get_course_groups',
            'core_group_get_group_members',
            'core_group_add_group_members',
            'core_group_delete_group_members',
            'core_completion_get_activities_completion_status',
            'core_completion_get_course_completion_status',
            'core_completion_override_activity_completion_status',
            'gradereport_user_get_grade_items',
        ],
    ],
];
