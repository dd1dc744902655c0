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
 * Tests of Connect and Disconnect.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use local_netzbruecke\connect\connector;
use local_netzbruecke\connect\disconnector;
use local_netzbruecke\connect\invitation_code;
use local_netzbruecke\connect\role;
use local_netzbruecke\connect\service_token;
use local_netzbruecke\connect\step;
use local_netzbruecke\connect\tool_type;
use local_netzbruecke\fixtures\connected_site;

defined('MOODLE_INTERNAL') || die();
require_once(__DIR__ . '/fixtures/connected_site.php');

/**
 * Connect makes everything once, Disconnect takes it back.
 *
 * @covers \local_netzbruecke\connect\connector
 * @covers \local_netzbruecke\connect\disconnector
 */
final class connect_test extends \advanced_testcase {
    /** Tables in which Connect may write. */
    private const TABLES = [
        'role', 'role_capabilities', 'role_allow_assign', 'role_context_levels', 'role_assignments', 'external_services',
        'external_services_users', 'external_tokens', 'lti_types', 'lti_types_config', 'user', 'enrol', 'user_enrolments',
    ];

    /**
     * States of steps.
     *
     * @param step[] $steps
     * @return string[] by name
     */
    private static function states(array $steps): array {
        return array_column(array_map(fn(step $step): array => [$step->name, $step->state], $steps), 1, 0);
    }

    /**
     * Rows of the tables, without times.
     *
     * @return string[]
     */
    private static function rows(): array {
        global $DB;
        $rows = [];
        foreach (self::TABLES as $table) {
            foreach ($DB->get_records($table, null, 'id') as $row) {
                unset($row->timemodified, $row->lastaccess);
                $rows[] = $table . ' ' . json_encode($row);
            }
        }
        return $rows;
    }

    /**
     * One press makes everything.
     */
    public function test_connect_makes_everything(): void {
        global $CFG, $DB;
        $this->resetAfterTest();
        $this->setAdminUser();
        $CFG->enablewebservices = 0;
        set_config('webserviceprotocols', '');
        $site = new connected_site();
        $states = self::states($site->connect());
        $this->assertSame([
            'reach' => 'passed', 'webservices' => 'done', 'role' => 'done', 'account' => 'done', 'service' => 'done',
            'token' => 'done', 'tool' => 'done', 'handover' => 'done', 'saidsite' => 'passed',
        ], $states);
        $this->assertTrue(connection::is_made());
        $this->assertSame('1', get_config('moodle', 'enablewebservices'));
        $said = $site->said();
        $type = tool_type::current();
        $this->assertSame($CFG->wwwroot, $said['wwwroot']);
        $this->assertSame([$type->clientid, (string) $type->id], [$said['clientId'], $said['deploymentId']]);
        $this->assertSame(service_token::token(), $said['token']);
        $this->assertSame(connection::secret(), $said['pushSecret']);
        $this->assertStringNotContainsString($said['pushSecret'], (string) get_config('local_netzbruecke', 'pushsecret'));
        $this->assertEquals(LTI_TOOL_STATE_CONFIGURED, $type->state);
        $this->assertEquals(LTI_COURSEVISIBLE_ACTIVITYCHOOSER, $type->coursevisible);
        $config = lti_get_type_config($type->id);
        $this->assertEquals([1, 0], [$config['sendname'], $config['sendemailaddr']]);
        $account = \core_user::get_user($said['serviceAccount']);
        $this->assertSame('webservice', $account->auth);
        $context = \context_system::instance();
        foreach (['moodle/user:create', 'moodle/user:update', 'moodle/user:delete', 'moodle/site:config'] as $never) {
            $this->assertFalse(has_capability($never, $context, $account), $never);
        }
        $this->assertSame([], role::missing(connection::id('roleid')));
    }

    /**
     * Pressing twice changes nothing.
     */
    public function test_pressing_twice_changes_nothing(): void {
        $this->resetAfterTest();
        $this->setAdminUser();
        $site = new connected_site();
        $site->connect();
        $before = self::rows();
        $states = self::states($site->connect());
        $this->assertSame(['passed', 'wasso'], array_values(array_unique($states)));
        $this->assertSame($before, self::rows());
    }

