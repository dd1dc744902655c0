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
 * Tests of what the plugin shows in Moodle.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use core\check\result;
use core_privacy\local\request\approved_contextlist;
use core_privacy\local\request\approved_userlist;
use core_privacy\local\request\userlist;
use core_privacy\local\request\writer;
use local_netzbruecke\fixtures\connected_site;
use local_netzbruecke\privacy\provider;

defined('MOODLE_INTERNAL') || die();
require_once(__DIR__ . '/fixtures/connected_site.php');

/**
 * Checks, navigation and privacy.
 *
 * @covers \local_netzbruecke\privacy\provider
 * @covers \local_netzbruecke\course_links
 * @covers \local_netzbruecke\check\token_valid
 */
final class places_test extends \advanced_testcase {
    /** @var connected_site the site and its tool */
    private connected_site $site;

    #[\Override]
    protected function setUp(): void {
        global $CFG;
        parent::setUp();
        require_once($CFG->dirroot . '/local/netzbruecke/lib.php');
        $this->resetAfterTest();
        $this->setAdminUser();
        $this->site = new connected_site();
    }

    /**
     * States of the checks.
     *
     * @return string[] by id
     */
    private static function states(): array {
        $states = [];
        foreach (local_netzbruecke_status_checks() as $check) {
            $states[(new \ReflectionClass($check))->getShortName()] = $check->get_result()->get_status();
        }
        return $states;
    }

    /**
     * Without a connection there is nothing to check.
     */
    public function test_checks_without_connection(): void {
        $this->assertSame([result::NA], array_values(array_unique(self::states())));
    }

    /**
     * With a connection each check looks at something.
     */
    public function test_checks(): void {
        $this->site->connect();
        set_config('lastcronstart', time(), 'tool_task');
        $this->site->hello();
        $this->site->answer(['heldPlans' => 0]);
        $this->assertSame([result::OK], array_values(array_unique(self::states())));

        set_config('lastcronstart', time() - DAYSECS, 'tool_task');
        unassign_capability('moodle/cohort:assign', connection::id('roleid'));
        outbox::put('cohort', 1, 2);
        global $DB;
        $DB->set_field(outbox::TABLE, 'timecreated', time() - DAYSECS);
        $this->site->answer(['error' => 'internal.unexpected'], 500);
        $this->site->answer(['heldPlans' => 2]);
        $this->assertSame([
            'tool_reachable' => result::ERROR, 'token_valid' => result::WARNING, 'cron_fresh' => result::WARNING,
            'outbox_moving' => result::ERROR, 'plan_held' => result::WARNING,
        ], self::states());
        set_config('enablewebservices', 0);
        $this->assertSame(result::ERROR, (new check\token_valid())->get_result()->get_status());
    }

    /**
     * Teachers of a connected site find the page in their course, students do not.
     */
    public function test_course_navigation(): void {
        $course = $this->getDataGenerator()->create_course();
        $context = \context_course::instance($course->id);
        $finds = function (string $role) use ($course, $context): bool {
            $this->setUser($this->getDataGenerator()->create_and_enrol($course, $role));
            $node = new \navigation_node(['text' => 'x', 'type' => \navigation_node::TYPE_COURSE]);
            local_netzbruecke_extend_navigation_course($node, $course, $context);
            return (bool) $node->get('local_netzbruecke');
        };
        $this->assertFalse($finds('editingteacher'));
        $this->setAdminUser();
        $this->site->connect();
        $this->assertTrue($finds('editingteacher'));
        $this->assertFalse($finds('student'));
    }

    /**
     * The tool is asked once in five minutes.
     */
    public function test_course_links(): void {
        $this->site->connect();
        $this->site->answer(['links' => [['title' => '<b>Netz</b>', 'resourceLink' => '7']], 'lastSync' => 5]);
        $first = course_links::of(3);
        $this->assertEquals([(object) ['title' => 'Netz', 'resourcelink' => 7]], $first->links);
        $this->assertSame(['course' => 3], $this->site->said());
        $calls = count($this->site->calls);
        $this->assertEquals($first, course_links::of(3));
        $this->assertCount($calls, $this->site->calls);
    }

    /**
     * What waits in the outbox about a person is exported and deleted, and nothing about others.
     */
    public function test_privacy(): void {
        global $DB;
        $this->site->connect();
        $DB->delete_records(outbox::TABLE);
        [$a, $b] = [$this->getDataGenerator()->create_user(), $this->getDataGenerator()->create_user()];
        foreach ([$a->id, $b->id, 0] as $userid) {
            outbox::put('cohort', 3, $userid);
        }
        $context = \context_system::instance();
        $this->assertSame([$context->id], array_map('intval', provider::get_contexts_for_userid($a->id)->get_contextids()));
        $this->assertSame([], provider::get_contexts_for_userid(get_admin()->id)->get_contextids());
        $list = new approved_contextlist($a, 'local_netzbruecke', [$context->id]);
        provider::export_user_data($list);
        $exported = writer::with_context($context)->get_data([get_string('pluginname', 'local_netzbruecke')]);
        $this->assertSame(['cohort'], array_column($exported->waiting, 'topic'));
        $users = new userlist($context, 'local_netzbruecke');
        provider::get_users_in_context($users);
        $this->assertEqualsCanonicalizing([$a->id, $b->id], $users->get_userids());
        provider::delete_data_for_user($list);
        $this->assertSame(2, $DB->count_records(outbox::TABLE));
        provider::delete_data_for_users(new approved_userlist($context, 'local_netzbruecke', [$b->id]));
        $this->assertSame(['0'], $DB->get_fieldset(outbox::TABLE, 'userid'));
        outbox::put('cohort', 3, $a->id);
        provider::delete_data_for_all_users_in_context($context);
        $this->assertSame(['0'], $DB->get_fieldset(outbox::TABLE, 'userid'));
    }
}
