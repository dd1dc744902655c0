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
 * Check: the token works.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\check;

use core\check\check;
use core\check\result;
use local_netzbruecke\connect\role;
use local_netzbruecke\connect\service_token;
use local_netzbruecke\connect\web_services;
use local_netzbruecke\connection;

/**
 * Whether the tool's token works and the account has its rights.
 */
class token_valid extends check {
    #[\Override]
    public function get_name(): string {
        return get_string('check:tokenvalid', 'local_netzbruecke');
    }

    #[\Override]
    public function get_action_link(): ?\action_link {
        return action::to_connect();
    }

    #[\Override]
    public function get_result(): result {
        global $DB;
        if (!connection::is_made()) {
            return action::not_connected();
        }
        $account = ['id' => connection::id('serviceuserid'), 'deleted' => 0, 'suspended' => 0];
        $says = fn(string $what, $a = null): string => get_string('check:tokenvalid:' . $what, 'local_netzbruecke', $a);
        if (!web_services::are_on()) {
            return new result(result::ERROR, $says('webservicesoff'));
        }
        if (!$DB->record_exists('user', $account) || !service_token::service()->enabled || service_token::token() === null) {
            return new result(result::ERROR, $says('gone'));
        }
        $missing = role::missing(connection::id('roleid'));
        if ($missing !== []) {
            return new result(result::WARNING, $says('rights', count($missing)), implode(', ', $missing));
        }
        return new result(result::OK, $says('ok'));
    }
}
