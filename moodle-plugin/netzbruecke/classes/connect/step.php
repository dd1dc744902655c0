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
 * One step of Connect or Disconnect.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\connect;

/**
 * What became of one step, for the administrator to read.
 */
final class step {
    /** It was done now. */
    public const DONE = 'done';
    /** It was so already, nothing changed. */
    public const WASSO = 'wasso';
    /** Nothing was to be done but to look, and it is in order. */
    public const PASSED = 'passed';
    /** It could not be done; the detail says why. */
    public const FAILED = 'failed';
    /** Left as it is, on purpose; the detail says why. */
    public const KEPT = 'kept';

    /**
     * A step that was tried.
     *
     * @param string $name the language string "step:<name>" says what it is
     * @param string $state one of the constants
     * @param string $detail already in the reader's language; may be empty
     */
    public function __construct(
        /** @var string what it is */
        public readonly string $name,
        /** @var string one of the constants */
        public readonly string $state,
        /** @var string more about it */
        public readonly string $detail = '',
    ) {
    }

    /**
     * Done, or so already.
     *
     * @param string $name of the step
     * @param bool $changed whether anything was changed
     * @param string $detail more about it
     * @return self
     */
    public static function of(string $name, bool $changed, string $detail = ''): self {
        return new self($name, $changed ? self::DONE : self::WASSO, $detail);
    }

    /**
     * What it is, for people.
     *
     * @return string
     */
    public function title(): string {
        return get_string('step:' . $this->name, 'local_netzbruecke');
    }

    /**
     * What became of it, for people.
     *
     * @return string
     */
    public function outcome(): string {
        return get_string('stepstate:' . $this->state, 'local_netzbruecke');
    }
}
