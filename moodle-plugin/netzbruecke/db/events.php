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
 * Event observers.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$observers = [];
$handlers = [
    'cohort' => ['cohort_created', 'cohort_updated', 'cohort_deleted', 'cohort_member_added', 'cohort_member_removed'],
    'enrolment' => [
        'user_enrolment_created', 'user_enrolment_updated', 'user_enrolment_deleted', 'role_assigned', 'role_unassigned',
        'enrol_instance_updated', 'enrol_instance_deleted',
    ],
    'group' => ['group_created', 'group_updated', 'group_deleted', 'group_member_added', 'group_member_removed'],
    'progress' => ['course_module_completion_updated', 'course_completed', 'user_graded', 'grade_deleted'],
    'course' => [
        'course_created', 'course_updated', 'course_deleted', 'course_restored',
        'course_module_created', 'course_module_updated', 'course_module_deleted',
    ],
    'user' => ['user_updated', 'user_deleted'],
];
foreach ($handlers as $handler => $names) {
    foreach ($names as $name) {
        $observers[] = [
            'eventname' => "\\core\\event\\$name",
            'callback' => "\\local_netzbruecke\\observer::$handler",
            'internal' => false,
        ];
    }
}
