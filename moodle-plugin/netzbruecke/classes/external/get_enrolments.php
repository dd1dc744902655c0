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
 * Web service: enrolments of a course.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\external;

use context_course;
use core_external\external_api;
use core_external\external_function_parameters;
use core_external\external_multiple_structure;
use core_external\external_single_structure;
use core_external\external_value;
use local_netzbruecke\packed;

/**
 * Every enrolment of a course, with what Moodle's own function leaves out: method, status and dates. A person with
 * two methods has two rows.
 */
final class get_enrolments extends external_api {
    /**
     * Parameters.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([
            'courseid' => new external_value(PARAM_INT, 'Course'),
            'after' => paging::after(),
            'limit' => paging::limit(),
        ]);
    }

    /**
     * Reads a page.
     *
     * @param int $courseid
     * @param int $after
     * @param int $limit
     * @return array
     */
    public static function execute(int $courseid, int $after = 0, int $limit = 1000): array {
        global $DB;
        ['courseid' => $courseid, 'after' => $after, 'limit' => $limit] =
            self::validate_parameters(self::execute_parameters(), compact('courseid', 'after', 'limit'));
        paging::check($limit);
        $context = context_course::instance($courseid);
        self::validate_context($context);
        require_capability('local/netzbruecke:readpeople', $context);
        $sql = "SELECT ue.id, ue.userid, e.enrol AS method, ue.status, e.status AS methodstatus, ue.timestart, ue.timeend,
                       ue.timemodified, u.suspended
                  FROM {user_enrolments} ue
                  JOIN {enrol} e ON e.id = ue.enrolid
                  JOIN {user} u ON u.id = ue.userid AND u.deleted = 0
                 WHERE e.courseid = :course AND ue.id > :after
              ORDER BY ue.id";
        $rows = $DB->get_records_sql($sql, ['course' => $courseid, 'after' => $after], 0, $limit + 1);
        $next = paging::cut($rows, $limit);
        $userids = array_unique(array_column($rows, 'userid'));
        $roles = self::roles($context, $userids);
        $groups = self::groups($courseid, $userids);
        $now = \core\di::get(\core\clock::class)->time();
        $enrolments = [];
        foreach ($rows as $row) {
            $intime = $row->timestart <= $now && ($row->timeend == 0 || $row->timeend > $now);
            $enrolments[] = [
                'active' => $row->status == ENROL_USER_ACTIVE && $row->methodstatus == ENROL_INSTANCE_ENABLED && $intime,
                'suspended' => $row->status != ENROL_USER_ACTIVE,
                'methodenabled' => $row->methodstatus == ENROL_INSTANCE_ENABLED,
                'accountsuspended' => (bool) $row->suspended,
                'roles' => implode(',', $roles[$row->userid] ?? []),
                'groups' => packed::of($groups[$row->userid] ?? []),
            ] + (array) $row;
        }
        return ['enrolments' => $enrolments, 'next' => $next];
    }

    /**
     * Roles given in the course itself.
     *
     * @param context_course $context
     * @param int[] $userids
     * @return array[] "id:shortname" by user
     */
    private static function roles(context_course $context, array $userids): array {
        global $DB;
        $roles = [];
        foreach (array_chunk($userids, 1000) as $chunk) {
            [$in, $params] = $DB->get_in_or_equal($chunk);
            $sql = "SELECT ra.id, ra.userid, ra.roleid, r.shortname
                      FROM {role_assignments} ra
                      JOIN {role} r ON r.id = ra.roleid
                     WHERE ra.contextid = ? AND ra.userid $in
                  ORDER BY r.sortorder";
            foreach ($DB->get_records_sql($sql, [$context->id, ...$params]) as $row) {
                $roles[$row->userid][$row->roleid] = "$row->roleid:$row->shortname";
            }
        }
        return $roles;
    }

    /**
     * Groups of the course.
     *
     * @param int $courseid
     * @param int[] $userids
     * @return array[] group ids by user
     */
    private static function groups(int $courseid, array $userids): array {
        global $DB;
        $groups = [];
        foreach (array_chunk($userids, 1000) as $chunk) {
            [$in, $params] = $DB->get_in_or_equal($chunk);
            $sql = "SELECT gm.id, gm.userid, gm.groupid
                      FROM {groups_members} gm
                      JOIN {groups} g ON g.id = gm.groupid
                     WHERE g.courseid = ? AND gm.userid $in";
            foreach ($DB->get_records_sql($sql, [$courseid, ...$params]) as $row) {
                $groups[$row->userid][] = $row->groupid;
            }
        }
        return $groups;
    }

    /**
     * Result.
     *
     * @return external_single_structure
     */
    public static function execute_returns(): external_single_structure {
        return new external_single_structure([
            'enrolments' => new external_multiple_structure(new external_single_structure([
                'id' => new external_value(PARAM_INT, 'Enrolment'),
                'userid' => new external_value(PARAM_INT, 'User'),
                'method' => new external_value(PARAM_PLUGIN, 'For example "manual", "cohort", "self"'),
                'active' => new external_value(PARAM_BOOL, 'Whether it counts now: status, method and dates together'),
                'suspended' => new external_value(PARAM_BOOL, 'Whether this enrolment is suspended'),
                'methodenabled' => new external_value(PARAM_BOOL, 'Whether its method is on'),
                'accountsuspended' => new external_value(PARAM_BOOL, 'Whether the whole account is suspended'),
                'timestart' => new external_value(PARAM_INT, 'Seconds since 1970; 0: none'),
                'timeend' => new external_value(PARAM_INT, 'Seconds since 1970; 0: none'),
                'timemodified' => new external_value(PARAM_INT, 'Seconds since 1970'),
                'roles' => new external_value(PARAM_RAW, 'Roles in this course, "id:shortname" with commas'),
                'groups' => new external_value(PARAM_RAW, 'Packed ids of groups'),
            ])),
            'next' => paging::next(),
        ]);
    }
}
