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
 * What is still to be told to the tool.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use local_netzbruecke\task\drain_outbox;

/**
 * The outbox: observers write into it, a task tells the tool, and what the tool has acknowledged is deleted.
 */
final class outbox {
    /** Table. */
    public const TABLE = 'local_netzbruecke_outbox';
    /** Rows in one message. */
    public const BATCH = 500;
    /** Seconds after which a waiting row means that something is stuck. */
    public const STUCK = 3600;

    /**
     * Writes a row, and makes sure that a task will tell it.
     *
     * @param string $topic cohort, course, group, progress or user
     * @param int $objectid of the cohort, course, ...; 0 for a user
     * @param int $userid whom it is about; 0: no one person
     */
    public static function put(string $topic, int $objectid, int $userid): void {
        global $DB;
        $now = \core\di::get(\core\clock::class)->time();
        $row = ['topic' => $topic, 'objectid' => $objectid, 'userid' => $userid, 'timecreated' => $now];
        $DB->insert_record(self::TABLE, (object) $row);
        self::queue();
    }

    /**
     * Queues the task that tells the tool, unless one waits already. One that runs does not count: it may have looked
     * for the last time.
     */
    public static function queue(): void {
        global $DB;
        $waiting = 'classname = ? AND timestarted IS NULL AND COALESCE(faildelay, 0) = 0';
        if (!$DB->record_exists_select('task_adhoc', $waiting, ['\\' . drain_outbox::class])) {
            \core\task\manager::queue_adhoc_task(new drain_outbox());
        }
    }

    /**
     * Tells the tool everything that waits, oldest first. A batch that was not acknowledged stays.
     *
     * @param int $seconds how long it may go on
     * @return int how many rows were acknowledged
     * @throws tool_exception when the tool could not be told
     */
    public static function drain(int $seconds = 50): int {
        global $DB;
        $until = time() + $seconds;
        $told = 0;
        do {
            $rows = $DB->get_records(self::TABLE, null, 'id', '*', 0, self::BATCH);
            if ($rows === []) {
                break;
            }
            try {
                tool::connected()->say('/plugin/push', ['changes' => outbox_batch::changes($rows)]);
            } catch (tool_exception $e) {
                connection::set('lastpusherror', $e->getMessage());
                connection::set('lasterrortime', time());
                throw $e;
            }
            $DB->delete_records_list(self::TABLE, 'id', array_keys($rows));
            $told += count($rows);
            connection::set('lastpush', time());
            connection::set('lastpusherror', null);
        } while (count($rows) === self::BATCH && time() < $until);
        return $told;
    }

    /**
     * How many rows wait, and since when.
     *
     * @return \stdClass waiting, oldest (seconds since 1970; 0 when none waits)
     */
    public static function state(): \stdClass {
        global $DB;
        $row = $DB->get_record_sql('SELECT COUNT(1) AS waiting, MIN(timecreated) AS oldest FROM {' . self::TABLE . '}');
        return (object) ['waiting' => (int) $row->waiting, 'oldest' => (int) $row->oldest];
    }
}
