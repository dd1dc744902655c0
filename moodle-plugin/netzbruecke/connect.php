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
 * Connect and Disconnect.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

require(__DIR__ . '/../../config.php');
require_once($CFG->libdir . '/adminlib.php');

use local_netzbruecke\connect\connector;
use local_netzbruecke\connect\disconnector;
use local_netzbruecke\connect\invitation_code;
use local_netzbruecke\connection;
use local_netzbruecke\form\confirm_form;
use local_netzbruecke\form\connect_form;
use local_netzbruecke\outbox;
use local_netzbruecke\output\steps;
use local_netzbruecke\tool;
use local_netzbruecke\tool_exception;

admin_externalpage_setup('local_netzbruecke');
$url = new moodle_url('/local/netzbruecke/connect.php');
$action = optional_param('action', '', PARAM_ALPHA);
$heading = get_string('pluginname', 'local_netzbruecke');

// Disconnect: asked for first, then done.
if ($action === 'disconnect' && connection::is_made()) {
    if (optional_param('sure', false, PARAM_BOOL) && confirm_sesskey()) {
        $steps = new steps(disconnector::run());
        echo $OUTPUT->header(), $OUTPUT->heading($heading);
        echo $OUTPUT->notification(get_string('disconnected', 'local_netzbruecke'), 'success', false);
        echo $OUTPUT->render($steps), $OUTPUT->continue_button($url), $OUTPUT->footer();
        exit;
    }
    echo $OUTPUT->header(), $OUTPUT->heading($heading);
    $sure = new moodle_url($url, ['action' => 'disconnect', 'sure' => 1]);
    $question = get_string('disconnectsure', 'local_netzbruecke', connection::get('toolname'));
    echo $OUTPUT->confirm($question, new single_button($sure, get_string('disconnect', 'local_netzbruecke')), $url);
    echo $OUTPUT->footer();
    exit;
}

// Second and third page: who was reached, and what was done.
if (optional_param('confirmed', false, PARAM_BOOL)) {
    $confirm = new confirm_form($url, [
        'address' => required_param('address', PARAM_RAW_TRIMMED),
        'code' => required_param('code', PARAM_RAW_TRIMMED),
    ]);
    if ($confirm->is_cancelled()) {
        redirect($url);
    }
    if ($data = $confirm->get_data()) {
        $steps = new steps((new connector(new tool($data->address), $data->code, !empty($data->turnon)))->run());
        echo $OUTPUT->header(), $OUTPUT->heading($heading);
        $isdone = connection::is_made() && !$steps->have_failed();
        $said = get_string($isdone ? 'connected' : 'notconnected', 'local_netzbruecke');
        echo $OUTPUT->notification($said, $isdone ? 'success' : 'warning', false);
        echo $OUTPUT->render($steps);
        if ($isdone) {
            echo $OUTPUT->continue_button($url);
        } else {
            // The same once more, after what failed was mended.
            $confirm->display();
        }
        echo $OUTPUT->footer();
        exit;
    }
}

$form = new connect_form($url);
if (!connection::is_made()) {
    $form->set_data(['address' => connection::get('toolurl')]);
}
$data = $form->get_data();
$problem = '';
if ($data) {
    try {
        $tool = new tool($data->address);
        $hello = $tool->hello();
        $confirm = new confirm_form($url, [
            'address' => $tool->url,
            'code' => invitation_code::find($data->address, $data->code),
        ]);
        echo $OUTPUT->header(), $OUTPUT->heading(get_string('confirmheading', 'local_netzbruecke'));
        echo $OUTPUT->render_from_template('local_netzbruecke/confirm', ['host' => $tool->host(), 'name' => $hello->name]);
        $confirm->display();
        echo $OUTPUT->footer();
        exit;
    } catch (tool_exception $e) {
        $problem = $e->getMessage();
    }
}

echo $OUTPUT->header(), $OUTPUT->heading($heading);
if ($problem !== '') {
    echo $OUTPUT->notification($problem, 'error', false);
}
if (connection::is_made()) {
    $outbox = outbox::state();
    $lastpush = connection::id('lastpush');
    echo $OUTPUT->render_from_template('local_netzbruecke/connected', [
        'name' => connection::get('toolname'),
        'url' => connection::get('toolurl'),
        'since' => userdate(connection::id('timeconnected')),
        'lastpush' => $lastpush ? userdate($lastpush) : get_string('never'),
        'waiting' => $outbox->waiting,
        'problem' => connection::get('lastpusherror'),
        'disconnect' => (new moodle_url($url, ['action' => 'disconnect']))->out(false),
        'checks' => (new moodle_url('/report/status/index.php'))->out(false),
    ]);
} else {
    echo html_writer::tag('p', get_string('connectabout', 'local_netzbruecke'));
    $form->display();
}
echo $OUTPUT->footer();
