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
 * The tool changed memberships.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\event;

use context_system;
use core\event\base;

/**
 * The tool changed cohort members, enrolments or groups, many at once. Moodle's own events tell each change.
 *
 * @property-read array $other {
 *      Extra information about the event.
 *
 *      - int done: how many were changed.
 *      - int wasso: how many were so already.
 *      - int refused: how many were refused.
 * }
 */
class changes_applied extends base {
    /**
     * The event.
     *
     * @param int $done how many were changed
     * @param int $wasso how many were so already
     * @param int $refused how many were refused
     * @return self
     */
    public static function of(int $done, int $wasso, int $refused): self {
        return self::create([
            'context' => context_system::instance(),
            'other' => ['done' => $done, 'wasso' => $wasso, 'refused' => $refused],
        ]);
    }

    #[\Override]
    protected function init() {
        $this->data['crud'] = 'u';
        $this->data['edulevel'] = self::LEVEL_OTHER;
    }

    #[\Override]
    public static function get_name() {
        return get_string('event:changesapplied', 'local_netzbruecke');
    }

    #[\Override]
    public function get_description() {
        ['done' => $done, 'wasso' => $wasso, 'refused' => $refused] = $this->other;
        return "The tool, as the user with id '{$this->userid}', changed $done memberships; "
            . "$wasso were so already, $refused were refused.";
    }
}
