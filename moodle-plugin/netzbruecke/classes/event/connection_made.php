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
 * The site was connected to the tool.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\event;

use context_system;
use core\event\base;

/**
 * The site was connected to the tool.
 *
 * @property-read array $other {
 *      Extra information about the event.
 *
 *      - string host: host of the tool.
 * }
 */
class connection_made extends base {
    /**
     * The event.
     *
     * @param string $host of the tool
     * @return self
     */
    public static function of(string $host): self {
        return self::create(['context' => context_system::instance(), 'other' => ['host' => $host]]);
    }

    #[\Override]
    protected function init() {
        $this->data['crud'] = 'c';
        $this->data['edulevel'] = self::LEVEL_OTHER;
    }

    #[\Override]
    public static function get_name() {
        return get_string('event:connectionmade', 'local_netzbruecke');
    }

    #[\Override]
    public function get_description() {
        return "The user with id '{$this->userid}' connected this site to the tool at '{$this->other['host']}'.";
    }

    #[\Override]
    public function get_url() {
        return new \moodle_url('/local/netzbruecke/connect.php');
    }
}
