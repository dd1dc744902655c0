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
 * Members of a group.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\changes;

use context_course;

/**
 * Adds people to a group of a course, or removes them.
 */
final class group_change extends change {
    /** @var int the group */
    private int $groupid;
    /** @var int|false its course */
    private int|false $courseid;

    #[\Override]
    protected function fields(): array {
        return ['group'];
    }

    #[\Override]
    protected function read(): void {
        $this->groupid = $this->number('group');
    }

    #[\Override]
    public function prepare(): void {
        global $CFG, $DB;
        require_once($CFG->dirroot . '/group/lib.php');
        $courseid = $DB->get_field('groups', 'courseid', ['id' => $this->groupid]);
        if (!$courseid) {
            throw new refusal('unknowngroup');
        }
        $this->courseid = (int) $courseid;
        $context = context_course::instance($courseid, IGNORE_MISSING);
        self::check($context, 'unknowncourse', 'moodle/course:managegroups');
    }

    #[\Override]
    public function apply(int $userid): bool {
        $isadding = $this->do === 'group-add';
        if (groups_is_member($this->groupid, $userid) === $isadding) {
            return false;
        }
        if ($isadding) {
            if (!is_enrolled(context_course::instance($this->courseid), $userid)) {
                throw new refusal('notenrolled');
            }
            groups_add_member($this->groupid, $userid);
            return true;
        }
        if (!groups_remove_member_allowed($this->groupid, $userid)) {
            throw new refusal('maintainedelsewhere');
        }
        groups_remove_member($this->groupid, $userid);
        return true;
    }
}