    /**
     * Without the tick nothing is turned on, and nothing after it is made.
     */
    public function test_web_services_only_with_the_tick(): void {
        global $CFG;
        $this->resetAfterTest();
        $this->setAdminUser();
        $CFG->enablewebservices = 0;
        $before = self::rows();
        $site = new connected_site();
        $states = self::states($site->connect(false));
        $this->assertSame(['reach' => 'passed', 'webservices' => 'failed'], $states);
        $this->assertSame($before, self::rows());
        $this->assertFalse(connection::is_made());
    }

    /**
     * When the tool refuses, what was made stays and is not made again.
     */
    public function test_tool_refuses(): void {
        $this->resetAfterTest();
        $this->setAdminUser();
        $site = new connected_site();
        $site->hello();
        $site->answer(['error' => 'registration.invitation-invalid'], 403);
        $steps = (new connector(new tool(connected_site::TOOL), 'old', true))->run();
        $last = end($steps);
        $this->assertSame(['handover', 'failed'], [$last->name, $last->state]);
        $this->assertStringContainsString('24 hours', $last->detail);
        $this->assertFalse(connection::is_made());
        $before = self::rows();
        $this->assertSame('done', self::states($site->connect())['handover']);
        $this->assertSame($before, self::rows());
    }

    /**
     * A blocked call names the setting.
     */
    public function test_blocked_call_names_the_setting(): void {
        $this->resetAfterTest();
        set_config('curlsecurityallowedport', "443\n80");
        $tool = new tool('https://tool.example.org:8443');
        try {
            $tool->hello();
            $this->fail();
        } catch (tool_exception $e) {
            $this->assertStringContainsString('curlsecurityallowedport', $e->getMessage());
        }
        set_config('curlsecurityblockedhosts', 'tool.example.org');
        try {
            (new tool('https://tool.example.org'))->hello();
            $this->fail();
        } catch (tool_exception $e) {
            $this->assertStringContainsString('curlsecurityblockedhosts', $e->getMessage());
        }
    }

    /**
     * Addresses that are none.
     */
    public function test_addresses(): void {
        $this->assertSame('https://tool.example.org', (new tool('https://Tool.example.org/lti/register?invite=x'))->url);
        $this->assertSame('http://localhost:3000', (new tool('http://localhost:3000/'))->url);
        foreach (['', 'tool.example.org', 'http://tool.example.org', 'ftp://x', 'https://u:p@x', 'javascript:alert(1)'] as $bad) {
            try {
                new tool($bad);
                $this->fail("taken: $bad");
            } catch (tool_exception $e) {
                $this->assertStringContainsString('https', $e->getMessage());
            }
        }
    }

    /**
     * The code is found where it was typed, or in the invitation link.
     */
    public function test_invitation_code(): void {
        $code = str_repeat('aB3-_', 8);
        $link = "https://tool.example.org/lti/register?invite=$code";
        $this->assertSame($code, invitation_code::find($link, ''));
        $this->assertSame($code, invitation_code::find('https://tool.example.org', " $code\n"));
        foreach (['', 'short', "$code'", str_repeat('a', 101)] as $bad) {
            $this->assertSame('', invitation_code::find('https://tool.example.org', $bad));
        }
        $this->assertSame('', invitation_code::find("$link%0A", ''));
        $this->assertSame('', invitation_code::find('https://tool.example.org?invite[]=x', ''));
    }

    /**
     * Somebody else's answer is not taken.
     */
    public function test_somebody_else_answers(): void {
        $site = new connected_site();
        foreach ([[], ['product' => 'other', 'protocol' => 1], ['product' => 'netzbruecke', 'protocol' => 2]] as $answer) {
            $site->answer($answer + ['name' => 'x', 'launch' => '', 'login' => '', 'keys' => '']);
            try {
                (new tool(connected_site::TOOL))->hello();
                $this->fail();
            } catch (tool_exception $e) {
                $this->assertSame('tool:notours', $e->errorcode);
            }
        }
        $site->answer(['product' => 'netzbruecke', 'protocol' => 1, 'name' => 'x', 'launch' => 'https://evil.example/l',
            'login' => connected_site::TOOL . '/i', 'keys' => connected_site::TOOL . '/k']);
        try {
            (new tool(connected_site::TOOL))->hello();
            $this->fail();
        } catch (tool_exception $e) {
            $this->assertSame('tool:otherhost', $e->errorcode);
        }
    }

