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
 * Check: cron runs.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\check;

use core\check\check;
use core\check\result;
use local_netzbruecke\connection;

/**
 * Whether cron runs often enough to tell the tool of changes.
 */
class cron_fresh extends check {
    /** Seconds after which it is late. */
    private const LATE = 15 * MINSECS;

    #[\Override]
    public function get_name(): string {
        return get_string('check:cronfresh', 'local_netzbruecke');
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
        $age = \core\di::get(\core\clock::class)->time() - (int) get_config('tool_task', 'lastcronstart');
        if ($age > self::LATE) {
            return new result(result::WARNING, get_string('check:cronfresh:late', 'local_netzbruecke', format_time($age)));
        }
        return new result(result::OK, get_string('check:cronfresh:ok', 'local_netzbruecke', format_time($age)));
    }
}
