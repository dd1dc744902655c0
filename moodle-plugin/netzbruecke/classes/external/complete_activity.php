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
 * Web service: mark an activity as complete.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\external;

use completion_info;
use context_module;
use core_external\external_api;
use core_external\external_function_parameters;
use core_external\external_multiple_structure;
use core_external\external_single_structure;
use core_external\external_value;
use invalid_parameter_exception;
use local_netzbruecke\event\activity_marked;
use local_netzbruecke\packed;

/**
 * Marks an activity as complete for people of its course, or takes that back. Each mark is an event in the log.
 */
final class complete_activity extends external_api {
    /** People in one call. */
    private const MOST = 1000;

    /**
     * Parameters.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([
            'cmid' => new external_value(PARAM_INT, 'Course module'),
            'userids' => new external_value(PARAM_RAW, 'Packed ids'),
            'complete' => new external_value(PARAM_BOOL, 'Whether it is complete', VALUE_DEFAULT, true),
        ]);
    }

    /**
     * Marks it.
     *
     * @param int $cmid
     * @param string $userids packed
     * @param bool $complete
     * @return array
     */
    public static function execute(int $cmid, string $userids, bool $complete = true): array {
        global $CFG;
        require_once($CFG->libdir . '/completionlib.php');
        ['cmid' => $cmid, 'userids' => $userids, 'complete' => $complete] =
            self::validate_parameters(self::execute_parameters(), compact('cmid', 'userids', 'complete'));
        $people = packed::ids($userids);
        if (count($people) > self::MOST) {
            throw new invalid_parameter_exception('userids: at most ' . self::MOST . '.');
        }
        $context = context_module::instance($cmid);
        self::validate_context($context);
        require_capability('moodle/course:overridecompletion', $context);
        [$course, $cm] = get_course_and_cm_from_cmid($cmid);
        $completion = new completion_info($course);
        $istracked = $completion->is_enabled($cm) !== COMPLETION_DISABLED;
        $done = [];
        $wasso = [];
        $refused = [];
        foreach ($people as $userid) {
            if (!$istracked || !$completion->is_tracked_user($userid)) {
                $refused[] = ['userid' => $userid, 'code' => $istracked ? 'notenrolled' : 'nottracked'];
                continue;
            }
            $state = (int) $completion->get_data($cm, false, $userid)->completionstate;
            $iscomplete = in_array($state, [COMPLETION_COMPLETE, COMPLETION_COMPLETE_PASS], true);
            if ($iscomplete === $complete) {
                $wasso[] = $userid;
                continue;
            }
            $completion->update_state($cm, $complete ? COMPLETION_COMPLETE : COMPLETION_INCOMPLETE, $userid, true);
            $now = (int) $completion->get_data($cm, false, $userid)->completionstate;
            if ($now === $state) {
                $refused[] = ['userid' => $userid, 'code' => 'unchanged'];
                continue;
            }
            activity_marked::of($context, $userid, (int) $complete)->trigger();
            $done[] = $userid;
        }
        return ['done' => packed::of($done), 'wasso' => packed::of($wasso), 'refused' => $refused];
    }

    /**
     * Result.
     *
     * @return external_single_structure
     */
    public static function execute_returns(): external_single_structure {
        return new external_single_structure([
            'done' => new external_value(PARAM_RAW, 'Packed ids of those for whom it was changed'),
            'wasso' => new external_value(PARAM_RAW, 'Packed ids of those for whom it was so already'),
            'refused' => new external_multiple_structure(new external_single_structure([
                'userid' => new external_value(PARAM_INT, 'User'),
                'code' => new external_value(PARAM_ALPHA, 'notenrolled, nottracked, or unchanged: Moodle kept its state'),
            ])),
        ]);
    }
}
