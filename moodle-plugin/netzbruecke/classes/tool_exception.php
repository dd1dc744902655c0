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
 * Something went wrong between this site and the tool.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use moodle_exception;

/**
 * The tool could not be asked, or said no. The message is for the administrator: what happened, and what to do.
 */
final class tool_exception extends moodle_exception {
    /**
     * One of the language strings that begin with "tool:".
     *
     * @param string $reason the rest of the string's name
     * @param mixed $a what the string names
     */
    public function __construct(string $reason, $a = null) {
        parent::__construct('tool:' . $reason, 'local_netzbruecke', '', $a);
    }
}
