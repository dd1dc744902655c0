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
 * Web service: groups of a course.
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
 * All groups of a course with their members, in one answer.
 */
final class get_groups extends external_api {
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
        $select = 'courseid = :course AND id > :after';
        $params = ['course' => $courseid, 'after' => $after];
        $rows = $DB->get_records_select('groups', $select, $params, 'id', 'id, name, idnumber', 0, $limit + 1);
        $next = paging::cut($rows, $limit);
        $members = [];
        foreach (array_chunk(array_column($rows, 'id'), 1000) as $chunk) {
            foreach ($DB->get_recordset_list('groups_members', 'groupid', $chunk, '', 'groupid, userid') as $row) {
                $members[$row->groupid][] = $row->userid;
            }
        }
        $groups = [];
        foreach ($rows as $row) {
            $groups[] = ['members' => packed::of($members[$row->id] ?? [])] + (array) $row;
        }
        return ['groups' => $groups, 'next' => $next];
    }

    /**
     * Result.
     *
     * @return external_single_structure
     */
    public static function execute_returns(): external_single_structure {
        return new external_single_structure([
            'groups' => new external_multiple_structure(new external_single_structure([
                'id' => new external_value(PARAM_INT, 'Group'),
                'name' => new external_value(PARAM_RAW, 'Name, unfiltered'),
                'idnumber' => new external_value(PARAM_RAW, 'ID number'),
                'members' => new external_value(PARAM_RAW, 'Packed ids of users'),
            ])),
            'next' => paging::next(),
        ]);
    }
}
