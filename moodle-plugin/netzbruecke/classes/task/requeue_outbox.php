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
 * Tries again what could not be told.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\task;

use core\task\scheduled_task;
use local_netzbruecke\connection;
use local_netzbruecke\outbox;

/**
 * Queues the outbox again while something waits in it.
 */
class requeue_outbox extends scheduled_task {
    #[\Override]
    public function get_name() {
        return get_string('task:requeue', 'local_netzbruecke');
    }

    #[\Override]
    public function execute() {
        if (connection::is_made() && outbox::state()->waiting > 0) {
            outbox::queue();
            mtrace('  queued');
        }
    }
}
