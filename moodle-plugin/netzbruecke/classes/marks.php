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
 * Marks: texts that change whenever something changed.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

/**
 * A mark stands for the state of a cohort or a course. Equal marks mean an equal state, so that the tool learns in one
 * call that nothing changed, whatever happened to pushes.
 *
 * Number of rows and highest id tell every change of a table whose rows are only added and deleted: a new row has a
 * higher id, and a deleted one lowers the number. Sums tell changes within rows.
 */
final class marks {
    /**
     * Members of cohorts.
     *
     * @param int[] $cohortids
     * @return string[] by cohort id; unknown cohorts are missing
     */
    public static function cohorts(array $cohortids): array {
        return self::by_key($cohortids, "SELECT c.id AS k, COUNT(m.id) AS a, COALESCE(MAX(m.id), 0) AS b
              FROM {cohort} c
         LEFT JOIN {cohort_members} m ON m.cohortid = c.id
             WHERE c.id :in
          GROUP BY c.id");
    }

    /**
     * Enrolments, roles and groups of courses.
     *
     * @param int[] $courseids
     * @return string[] by course id; unknown courses are missing
     */
    public static function people(array $courseids): array {
        $enrolments = self::by_key($courseids, "SELECT c.id AS k, COUNT(ue.id) AS a, COALESCE(MAX(ue.id), 0) AS b,
                   COALESCE(MAX(ue.timemodified), 0) AS c, COALESCE(SUM(ue.status), 0) AS d,
                   COALESCE(SUM(ue.timestart), 0) AS e, COALESCE(SUM(ue.timeend), 0) AS f,
                   COALESCE(SUM(e.status), 0) AS g, COALESCE(SUM(u.suspended), 0) AS h
              FROM {course} c
         LEFT JOIN {enrol} e ON e.courseid = c.id
         LEFT JOIN {user_enrolments} ue ON ue.enrolid = e.id
         LEFT JOIN {user} u ON u.id = ue.userid
             WHERE c.id :in
          GROUP BY c.id");
        $roles = self::by_key($courseids, "SELECT x.instanceid AS k, COUNT(ra.id) AS a, MAX(ra.id) AS b
              FROM {context} x
              JOIN {role_assignments} ra ON ra.contextid = x.id
             WHERE x.contextlevel = " . CONTEXT_COURSE . " AND x.instanceid :in
          GROUP BY x.instanceid");
        $groups = self::by_key($courseids, "SELECT g.courseid AS k, COUNT(DISTINCT g.id) AS a, MAX(g.id) AS b,
                   COUNT(gm.id) AS c, COALESCE(MAX(gm.id), 0) AS d, MAX(g.timemodified) AS e
              FROM {groups} g
         LEFT JOIN {groups_members} gm ON gm.groupid = g.id
             WHERE g.courseid :in
          GROUP BY g.courseid");
        return self::together($enrolments, $roles, $groups);
    }

    /**
     * Completion and grades of courses.
     *
     * @param int[] $courseids
     * @return string[] by course id; unknown courses are missing
     */
    public static function progress(array $courseids): array {
        $activities = self::by_key($courseids, "SELECT c.id AS k, COUNT(DISTINCT cm.id) AS a,
                   COUNT(cmc.id) AS b, COALESCE(MAX(cmc.timemodified), 0) AS c, COALESCE(SUM(cmc.completionstate), 0) AS d
              FROM {course} c
         LEFT JOIN {course_modules} cm ON cm.course = c.id AND cm.completion > 0 AND cm.deletioninprogress = 0
         LEFT JOIN {course_modules_completion} cmc ON cmc.coursemoduleid = cm.id
             WHERE c.id :in
          GROUP BY c.id");
        $courses = self::by_key($courseids, "SELECT cc.course AS k, COUNT(cc.timecompleted) AS a,
                   COALESCE(SUM(cc.timecompleted), 0) AS b
              FROM {course_completions} cc
             WHERE cc.course :in
          GROUP BY cc.course");
        // A grade of an activity may change and leave that of the course as it is, for example by its weight.
        $grades = self::by_key($courseids, "SELECT gi.courseid AS k, COUNT(gg.finalgrade) AS a,
                   COALESCE(MAX(gg.timemodified), 0) AS b, COALESCE(SUM(gg.finalgrade), 0) AS c
              FROM {grade_items} gi
         LEFT JOIN {grade_grades} gg ON gg.itemid = gi.id
             WHERE gi.itemtype IN ('course', 'mod') AND gi.courseid :in
          GROUP BY gi.courseid");
        $columns = self::by_key($courseids, "SELECT gi.courseid AS k, COUNT(gi.id) AS a, COALESCE(MAX(gi.id), 0) AS b,
                   COALESCE(SUM(gi.grademax), 0) AS c, COALESCE(SUM(gi.grademin), 0) AS d
              FROM {grade_items} gi
             WHERE gi.courseid :in
          GROUP BY gi.courseid");
        return self::together($activities, $courses, $grades, $columns);
    }

    /**
     * One text for each row.
     *
     * @param int[] $ids
     * @param string $sql with ":in" for the ids; column k is the key
     * @return string[] by key
     */
    private static function by_key(array $ids, string $sql): array {
        global $DB;
        $marks = [];
        foreach (array_chunk($ids, 1000) as $chunk) {
            [$in, $params] = $DB->get_in_or_equal($chunk, SQL_PARAMS_NAMED);
            foreach ($DB->get_records_sql(str_replace(':in', $in, $sql), $params) as $row) {
                $values = (array) $row;
                $marks[(int) $row->k] = implode('.', array_slice($values, 1));
            }
        }
        return $marks;
    }

    /**
     * Joins texts of the same key, and makes them short.
     *
     * @param string[] $first by key; other keys do not count
     * @param string[] ...$others by key
     * @return string[] by key
     */
    private static function together(array $first, array ...$others): array {
        foreach ($first as $key => $mark) {
            $all = array_map(fn(array $marks): string => $marks[$key] ?? '', $others);
            $first[$key] = substr(hash('sha256', implode('|', [$mark, ...$all])), 0, 24);
        }
        return $first;
    }
}
