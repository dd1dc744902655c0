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
 * Check: changes are told.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\check;

use core\check\check;
use core\check\result;
use local_netzbruecke\connection;
use local_netzbruecke\outbox;

/**
 * Whether what changed here gets to the tool.
 */
class outbox_moving extends check {
    #[\Override]
    public function get_name(): string {
        return get_string('check:outboxmoving', 'local_netzbruecke');
    }

    #[\Override]
    public function get_action_link(): ?\action_link {
        return action::to_connect();
    }

    #[\Override]
    public function get_result(): result {
        if (!connection::is_made()) {
            return action::not_connected();
        }
        $state = outbox::state();
        $age = $state->oldest ? \core\di::get(\core\clock::class)->time() - $state->oldest : 0;
        $status = $age > outbox::STUCK ? result::ERROR : result::OK;
        $a = ['count' => $state->waiting, 'age' => format_time($age)];
        $summary = $state->waiting === 0
            ? get_string('check:outboxmoving:empty', 'local_netzbruecke')
            : get_string('check:outboxmoving:waiting', 'local_netzbruecke', $a);
        return new result($status, $summary, s(connection::get('lastpusherror')));
    }
}
