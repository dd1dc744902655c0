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
 * What the checks have in common.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\check;

use action_link;
use core\check\result;
use moodle_url;

/**
 * Where a check leads, and what it says without a connection.
 */
final class action {
    /**
     * Link to the plugin's page.
     *
     * @return action_link
     */
    public static function to_connect(): action_link {
        $url = new moodle_url('/local/netzbruecke/connect.php');
        return new action_link($url, get_string('pluginname', 'local_netzbruecke'));
    }

    /**
     * The result where there is nothing to check.
     *
     * @return result
     */
    public static function not_connected(): result {
        return new result(result::NA, get_string('check:notconnected', 'local_netzbruecke'));
    }
}
