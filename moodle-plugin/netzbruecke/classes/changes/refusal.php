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
 * A change that cannot be made.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\changes;

/**
 * Why a change was refused, for the tool (code) and for people (message, in Moodle's words).
 */
final class refusal extends \Exception {
    /**
     * A refusal.
     *
     * @param string $reason one of unknowncohort, unknowncourse, unknowngroup, unknownuser, norights, norole,
     *        nomanualenrolment, notenrolled, maintainedelsewhere, failed
     * @param string $message what Moodle said
     */
    public function __construct(
        /** @var string code */
        public readonly string $reason,
        string $message = '',
    ) {
        parent::__construct($message === '' ? $reason : $message);
    }
}
