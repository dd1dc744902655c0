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
 * What one push says.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

/**
 * A batch of outbox rows as one message: the same thing said twice is said once.
 */
final class outbox_batch {
    /**
     * Puts rows together by topic and object.
     *
     * @param iterable $rows objects with topic, objectid and userid (0: no one person)
     * @return array[] each with topic, id and users (packed; empty when it is about no one person)
     */
    public static function changes(iterable $rows): array {
        $together = [];
        foreach ($rows as $row) {
            $key = $row->topic . ':' . $row->objectid;
            $together[$key] ??= ['topic' => $row->topic, 'id' => (int) $row->objectid, 'users' => []];
            if ((int) $row->userid > 0) {
                $together[$key]['users'][] = (int) $row->userid;
            }
        }
        foreach ($together as &$change) {
            $change['users'] = packed::of($change['users']);
        }
        return array_values($together);
    }
}
