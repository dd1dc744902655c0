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
 * Web service: courses.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\external;

use context_system;
use core_external\external_api;
use core_external\external_function_parameters;
use core_external\external_multiple_structure;
use core_external\external_single_structure;
use core_external\external_value;

/**
 * All courses of the site, whatever the service account could see.
 */
final class get_courses extends external_api {
    /**
     * Parameters.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters(['after' => paging::after(), 'limit' => paging::limit()]);
    }

    /**
     * Reads a page.
     *
     * @param int $after
     * @param int $limit
     * @return array
     */
    public static function execute(int $after = 0, int $limit = 1000): array {
        global $DB;
        ['after' => $after, 'limit' => $limit] =
            self::validate_parameters(self::execute_parameters(), compact('after', 'limit'));
        paging::check($limit);
        $context = context_system::instance();
        self::validate_context($context);
        require_capability('local/netzbruecke:readcourses', $context);
        $sql = "SELECT c.id, c.shortname, c.fullname, c.idnumber, c.visible, c.category AS categoryid, c.startdate,
                       c.enddate, c.enablecompletion AS completion, c.timemodified,
                       (SELECT COUNT(1) FROM {enrol} e
                         WHERE e.courseid = c.id AND e.enrol = 'manual' AND e.status = 0) AS manual
                  FROM {course} c
                 WHERE c.id > :after AND c.id <> :site
              ORDER BY c.id";
        $rows = $DB->get_records_sql($sql, ['after' => $after, 'site' => SITEID], 0, $limit + 1);
        $next = paging::cut($rows, $limit);
        $courses = array_map(fn(\stdClass $row): array => ['manual' => $row->manual > 0] + (array) $row, array_values($rows));
        return ['courses' => $courses, 'next' => $next];
    }

    /**
     * Result.
     *
     * @return external_single_structure
     */
    public static function execute_returns(): external_single_structure {
        return new external_single_structure([
            'courses' => new external_multiple_structure(new external_single_structure([
                'id' => new external_value(PARAM_INT, 'Course'),
                'shortname' => new external_value(PARAM_RAW, 'Short name, unfiltered'),
                'fullname' => new external_value(PARAM_RAW, 'Full name, unfiltered'),
                'idnumber' => new external_value(PARAM_RAW, 'ID number'),
                'visible' => new external_value(PARAM_BOOL, 'Whether students see it'),
                'categoryid' => new external_value(PARAM_INT, 'Category'),
                'startdate' => new external_value(PARAM_INT, 'Seconds since 1970; 0: none'),
                'enddate' => new external_value(PARAM_INT, 'Seconds since 1970; 0: none'),
                'completion' => new external_value(PARAM_BOOL, 'Whether completion is tracked'),
                'timemodified' => new external_value(PARAM_INT, 'Seconds since 1970'),
                'manual' => new external_value(PARAM_BOOL, 'Whether somebody can be enrolled manually'),
            ])),
            'next' => paging::next(),
        ]);
    }
}
