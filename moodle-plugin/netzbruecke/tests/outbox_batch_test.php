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
 * Tests of what one push says.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

/**
 * Batches.
 *
 * @covers \local_netzbruecke\outbox_batch
 */
final class outbox_batch_test extends \basic_testcase {
    /**
     * The same thing said twice is said once.
     */
    public function test_rows_come_together(): void {
        $rows = [];
        foreach ([['cohort', 5, 8], ['cohort', 5, 9], ['cohort', 5, 8], ['course', 5, 8], ['cohort', 6, 0]] as $row) {
            $rows[] = (object) array_combine(['topic', 'objectid', 'userid'], $row);
        }
        $this->assertSame([
            ['topic' => 'cohort', 'id' => 5, 'users' => '8-9'],
            ['topic' => 'course', 'id' => 5, 'users' => '8'],
            ['topic' => 'cohort', 'id' => 6, 'users' => ''],
        ], outbox_batch::changes($rows));
    }

    /**
     * Nothing waits.
     */
    public function test_nothing(): void {
        $this->assertSame([], outbox_batch::changes([]));
    }
}
