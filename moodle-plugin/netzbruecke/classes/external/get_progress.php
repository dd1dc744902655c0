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
 * Web service: progress in a course.
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
use local_netzbruecke\progress;

/**
 * Completion and course grades of everybody in a course, or of those whose changed since the last call.
 */
final class get_progress extends external_api {
    /**
     * Parameters.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([
            'courseid' => new external_value(PARAM_INT, 'Course'),
            'since' => new external_value(PARAM_INT, '"cursor" of an earlier first page; 0: everybody', VALUE_DEFAULT, 0),
            'userids' => new external_value(PARAM_RAW, 'Packed ids, only these; empty: all', VALUE_DEFAULT, ''),
            'after' => paging::after(),
            'limit' => paging::limit(),
        ]);
    }

    /**
     * Reads a page.
     *
     * @param int $courseid
     * @param int $since
     * @param string $userids packed
     * @param int $after
     * @param int $limit
     * @return array
     */
    public static function execute(
        int $courseid,
        int $since = 0,
        string $userids = '',
        int $after = 0,
        int $limit = 1000
    ): array {
        $given = compact('courseid', 'since', 'userids', 'after', 'limit');
        ['courseid' => $courseid, 'since' => $since, 'userids' => $userids, 'after' => $after, 'limit' => $limit] =
            self::validate_parameters(self::execute_parameters(), $given);
        paging::check($limit);
        $context = context_course::instance($courseid);
        self::validate_context($context);
        require_capability('local/netzbruecke:readprogress', $context);
        $cursor = \core\di::get(\core\clock::class)->time();
        $progress = new progress($courseid, $context);
        $rows = $progress->users($since, packed::ids($userids), $after, $limit + 1);
        $next = paging::cut($rows, $limit);
        $ids = array_column($rows, 'id');
        $columns = $progress->columns();
        [$states, $activitygrades, $completions, $grades] = $ids === [] ? [[], [], [], []] : [
            $progress->states($ids),
            $progress->activity_grades($ids, $columns),
            $progress->completions($ids),
            $progress->grades($ids),
        ];
        $people = [];
        foreach ($ids as $id) {
            $people[] = [
                'userid' => $id,
                'activities' => $states[$id] ?? '',
                'activitygrades' => $activitygrades[$id] ?? '',
                'timecompleted' => $completions[$id] ?? 0,
                'grade' => $grades[$id] ?? null,
            ];
        }
        return [
            'people' => $people,
            'activities' => packed::of($progress->activities()),
            'columns' => array_values($columns),
            'grademax' => $progress->best_grade(),
            'cursor' => $cursor,
            'next' => $next,
        ];
    }

    /**
     * Result.
     *
     * @return external_single_structure
     */
    public static function execute_returns(): external_single_structure {
        return new external_single_structure([
            'people' => new external_multiple_structure(new external_single_structure([
                'userid' => new external_value(PARAM_INT, 'User'),
                'activities' => new external_value(
                    PARAM_RAW,
                    '"cmid:state:time" with commas; state 0 to 3 as Moodle has it; missing: never touched'
                ),
                'activitygrades' => new external_value(PARAM_RAW, '"cmid:grade:time" with commas; missing: no grade'),
                'timecompleted' => new external_value(PARAM_INT, 'When the course was completed; 0: not'),
                'grade' => new external_value(PARAM_FLOAT, 'Course grade; null: none', VALUE_REQUIRED, null, NULL_ALLOWED),
            ]), 'Who is enrolled and tracked; of those asked for by id, who is enrolled'),
            'activities' => new external_value(PARAM_RAW, 'Packed ids of the activities that are tracked'),
            'columns' => new external_multiple_structure(new external_single_structure([
                'cmid' => new external_value(PARAM_INT, 'Course module'),
                'grademin' => new external_value(PARAM_FLOAT, 'Worst grade'),
                'grademax' => new external_value(PARAM_FLOAT, 'Best grade'),
            ]), 'Activities with a column for numbers in the gradebook'),
            'grademax' => new external_value(PARAM_FLOAT, 'Best course grade; 0: no course grade'),
            'cursor' => new external_value(PARAM_INT, 'Send that of the first page as "since" the next time'),
            'next' => paging::next(),
        ]);
    }
}
