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
 * Disconnect.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\connect;

use local_netzbruecke\connection;
use local_netzbruecke\event\connection_removed;
use local_netzbruecke\tool;
use local_netzbruecke\tool_exception;

/**
 * Takes back what Connect made. People, enrolments, cohorts and groups stay as they are.
 */
final class disconnector {
    /**
     * Disconnects.
     *
     * @return step[] in the order in which they were done
     */
    public static function run(): array {
        global $DB;
        $steps = [];
        if (connection::is_made()) {
            $host = tool::connected()->host();
            $steps[] = self::say_goodbye();
            connection_removed::of($host)->trigger();
        }
        array_push(
            $steps,
            tool_type::take_away(),
            service_token::take_away(),
            service_account::take_away(),
            role::take_away(),
            web_services::turn_off(),
        );
        $DB->delete_records('local_netzbruecke_outbox');
        connection::forget();
        return $steps;
    }

    /**
     * Tells the tool. One that cannot be reached finds out by itself, because its token does not work any more.
     *
     * @return step
     */
    private static function say_goodbye(): step {
        try {
            tool::connected()->say('/plugin/disconnect', ['goneClient' => tool_type::going()]);
            return step::of('goodbye', true);
        } catch (tool_exception $e) {
            return new step('goodbye', step::KEPT, $e->getMessage());
        }
    }
}
