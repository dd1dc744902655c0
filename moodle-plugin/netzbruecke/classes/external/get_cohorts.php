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
 * Web service: cohorts.
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
 * All cohorts of the site, with what Moodle's own function leaves out: context, who maintains it, how many members.
 */
final class get_cohorts extends external_api {
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
        require_capability('moodle/cohort:view', $context);
        $sql = "SELECT c.id, c.contextid, CASE WHEN x.contextlevel = :level THEN x.instanceid ELSE 0 END AS categoryid,
                       c.name, c.idnumber, c.visible, c.component,
                       (SELECT COUNT(1) FROM {cohort_members} m WHERE m.cohortid = c.id) AS members
                  FROM {cohort} c
                  JOIN {context} x ON x.id = c.contextid
                 WHERE c.id > :after
              ORDER BY c.id";
        $rows = $DB->get_records_sql($sql, ['level' => CONTEXT_COURSECAT, 'after' => $after], 0, $limit + 1);
        $next = paging::cut($rows, $limit);
        $cohorts = array_map(fn(\stdClass $row): array => ['idnumber' => $row->idnumber ?? ''] + (array) $row, $rows);
        return ['cohorts' => array_values($cohorts), 'next' => $next];
    }

    /**
     * Result.
     *
     * @return external_single_structure
     */
    public static function execute_returns(): external_single_structure {
        return new external_single_structure([
            'cohorts' => new external_multiple_structure(new external_single_structure([
                'id' => new external_value(PARAM_INT, 'Cohort'),
                'contextid' => new external_value(PARAM_INT, 'Context it belongs to'),
                'categoryid' => new external_value(PARAM_INT, 'Course category it belongs to; 0: the site'),
                'name' => new external_value(PARAM_RAW, 'Name, unfiltered'),
                'idnumber' => new external_value(PARAM_RAW, 'ID number'),
                'visible' => new external_value(PARAM_BOOL, 'Whether teachers see it'),
                'component' => new external_value(PARAM_RAW, 'Plugin that maintains it; empty: people do'),
                'members' => new external_value(PARAM_INT, 'How many members'),
            ])),
            'next' => paging::next(),
        ]);
    }
}
