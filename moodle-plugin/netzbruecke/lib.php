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
 * Callbacks of Moodle.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

use local_netzbruecke\check;
use local_netzbruecke\connection;

/**
 * Adds "Netzbrücke" to the navigation of a course, for those who may see it.
 *
 * @param navigation_node $navigation of the course
 * @param stdClass $course
 * @param context $context of the course
 */
function local_netzbruecke_extend_navigation_course(navigation_node $navigation, stdClass $course, context $context): void {
    if (!connection::is_made() || !has_capability('local/netzbruecke:viewcourse', $context)) {
        return;
    }
    $navigation->add(
        get_string('pluginname', 'local_netzbruecke'),
        new moodle_url('/local/netzbruecke/course.php', ['id' => $course->id]),
        navigation_node::TYPE_SETTING,
        null,
        'local_netzbruecke',
        new pix_icon('i/cohort', ''),
    );
}

/**
 * Checks for the status report of the site.
 *
 * @return \core\check\check[]
 */
function local_netzbruecke_status_checks(): array {
    return [
        new check\tool_reachable(),
        new check\token_valid(),
        new check\cron_fresh(),
        new check\outbox_moving(),
        new check\plan_held(),
    ];
}