    /**
     * A connection is never overwritten by another tool; no call follows a redirect.
     */
    public function test_other_tool_is_refused(): void {
        $this->resetAfterTest();
        $this->setAdminUser();
        $site = new connected_site();
        $site->connect();
        $site->answer([
            'product' => 'netzbruecke', 'protocol' => 1, 'name' => 'Other', 'launch' => 'https://other.example.org/l',
            'login' => 'https://other.example.org/i', 'keys' => 'https://other.example.org/k',
        ]);
        $steps = (new connector(new tool('https://other.example.org'), str_repeat('c', 44), true))->run();
        $this->assertSame(['reach' => 'passed', 'handover' => 'failed'], self::states($steps));
        $this->assertSame(connected_site::TOOL, connection::get('toolurl'));
        foreach ($site->calls as $call) {
            $this->assertFalse($call['options']['allow_redirects']);
        }
    }

    /**
     * Disconnect leaves nothing but what the list names.
     */
    public function test_disconnect_takes_everything_back(): void {
        global $CFG, $DB;
        $this->resetAfterTest();
        $this->setAdminUser();
        $CFG->enablewebservices = 0;
        set_config('webserviceprotocols', '');
        $DB->set_field('external_services', 'enabled', 0);
        $before = self::rows();
        $site = new connected_site();
        $site->connect();
        $id = connection::id('serviceuserid');
        $clientid = tool_type::current()->clientid;
        $site->answer([]);
        $states = self::states(disconnector::run());
        $this->assertSame(['done'], array_values(array_unique($states)));
        $said = json_decode((string) end($site->calls)['request']->getBody());
        $this->assertSame(['goneClient' => $clientid], (array) $said);
        $this->assertSame('/plugin/disconnect', end($site->calls)['request']->getUri()->getPath());
        $this->assertFalse(connection::is_made());
        $this->assertEquals(0, get_config('moodle', 'enablewebservices'));
        $this->assertSame('', (string) get_config('moodle', 'webserviceprotocols'));
        $left = array_values(array_diff(self::rows(), $before));
        $this->assertCount(1, $left, implode("\n", $left));
        $this->assertSame('1', $DB->get_field('user', 'deleted', ['id' => $id]));
        $this->assertStringStartsWith('user ', $left[0]);
        $this->assertSame([], array_diff($before, self::rows()));
    }

    /**
     * The tool type stays while activities use it; web services stay while somebody else does.
     */
    public function test_disconnect_keeps_what_is_used(): void {
        global $CFG, $DB;
        $this->resetAfterTest();
        $this->setAdminUser();
        $CFG->enablewebservices = 0;
        $site = new connected_site();
        $site->connect();
        $typeid = connection::id('typeid');
        $course = $this->getDataGenerator()->create_course();
        $this->getDataGenerator()->create_module('lti', ['course' => $course->id, 'typeid' => $typeid]);
        $DB->insert_record('external_services', (object) [
            'name' => 'Other', 'enabled' => 1, 'restrictedusers' => 0, 'shortname' => 'other', 'timecreated' => 1,
        ]);
        $site->answer(['error' => 'plugin.connection-unknown'], 404);
        $states = self::states(disconnector::run());
        $this->assertSame('{"goneClient":""}', (string) end($site->calls)['request']->getBody());
        $this->assertSame(['kept', 'kept', 'kept'], [$states['goodbye'], $states['toolgone'], $states['webservicesback']]);
        $this->assertEquals(LTI_COURSEVISIBLE_NO, $DB->get_field('lti_types', 'coursevisible', ['id' => $typeid]));
        $this->assertEquals(1, get_config('moodle', 'enablewebservices'));
        // Connected again, it is the same tool type; without the activity it goes.
        $this->assertSame('done', self::states($site->connect())['tool']);
        $this->assertSame($typeid, connection::id('typeid'));
        course_delete_module($DB->get_field_sql('SELECT cm.id FROM {course_modules} cm WHERE cm.course = ?', [$course->id]));
        $site->answer([]);
        $this->assertSame('done', self::states(disconnector::run())['toolgone']);
        $this->assertFalse($DB->record_exists('lti_types', ['id' => $typeid]));
    }

    /**
     * A role or an account that Connect did not make is not touched.
     */
    public function test_foreign_role_and_account_are_not_taken_over(): void {
        $this->resetAfterTest();
        $this->setAdminUser();
        $this->getDataGenerator()->create_role(['shortname' => role::SHORTNAME]);
        $site = new connected_site();
        $this->assertSame('failed', self::states($site->connect())['role']);
    }
}
