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
 * What the tool says of a course.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use cache;

/**
 * Spaces that a course is linked with, and when the tool last compared it. The tool is asked at most every five minutes.
 */
final class course_links {
    /**
     * Asks, or remembers.
     *
     * @param int $courseid
     * @return \stdClass links (list of title, resourceLink) and lastsync (seconds since 1970; 0: never)
     * @throws tool_exception
     */
    public static function of(int $courseid): \stdClass {
        $cache = cache::make('local_netzbruecke', 'courses');
        $known = $cache->get($courseid);
        if ($known !== false) {
            return $known;
        }
        $said = tool::connected()->say('/plugin/course', ['course' => $courseid], 5);
        $links = [];
        foreach ((array) ($said->links ?? []) as $link) {
            $title = clean_param($link->title ?? '', PARAM_TEXT);
            $links[] = (object) ['title' => $title, 'resourcelink' => (int) ($link->resourceLink ?? 0)];
        }
        $read = (object) ['links' => $links, 'lastsync' => (int) ($said->lastSync ?? 0)];
        $cache->set($courseid, $read);
        return $read;
    }
}
