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
 * Event observers.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use core\event\base;

/**
 * Writes what happened into the outbox. Nothing else: nobody in Moodle waits for the tool.
 *
 * All observers are "internal => false": Moodle calls them after the commit, so that nothing is told that was rolled back.
 */
final class observer {
    /**
     * Members or properties of a cohort.
     *
     * @param base $event with the cohort as object
     */
    public static function cohort(base $event): void {
        self::note($event, 'cohort', (int) $event->objectid);
    }

    /**
     * Enrolments and roles in a course.
     *
     * @param base $event
     */
    public static function enrolment(base $event): void {
        if ((int) $event->courseid > SITEID) {
            self::note($event, 'course', (int) $event->courseid);
        }
    }

    /**
     * Members or properties of a group. The topic is the course, because it is read as one.
     *
     * @param base $event
     */
    public static function group(base $event): void {
        self::note($event, 'group', (int) $event->courseid);
    }

    /**
     * Completion and grades.
     *
     * @param base $event
     */
    public static function progress(base $event): void {
        if ((int) $event->courseid > SITEID) {
            self::note($event, 'progress', (int) $event->courseid);
        }
    }

    /**
     * A course or an activity was added, changed or deleted.
     *
     * @param base $event
     */
    public static function course(base $event): void {
        self::note($event, 'activities', (int) $event->courseid);
    }

    /**
     * An account was changed, suspended or deleted.
     *
     * @param base $event
     */
    public static function user(base $event): void {
        self::note($event, 'user', 0, (int) $event->objectid);
    }

    /**
     * Writes a row, unless the tool did it itself.
     *
     * @param base $event
     * @param string $topic
     * @param int $objectid
     * @param int|null $userid whom it is about, if not the event's related user
     */
    private static function note(base $event, string $topic, int $objectid, ?int $userid = null): void {
        if (!connection::is_made() || self::is_own($event)) {
            return;
        }
        outbox::put($topic, $objectid, $userid ?? (int) $event->relateduserid);
    }

    /**
     * Whether the tool did it. What Moodle did because of it, for example an enrolment by cohort sync, is news to it.
     *
     * @param base $event
     * @return bool
     */
    private static function is_own(base $event): bool {
        $account = connection::id('serviceuserid');
        if ($account === 0 || (int) $event->userid !== $account) {
            return false;
        }
        $other = (array) $event->other;
        return ($other['component'] ?? '') === '' && ($other['enrol'] ?? 'manual') === 'manual';
    }
}
