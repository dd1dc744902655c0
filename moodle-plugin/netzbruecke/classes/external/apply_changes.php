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
 * Web service: many changes at once.
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
use local_netzbruecke\changes\batch;
use local_netzbruecke\event\changes_applied;
use local_netzbruecke\packed;

/**
 * Cohort members, manual enrolments and group members, many in one call.
 */
final class apply_changes extends external_api {
    /** Changes in one call. */
    private const MOST = 200;

    /**
     * Parameters.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([
            'changes' => new external_value(PARAM_RAW, 'JSON list of {"do": "cohort-add" or "cohort-remove", "cohort": id, '
                . '"users": packed}, {"do": "enrol", "course": id, "role": id, "users": packed, optional: "status": "active" '
                . 'or "suspended", "timestart", "timeend", "mail": "yes"}, {"do": "unenrol", "course": id, "users": packed}, '
                . '{"do": "group-add" or "group-remove", "group": id, "users": packed}'),
        ]);
    }

    /**
     * Makes the changes.
     *
     * @param string $changes JSON
     * @return array
     */
    public static function execute(string $changes): array {
        ['changes' => $changes] = self::validate_parameters(self::execute_parameters(), compact('changes'));
        self::validate_context(context_system::instance());
        self::set_timeout(120);
        $results = (new batch(packed::objects($changes, self::MOST)))->apply();
        $count = fn(string $field): int => array_sum(array_map(
            fn(array $result): int => is_array($result[$field]) ? count($result[$field]) : count(packed::ids($result[$field])),
            $results,
        ));
        changes_applied::of($count('done'), $count('wasso'), $count('refused'))->trigger();
        return $results;
    }

    /**
     * Result.
     *
     * @return external_multiple_structure
     */
    public static function execute_returns(): external_multiple_structure {
        return new external_multiple_structure(new external_single_structure([
            'done' => new external_value(PARAM_RAW, 'Packed ids of those who were changed'),
            'wasso' => new external_value(PARAM_RAW, 'Packed ids of those for whom it was so already'),
            'refused' => new external_multiple_structure(new external_single_structure([
                'userid' => new external_value(PARAM_INT, 'User'),
                'code' => new external_value(PARAM_ALPHA, 'unknowncohort, unknowncourse, unknowngroup, unknownuser, norights, '
                    . 'norole, nomanualenrolment, notenrolled, maintainedelsewhere, failed'),
                'message' => new external_value(PARAM_RAW, 'In the words of Moodle'),
            ])),
        ]), 'One for each change, in their order');
    }
}
