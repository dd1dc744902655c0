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
 * Progress of many people in a course.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use context_course;

/**
 * Reads completion and course grades of many people with a handful of queries, whatever their number.
 */
final class progress {
    /**
     * Seconds by which course completions are read again: Moodle's cron writes them later, with the time of the last
     * criterion and without the time of writing.
     */
    private const LATE = DAYSECS;

    /**
     * In one course.
     *
     * @param int $courseid
     * @param context_course $context
     */
    public function __construct(
        /** @var int the course */
        private readonly int $courseid,
        /** @var context_course its context */
        private readonly context_course $context,
    ) {
    }

    /**
     * People whose completion Moodle tracks here, and whose progress changed. Who is asked for by id only has to be
     * enrolled.
     *
     * @param int $since seconds since 1970; 0: everybody
     * @param int[] $userids only these; empty: all
     * @param int $after user id
     * @param int $limit rows at most
     * @return \stdClass[] with id
     */
    public function users(int $since, array $userids, int $after, int $limit): array {
        global $DB;
        $tracked = $userids === [] ? 'moodle/course:isincompletionreports' : '';
        [$enrolled, $params] = get_enrolled_sql($this->context, $tracked);
        $where = 'u.id > :after AND u.deleted = 0';
        $params['after'] = $after;
        if ($userids !== []) {
            [$in, $inparams] = $DB->get_in_or_equal($userids, SQL_PARAMS_NAMED, 'only');
            $where .= " AND u.id $in";
            $params += $inparams;
        }
        if ($since > 0) {
            $where .= ' AND (' . $this->changed() . ')';
            $params += [
                'course1' => $this->courseid, 'since1' => $since,
                'course2' => $this->courseid, 'since2' => $since - self::LATE,
                'course3' => $this->courseid, 'since3' => $since,
                'course4' => $this->courseid, 'since4' => $since,
            ];
        }
        $sql = "SELECT u.id FROM {user} u JOIN ($enrolled) e ON e.id = u.id WHERE $where ORDER BY u.id";
        return $DB->get_records_sql($sql, $params, 0, $limit);
    }

