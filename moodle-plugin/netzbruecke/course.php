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
 * Netzbrücke in a course.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

require(__DIR__ . '/../../config.php');

use local_netzbruecke\course_links;
use local_netzbruecke\tool_exception;

$course = get_course(required_param('id', PARAM_INT));
require_login($course);
$context = context_course::instance($course->id);
require_capability('local/netzbruecke:viewcourse', $context);

$heading = get_string('pluginname', 'local_netzbruecke');
$PAGE->set_url('/local/netzbruecke/course.php', ['id' => $course->id]);
$PAGE->set_pagelayout('incourse');
$PAGE->set_title($heading . moodle_page::TITLE_SEPARATOR . format_string($course->shortname, true, ['context' => $context]));
$PAGE->set_heading(format_string($course->fullname, true, ['context' => $context]));

$shown = ['haslinks' => false, 'links' => [], 'lastsync' => '', 'problem' => ''];
try {
    $said = course_links::of($course->id);
    $activities = get_fast_modinfo($course)->get_instances_of('lti');
    foreach ($said->links as $link) {
        $activity = $activities[$link->resourcelink] ?? null;
        $isseen = $activity && $activity->uservisible;
        $shown['links'][] = [
            'title' => $link->title,
            'activity' => $isseen ? $activity->get_formatted_name() : '',
            'url' => $isseen && $activity->url ? $activity->url->out(false) : '',
        ];
    }
    $shown['haslinks'] = $shown['links'] !== [];
    $shown['lastsync'] = $said->lastsync ? userdate($said->lastsync) : get_string('neveryet', 'local_netzbruecke');
} catch (tool_exception $e) {
    $shown['problem'] = $e->getMessage();
}

echo $OUTPUT->header(), $OUTPUT->heading($heading);
echo $OUTPUT->render_from_template('local_netzbruecke/course', $shown);
echo $OUTPUT->footer();
