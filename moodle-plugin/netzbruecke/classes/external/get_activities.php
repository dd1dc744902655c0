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
 * Web service: activities of a course.
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

/**
 * All activities of a course, whatever the service account could see.
 */
final class get_activities extends external_api {
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
        require_capability('local/netzbruecke:readcourses', $context);
        $sql = "SELECT cm.id, m.name AS modname, cm.instance, cm.idnumber, cm.visible, cm.completion, s.section
                  FROM {course_modules} cm
                  JOIN {modules} m ON m.id = cm.module
                  JOIN {course_sections} s ON s.id = cm.section
                 WHERE cm.course = :course AND cm.id > :after AND cm.deletioninprogress = 0
              ORDER BY cm.id";
        $rows = $DB->get_records_sql($sql, ['course' => $courseid, 'after' => $after], 0, $limit + 1);
        $next = paging::cut($rows, $limit);
        $names = self::names($rows);
        $positions = self::positions($courseid);
        $activities = [];
        foreach ($rows as $row) {
            $row->name = $names[$row->modname][$row->instance] ?? '';
            $row->idnumber ??= '';
            $row->position = $positions[$row->id] ?? 0;
            $activities[] = (array) $row;
        }
        return ['activities' => $activities, 'next' => $next];
    }

    /**
     * Names of activities. Each kind keeps them in its own table.
     *
     * @param \stdClass[] $rows with modname and instance
     * @return array[] names by kind and instance
     */
    private static function names(array $rows): array {
        global $DB;
        $instances = [];
        foreach ($rows as $row) {
            $instances[$row->modname][] = $row->instance;
        }
        $names = [];
        foreach ($instances as $modname => $ids) {
            [$in, $params] = $DB->get_in_or_equal($ids);
            $names[$modname] = $DB->get_records_select_menu($modname, "id $in", $params, '', 'id, name');
        }
        return $names;
    }

    /**
     * The order in which the course shows its activities.
     *
     * @param int $courseid
     * @return int[] 1, 2, 3, … by course module
     */
    private static function positions(int $courseid): array {
        global $DB;
        $sequences = $DB->get_records_menu('course_sections', ['course' => $courseid], 'section', 'id, sequence');
        $ids = array_values(array_filter(explode(',', implode(',', $sequences))));
        return array_map(fn(int $index): int => $index + 1, array_flip($ids));
    }

    /**
     * Result.
     *
     * @return external_single_structure
     */
    public static function execute_returns(): external_single_structure {
        return new external_single_structure([
            'activities' => new external_multiple_structure(new external_single_structure([
                'id' => new external_value(PARAM_INT, 'Course module'),
                'modname' => new external_value(PARAM_PLUGIN, 'Kind, for example "quiz"'),
                'instance' => new external_value(PARAM_INT, 'Id within the kind; of "lti": the resource link'),
                'name' => new external_value(PARAM_RAW, 'Name, unfiltered'),
                'idnumber' => new external_value(PARAM_RAW, 'ID number'),
                'section' => new external_value(PARAM_INT, 'Number of the section'),
                'position' => new external_value(PARAM_INT, 'Order in which the course shows them'),
                'visible' => new external_value(PARAM_BOOL, 'Whether students see it'),
                'completion' => new external_value(PARAM_INT, '0 not tracked, 1 by hand, 2 by conditions'),
            ])),
            'next' => paging::next(),
        ]);
    }
}
