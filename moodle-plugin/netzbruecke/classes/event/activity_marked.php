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
 * The tool marked an activity for somebody.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\event;

use context_module;
use core\event\base;

/**
 * The tool marked an activity as complete, or took that back, for somebody.
 *
 * @property-read array $other {
 *      Extra information about the event.
 *
 *      - int state: 1 complete, 0 not complete.
 * }
 */
class activity_marked extends base {
    /**
     * The event.
     *
     * @param context_module $context of the activity
     * @param int $userid whose completion it is
     * @param int $state 1 complete, 0 not complete
     * @return self
     */
    public static function of(context_module $context, int $userid, int $state): self {
        return self::create([
            'context' => $context,
            'relateduserid' => $userid,
            'other' => ['state' => $state],
        ]);
    }

    #[\Override]
    protected function init() {
        $this->data['crud'] = 'u';
        $this->data['edulevel'] = self::LEVEL_PARTICIPATING;
    }

    #[\Override]
    public static function get_name() {
        return get_string('event:activitymarked', 'local_netzbruecke');
    }

    #[\Override]
    public function get_description() {
        $state = $this->other['state'] ? 'complete' : 'not complete';
        return "The tool, as the user with id '{$this->userid}', marked the activity with course module id "
            . "'{$this->contextinstanceid}' as $state for the user with id '{$this->relateduserid}'.";
    }

    #[\Override]
    public function get_url() {
        return new \moodle_url('/report/progress/index.php', ['course' => $this->courseid]);
    }

    #[\Override]
    protected function validate_data() {
        parent::validate_data();
        if (!isset($this->relateduserid) || !isset($this->other['state'])) {
            throw new \coding_exception('Somebody and a state must be named.');
        }
    }
}
