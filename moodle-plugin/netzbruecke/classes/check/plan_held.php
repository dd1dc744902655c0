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
 * Check: no plan waits for somebody.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\check;

use core\check\check;
use core\check\result;
use local_netzbruecke\connection;
use local_netzbruecke\tool;
use local_netzbruecke\tool_exception;

/**
 * Whether the tool holds back changes that somebody has to look at.
 */
class plan_held extends check {
    #[\Override]
    public function get_name(): string {
        return get_string('check:planheld', 'local_netzbruecke');
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
        try {
            $held = (int) (tool::connected()->say('/plugin/state', [], 5)->heldPlans ?? 0);
        } catch (tool_exception $e) {
            return new result(result::UNKNOWN, $e->getMessage());
        }
        return $held > 0
            ? new result(result::WARNING, get_string('check:planheld:held', 'local_netzbruecke'))
            : new result(result::OK, get_string('check:planheld:none', 'local_netzbruecke'));
    }
}