    /**
     * Condition: something about this person changed since a time.
     *
     * @return string SQL with course1 to course4 and since1 to since4
     */
    private function changed(): string {
        return "EXISTS (SELECT 1 FROM {course_modules_completion} x JOIN {course_modules} y ON y.id = x.coursemoduleid
                         WHERE x.userid = u.id AND y.course = :course1 AND x.timemodified >= :since1)
             OR EXISTS (SELECT 1 FROM {course_completions} x
                         WHERE x.userid = u.id AND x.course = :course2 AND x.timecompleted >= :since2)
             OR EXISTS (SELECT 1 FROM {grade_grades} x JOIN {grade_items} y ON y.id = x.itemid
                         WHERE x.userid = u.id AND y.courseid = :course3 AND x.timemodified >= :since3)
             OR EXISTS (SELECT 1 FROM {user_enrolments} x JOIN {enrol} y ON y.id = x.enrolid
                         WHERE x.userid = u.id AND y.courseid = :course4 AND x.timemodified >= :since4)";
    }

    /**
     * Activities whose completion is tracked.
     *
     * @return int[] ids of course modules, ascending
     */
    public function activities(): array {
        global $DB;
        $select = 'course = ? AND completion > 0 AND deletioninprogress = 0';
        return $DB->get_fieldset_select('course_modules', 'id', "$select ORDER BY id", [$this->courseid]);
    }

    /**
     * States of activities.
     *
     * @param int[] $userids at most 5,000
     * @return string[] by user: "cmid:state:time" with commas; state 1 complete, 2 passed, 3 failed, 0 taken back
     */
    public function states(array $userids): array {
        global $DB;
        [$in, $params] = $DB->get_in_or_equal($userids);
        $sql = "SELECT x.id, x.userid, x.coursemoduleid, x.completionstate, x.timemodified
                  FROM {course_modules_completion} x
                  JOIN {course_modules} y ON y.id = x.coursemoduleid
                 WHERE y.course = ? AND y.completion > 0 AND y.deletioninprogress = 0 AND x.userid $in
              ORDER BY x.coursemoduleid";
        $states = [];
        foreach ($DB->get_recordset_sql($sql, [$this->courseid, ...$params]) as $row) {
            $states[$row->userid][] = "$row->coursemoduleid:$row->completionstate:$row->timemodified";
        }
        return array_map(fn(array $parts): string => implode(',', $parts), $states);
    }

    /**
     * When the course was completed.
     *
     * @param int[] $userids
     * @return int[] seconds since 1970 by user; who has not completed it is missing
     */
    public function completions(array $userids): array {
        global $DB;
        [$in, $params] = $DB->get_in_or_equal($userids);
        $select = "course = ? AND timecompleted > 0 AND userid $in";
        $params = [$this->courseid, ...$params];
        return $DB->get_records_select_menu('course_completions', $select, $params, '', 'userid, timecompleted');
    }

    /**
     * Columns of activities in the gradebook; of several columns of one activity, the first.
     *
     * @return array[] cmid, grademin and grademax, by grade item
     */
    public function columns(): array {
        global $DB;
        $sql = "SELECT gi.id, cm.id AS cmid, gi.grademin, gi.grademax
                  FROM {grade_items} gi
                  JOIN {modules} m ON m.name = gi.itemmodule
                  JOIN {course_modules} cm ON cm.module = m.id AND cm.instance = gi.iteminstance
                 WHERE gi.courseid = :course AND gi.itemtype = 'mod' AND gi.itemnumber = 0 AND gi.gradetype = :value
                       AND cm.deletioninprogress = 0
              ORDER BY cm.id";
        $rows = $DB->get_records_sql($sql, ['course' => $this->courseid, 'value' => 1]);
        return array_map(fn(\stdClass $row): array => array_diff_key((array) $row, ['id' => 0]), $rows);
    }

    /**
     * Grades of activities.
     *
     * @param int[] $userids
     * @param array[] $columns as columns() gives them
     * @return string[] by user: "cmid:grade:time" with commas
     */
    public function activity_grades(array $userids, array $columns): array {
        global $DB;
        if ($columns === []) {
            return [];
        }
        [$in, $params] = $DB->get_in_or_equal($userids);
        [$items, $itemparams] = $DB->get_in_or_equal(array_keys($columns));
        $select = "userid $in AND itemid $items AND finalgrade IS NOT NULL";
        $fields = 'id, userid, itemid, finalgrade, timemodified';
        $grades = [];
        foreach ($DB->get_recordset_select('grade_grades', $select, [...$params, ...$itemparams], 'itemid', $fields) as $row) {
            $cmid = $columns[$row->itemid]['cmid'];
            $grades[$row->userid][] = $cmid . ':' . (float) $row->finalgrade . ':' . (int) $row->timemodified;
        }
        return array_map(fn(array $parts): string => implode(',', $parts), $grades);
    }

    /**
     * Course grades.
     *
     * @param int[] $userids
     * @return float[] final grade by user; who has none is missing
     */
    public function grades(array $userids): array {
        global $DB;
        [$in, $params] = $DB->get_in_or_equal($userids);
        $sql = "SELECT gg.userid, gg.finalgrade
                  FROM {grade_grades} gg
                  JOIN {grade_items} gi ON gi.id = gg.itemid
                 WHERE gi.courseid = ? AND gi.itemtype = 'course' AND gg.finalgrade IS NOT NULL AND gg.userid $in";
        return $DB->get_records_sql_menu($sql, [$this->courseid, ...$params]);
    }

    /**
     * The best course grade that can be had.
     *
     * @return float 0 when the course has none
     */
    public function best_grade(): float {
        global $DB;
        return (float) $DB->get_field('grade_items', 'grademax', ['courseid' => $this->courseid, 'itemtype' => 'course']);
    }
}
