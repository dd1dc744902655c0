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
 * Web service: what has changed at all.
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
use local_netzbruecke\marks;
use local_netzbruecke\packed;

/**
 * Marks of cohorts and courses: one call tells what has changed, or that nothing has.
 */
final class get_marks extends external_api {
    /**
     * Parameters.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([
            'cohortids' => new external_value(PARAM_RAW, 'Packed ids of cohorts', VALUE_DEFAULT, ''),
            'courseids' => new external_value(PARAM_RAW, 'Packed ids of courses', VALUE_DEFAULT, ''),
        ]);
    }

    /**
     * Reads the marks.
     *
     * @param string $cohortids packed
     * @param string $courseids packed
     * @return array
     */
    public static function execute(string $cohortids = '', string $courseids = ''): array {
        $params = self::validate_parameters(self::execute_parameters(), compact('cohortids', 'courseids'));
        $context = context_system::instance();
        self::validate_context($context);
        require_capability('local/netzbruecke:readpeople', $context);
        require_capability('local/netzbruecke:readprogress', $context);
        $courses = packed::ids($params['courseids']);
        $progress = marks::progress($courses);
        $result = ['cohorts' => [], 'courses' => []];
        foreach (marks::cohorts(packed::ids($params['cohortids'])) as $id => $mark) {
            $result['cohorts'][] = ['id' => $id, 'mark' => $mark];
        }
        foreach (marks::people($courses) as $id => $mark) {
            $result['courses'][] = ['id' => $id, 'people' => $mark, 'progress' => $progress[$id]];
        }
        return $result;
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
                'mark' => new external_value(PARAM_RAW, 'Changes whenever a member comes or goes'),
            ]), 'Unknown cohorts are missing'),
            'courses' => new external_multiple_structure(new external_single_structure([
                'id' => new external_value(PARAM_INT, 'Course'),
                'people' => new external_value(PARAM_RAW, 'Changes with enrolments, roles and groups'),
                'progress' => new external_value(PARAM_RAW, 'Changes with completion and grades'),
            ]), 'Unknown courses are missing'),
        ]);
    }
}
