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
 * Tests of the outbox.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use local_netzbruecke\fixtures\connected_site;
use local_netzbruecke\task\drain_outbox;
use local_netzbruecke\task\requeue_outbox;

defined('MOODLE_INTERNAL') || die();
require_once(__DIR__ . '/fixtures/connected_site.php');

/**
 * What happens in Moodle gets to the tool.
 *
 * @covers \local_netzbruecke\outbox
 * @covers \local_netzbruecke\observer
 * @covers \local_netzbruecke\task\drain_outbox
 * @covers \local_netzbruecke\task\requeue_outbox
 */
final class outbox_test extends \advanced_testcase {
    /** @var connected_site the site and its tool */
    private connected_site $site;

    #[\Override]
    protected function setUp(): void {
        global $CFG;
        parent::setUp();
        require_once($CFG->dirroot . '/cohort/lib.php');
        $this->resetAfterTest();
        $this->preventResetByRollback();
        $this->setAdminUser();
        $this->site = new connected_site();
        $this->site->connect();
        $this->forget();
    }

    /**
     * Empties outbox and queue.
     */
    private function forget(): void {
        global $DB;
        $DB->delete_records(outbox::TABLE);
        $DB->delete_records('task_adhoc', ['component' => 'local_netzbruecke']);
    }

    /**
     * Topics that wait.
     *
     * @return string[] "topic objectid userid"
     */
    private static function waiting(): array {
        global $DB;
        $rows = $DB->get_records(outbox::TABLE, null, 'id');
        return array_values(array_map(fn(\stdClass $row): string => "$row->topic $row->objectid $row->userid", $rows));
    }

    /**
     * Queued tasks.
     *
     * @return int
     */
    private static function tasks(): int {
        global $DB;
        return $DB->count_records('task_adhoc', ['classname' => '\\' . drain_outbox::class]);
    }

    /**
     * Every kind of change is noted, and one task is queued for all.
     */
    public function test_changes_are_noted(): void {
        $generator = $this->getDataGenerator();
        $course = $generator->create_course(['enablecompletion' => 1]);
        $page = $generator->create_module('page', ['course' => $course->id, 'completion' => 1]);
        $user = $generator->create_user();
        $cohort = $generator->create_cohort();
        $group = $generator->create_group(['courseid' => $course->id]);
        $this->forget();
        cohort_add_member($cohort->id, $user->id);
        $generator->enrol_user($user->id, $course->id, 'student');
        groups_add_member($group->id, $user->id);
        $completion = new \completion_info($course);
        $completion->update_state(get_fast_modinfo($course)->get_cm($page->cmid), COMPLETION_COMPLETE, $user->id);
        user_update_user((object) ['id' => $user->id, 'suspended' => 1], false);
        $this->assertSame([
            "cohort $cohort->id $user->id",
            "course $course->id $user->id",
            "course $course->id $user->id",
            "group $course->id $user->id",
            "progress $course->id $user->id",
            "user 0 $user->id",
        ], self::waiting());
        $this->assertSame(1, self::tasks());
    }

    /**
     * Nothing is told that was rolled back.
     */
    public function test_rolled_back_changes_are_not_noted(): void {
        global $DB;
        $cohort = $this->getDataGenerator()->create_cohort();
        $user = $this->getDataGenerator()->create_user();
        $this->forget();
        $transaction = $DB->start_delegated_transaction();
        cohort_add_member($cohort->id, $user->id);
        try {
            $transaction->rollback(new \Exception('no'));
        } catch (\Exception $e) {
            $this->assertSame('no', $e->getMessage());
        }
        $this->assertSame([], self::waiting());
    }

    /**
     * What the tool did itself is not told to it; what Moodle did because of it is.
     */
    public function test_own_changes_are_not_echoed(): void {
        global $DB;
        $generator = $this->getDataGenerator();
        $course = $generator->create_course();
        $cohort = $generator->create_cohort();
        $user = $generator->create_user();
        set_config('enrol_plugins_enabled', 'manual,cohort');
        $role = $DB->get_field('role', 'id', ['shortname' => 'student']);
        enrol_get_plugin('cohort')->add_instance($course, ['customint1' => $cohort->id, 'roleid' => $role]);
        $this->forget();
        $this->setUser(connection::id('serviceuserid'));
        cohort_add_member($cohort->id, $user->id);
        $this->assertContains("course $course->id $user->id", self::waiting());
        $this->assertNotContains("cohort $cohort->id $user->id", self::waiting());
    }

    /**
     * Without a connection nothing is kept.
     */
    public function test_nothing_is_noted_without_a_connection(): void {
        connection::forget();
        $cohort = $this->getDataGenerator()->create_cohort();
        cohort_add_member($cohort->id, get_admin()->id);
        $this->assertSame([], self::waiting());
    }

    /**
     * The task tells everything in batches and deletes what was acknowledged.
     */
    public function test_task_tells_and_deletes(): void {
        foreach (range(1, outbox::BATCH + 1) as $userid) {
            outbox::put('cohort', 3, $userid);
        }
        $this->site->answer(['taken' => 1]);
        $this->site->answer(['taken' => 1]);
        $this->expectOutputRegex('/501 changes told/');
        (new drain_outbox())->execute();
        $this->assertSame([], self::waiting());
        [, , $first, $second] = array_column($this->site->calls, 'request');
        $this->assertSame('/plugin/push', $first->getUri()->getPath());
        $this->assertSame('{"changes":[{"topic":"cohort","id":3,"users":"1-500"}]}', (string) $first->getBody());
        $this->assertSame('{"changes":[{"topic":"cohort","id":3,"users":"501"}]}', (string) $second->getBody());
        $signed = fn($request): string => 'v1=' . signature::of(
            connection::secret(),
            $request->getHeaderLine('X-Netzbruecke-Id'),
            (int) $request->getHeaderLine('X-Netzbruecke-Time'),
            (string) $request->getBody()
        );
        $this->assertSame($signed($first), $first->getHeaderLine('X-Netzbruecke-Signature'));
        $this->assertSame('site-1', $first->getHeaderLine('X-Netzbruecke-Connection'));
        $this->assertNotSame($first->getHeaderLine('X-Netzbruecke-Id'), $second->getHeaderLine('X-Netzbruecke-Id'));
    }

    /**
     * What could not be told stays, the reason is kept, and the scheduled task queues it again.
     */
    public function test_failure_keeps_the_rows(): void {
        outbox::put('cohort', 3, 4);
        $this->site->answer(['error' => 'plugin.clock-off'], 401);
        $this->expectOutputRegex('/five minutes.*queued/s');
        (new drain_outbox())->execute();
        $this->assertSame(['cohort 3 4'], self::waiting());
        $this->assertStringContainsString('five minutes', connection::get('lastpusherror'));
        global $DB;
        $DB->delete_records('task_adhoc');
        (new requeue_outbox())->execute();
        (new requeue_outbox())->execute();
        $this->assertSame(1, self::tasks());
    }

    /**
     * While a task runs, a further change gets a task of its own: the running one may have looked for the last time.
     */
    public function test_change_while_a_task_runs(): void {
        global $DB;
        outbox::put('cohort', 3, 4);
        $DB->set_field('task_adhoc', 'timestarted', time(), ['component' => 'local_netzbruecke']);
        outbox::put('cohort', 3, 5);
        outbox::put('cohort', 3, 6);
        $this->assertSame(2, self::tasks());
    }
}
