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
 * Web service: members of a cohort.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\external;

use context;
use core_external\external_api;
use core_external\external_function_parameters;
use core_external\external_single_structure;
use core_external\external_value;
use local_netzbruecke\marks;
use local_netzbruecke\packed;

/**
 * Members of a cohort, as the difference to those that the tool knows.
 */
final class get_cohort_members extends external_api {
    /**
     * Parameters.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([
            'cohortid' => new external_value(PARAM_INT, 'Cohort'),
            'known' => new external_value(PARAM_RAW, 'Packed ids of the members that are known', VALUE_DEFAULT, ''),
        ]);
    }

    /**
     * Compares.
     *
     * @param int $cohortid
     * @param string $known packed
     * @return array
     */
    public static function execute(int $cohortid, string $known = ''): array {
        global $DB;
        ['cohortid' => $cohortid, 'known' => $known] =
            self::validate_parameters(self::execute_parameters(), compact('cohortid', 'known'));
        $known = packed::ids($known);
        $cohort = $DB->get_record('cohort', ['id' => $cohortid], 'id, contextid', MUST_EXIST);
        $context = context::instance_by_id($cohort->contextid);
        self::validate_context($context);
        require_capability('moodle/cohort:view', $context);
        $mark = marks::cohorts([$cohortid])[$cohortid];
        $members = $DB->get_fieldset('cohort_members', 'userid', ['cohortid' => $cohortid]);
        return [
            'added' => packed::of(array_diff($members, $known)),
            'removed' => packed::of(array_diff($known, $members)),
            'members' => count($members),
            'mark' => $mark,
        ];
    }

    /**
     * Result.
     *
     * @return external_single_structure
     */
    public static function execute_returns(): external_single_structure {
        return new external_single_structure([
            'added' => new external_value(PARAM_RAW, 'Packed ids of members that were not known'),
            'removed' => new external_value(PARAM_RAW, 'Packed ids that are members no more'),
            'members' => new external_value(PARAM_INT, 'How many members'),
            'mark' => new external_value(PARAM_RAW, 'As get_marks gives it; of before the members were read'),
        ]);
    }
}
