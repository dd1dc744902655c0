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
 * Tests of the web service functions.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use core_external\external_api;
use local_netzbruecke\external\apply_changes;
use local_netzbruecke\external\complete_activity;
use local_netzbruecke\external\get_activities;
use local_netzbruecke\external\get_cohort_members;
use local_netzbruecke\external\get_cohorts;
use local_netzbruecke\external\get_courses;
use local_netzbruecke\external\get_enrolments;
use local_netzbruecke\external\get_groups;
use local_netzbruecke\external\get_marks;
use local_netzbruecke\external\get_progress;
use local_netzbruecke\external\get_status;
use local_netzbruecke\fixtures\connected_site;

defined('MOODLE_INTERNAL') || die();
require_once(__DIR__ . '/fixtures/connected_site.php');

/**
 * The functions, called in the name of the service account that Connect makes.
 *
 * @covers \local_netzbruecke\external\get_status
 * @covers \local_netzbruecke\external\get_marks
 * @covers \local_netzbruecke\external\get_courses
 * @covers \local_netzbruecke\external\get_activities
 * @covers \local_netzbruecke\external\get_groups
 * @covers \local_netzbruecke\external\get_enrolments
 * @covers \local_netzbruecke\external\get_progress
 * @covers \local_netzbruecke\external\get_cohorts
 * @covers \local_netzbruecke\external\get_cohort_members
 * @covers \local_netzbruecke\external\apply_changes
 * @covers \local_netzbruecke\external\complete_activity
 */
final class external_test extends \advanced_testcase {
    /** @var \stdClass a course with completion */
    private \stdClass $course;
    /** @var \stdClass[] students of it */
    private array $students;
    /** @var \stdClass a page, completed by hand */
    private \stdClass $page;

    #[\Override]
    protected function setUp(): void {
        parent::setUp();
        $this->resetAfterTest();
        $this->setAdminUser();
        (new connected_site())->connect();
        $generator = $this->getDataGenerator();
        $this->course = $generator->create_course(['enablecompletion' => 1, 'visible' => 0, 'idnumber' => 'C-1']);
        $this->page = $generator->create_module('page', ['course' => $this->course->id, 'completion' => 1, 'visible' => 0]);
        foreach (range(1, 3) as $number) {
            $this->students[] = $generator->create_and_enrol($this->course, 'student');
        }
        $this->setUser(connection::id('serviceuserid'));
    }

    /**
     * Calls a function and cleans its result, as the web service does.
     *
     * @param string $class
     * @param mixed ...$parameters
     * @return mixed
     */
    private static function call(string $class, ...$parameters) {
        return external_api::clean_returnvalue($class::execute_returns(), $class::execute(...$parameters));
    }

    /**
     * Id of a role.
     *
     * @param string $shortname
     * @return int
     */
    private static function role(string $shortname): int {
        global $DB;
        return (int) $DB->get_field('role', 'id', ['shortname' => $shortname]);
    }

    /**
     * Changes, as one call.
     *
     * @param array ...$changes
     * @return array[]
     */
    private static function apply(array ...$changes): array {
        return self::call(apply_changes::class, json_encode($changes));
    }

    /**
     * The status names the site, the tool and what is missing.
     */
    public function test_status(): void {
        global $CFG;
        $status = self::call(get_status::class);
        $this->assertSame($CFG->wwwroot, $status['wwwroot']);
        $this->assertSame('', $status['missingrights']);
        $this->assertSame((string) connection::id('typeid'), $status['deploymentid']);
        unassign_capability('moodle/cohort:assign', connection::id('roleid'));
        $this->assertSame('moodle/cohort:assign', self::call(get_status::class)['missingrights']);
    }

    /**
     * Nobody else may call anything.
     */
    public function test_other_people_are_refused(): void {
        $this->setUser($this->students[0]);
        $id = $this->course->id;
        $calls = [
            [get_status::class], [get_marks::class, '', "$id"], [get_courses::class], [get_activities::class, $id],
            [get_groups::class, $id], [get_enrolments::class, $id], [get_progress::class, $id], [get_cohorts::class],
            [complete_activity::class, $this->page->cmid, '1'],
        ];
        foreach ($calls as $call) {
            try {
                self::call(...$call);
                $this->fail("$call[0] was allowed");
            } catch (\moodle_exception $e) {
                $this->assertContains($e->errorcode, ['nopermissions', 'requireloginerror'], $call[0]);
            }
        }
        $result = self::apply(['do' => 'enrol', 'course' => (int) $id, 'role' => 5, 'users' => '2']);
        $this->assertSame('norights', $result[0]['refused'][0]['code']);
    }

    /**
     * Who may enter the course, and has a token, needs the right itself too.
     */
    public function test_the_right_itself_is_needed(): void {
        $cohort = $this->getDataGenerator()->create_cohort();
        $role = connection::id('roleid');
        $calls = [
            'moodle/course:overridecompletion' => [complete_activity::class, $this->page->cmid, $this->students[0]->id],
            'moodle/cohort:view' => [get_cohort_members::class, $cohort->id],
            'local/netzbruecke:readprogress' => [get_progress::class, $this->course->id],
            'local/netzbruecke:readpeople' => [get_enrolments::class, $this->course->id],
            'local/netzbruecke:readcourses' => [get_activities::class, $this->course->id],
        ];
        foreach ($calls as $right => $call) {
            self::call(...$call);
            unassign_capability($right, $role);
            try {
                self::call(...$call);
                $this->fail("$call[0] was allowed");
            } catch (\moodle_exception $e) {
                $this->assertSame('nopermissions', $e->errorcode, $call[0]);
            }
        }
    }

    /**
     * Hidden courses and activities are listed, page by page.
     */
    public function test_courses_and_activities(): void {
        $second = $this->getDataGenerator()->create_course();
        $first = self::call(get_courses::class, 0, 1);
        $this->assertSame([(int) $this->course->id, false, 'C-1'], [
            $first['courses'][0]['id'], $first['courses'][0]['visible'], $first['courses'][0]['idnumber'],
        ]);
        $rest = self::call(get_courses::class, $first['next'], 1);
        $this->assertSame([(int) $second->id, 0], [$rest['courses'][0]['id'], $rest['next']]);
        $activities = self::call(get_activities::class, $this->course->id)['activities'];
        $this->assertCount(1, $activities);
        $this->assertSame(['page', $this->page->name, 1, 1], [
            $activities[0]['modname'], $activities[0]['name'], $activities[0]['completion'], $activities[0]['position'],
        ]);
    }

    /**
     * Enrolments with method, status, dates, roles and groups.
     */
    public function test_enrolments_and_groups(): void {
        global $DB;
        $group = $this->getDataGenerator()->create_group(['courseid' => $this->course->id]);
        groups_add_member($group->id, $this->students[0]->id);
        $plugin = enrol_get_plugin('manual');
        $instance = $DB->get_record('enrol', ['courseid' => $this->course->id, 'enrol' => 'manual']);
        $plugin->update_user_enrol($instance, $this->students[1]->id, ENROL_USER_SUSPENDED, 5, 10);
        $page = self::call(get_enrolments::class, $this->course->id, 0, 2);
        [$first, $second] = $page['enrolments'];
        $this->assertSame(
            ['manual', true, false, self::role('student') . ':student', (string) $group->id],
            [$first['method'], $first['active'], $first['suspended'], $first['roles'], $first['groups']]
        );
        $this->assertSame(
            [false, true, 5, 10],
            [$second['active'], $second['suspended'], $second['timestart'], $second['timeend']]
        );
        $rest = self::call(get_enrolments::class, $this->course->id, $page['next'], 2);
        $this->assertCount(1, $rest['enrolments']);
        $this->assertSame(0, $rest['next']);
        $groups = self::call(get_groups::class, $this->course->id)['groups'];
        $this->assertSame([(string) $this->students[0]->id], array_column($groups, 'members'));
    }

    /**
     * Progress of everybody, then only of those whose changed.
     */
    public function test_progress(): void {
        $clock = $this->mock_clock_with_frozen(time() + 100);
        $all = self::call(get_progress::class, $this->course->id);
        $this->assertCount(3, $all['people']);
        $this->assertSame(packed::of([$this->page->cmid]), $all['activities']);
        $this->assertSame(['', ''], [$all['people'][0]['activities'], $all['people'][0]['activitygrades']]);
        $none = self::call(get_progress::class, $this->course->id, $all['cursor']);
        $this->assertSame([], $none['people']);
        global $DB;
        $DB->insert_record('course_modules_completion', (object) [
            'coursemoduleid' => $this->page->cmid, 'userid' => $this->students[2]->id, 'completionstate' => 1,
            'timemodified' => $clock->time() + 5,
        ]);
        $changed = self::call(get_progress::class, $this->course->id, $all['cursor']);
        $this->assertSame([(int) $this->students[2]->id], array_column($changed['people'], 'userid'));
        $this->assertStringStartsWith($this->page->cmid . ':1:', $changed['people'][0]['activities']);
        $one = self::call(get_progress::class, $this->course->id, 0, (string) $this->students[1]->id);
        $this->assertSame([(int) $this->students[1]->id], array_column($one['people'], 'userid'));
        $page = self::call(get_progress::class, $this->course->id, 0, '', 0, 2);
        $this->assertSame((int) $this->students[1]->id, $page['next']);
    }

    /**
     * Grades of activities come with their columns.
     */
    public function test_progress_has_grades(): void {
        $assign = $this->getDataGenerator()->create_module('assign', ['course' => $this->course->id, 'grade' => 80]);
        [$a] = array_column($this->students, 'id');
        $item = \grade_item::fetch(['itemmodule' => 'assign', 'iteminstance' => $assign->id, 'courseid' => $this->course->id]);
        $item->update_final_grade($a, 60.5);
        grade_regrade_final_grades($this->course->id);
        $read = self::call(get_progress::class, $this->course->id, 0, $a);
        $this->assertSame([['cmid' => (int) $assign->cmid, 'grademin' => 0.0, 'grademax' => 80.0]], $read['columns']);
        $this->assertStringStartsWith("$assign->cmid:60.5:", $read['people'][0]['activitygrades']);
        $this->assertSame(60.5, $read['people'][0]['grade']);
    }

    /**
     * Cohorts, their members as a difference, and marks that change with them.
     */
    public function test_cohorts_and_marks(): void {
        global $CFG;
        require_once($CFG->dirroot . '/cohort/lib.php');
        $category = $this->getDataGenerator()->create_category();
        $context = \context_coursecat::instance($category->id);
        $cohort = $this->getDataGenerator()->create_cohort(['contextid' => $context->id, 'component' => 'local_x']);
        $ids = array_column($this->students, 'id');
        cohort_add_member($cohort->id, $ids[0]);
        cohort_add_member($cohort->id, $ids[1]);
        [$read] = self::call(get_cohorts::class)['cohorts'];
        $this->assertSame(
            [$context->id, (int) $category->id, 'local_x', 2],
            [$read['contextid'], $read['categoryid'], $read['component'], $read['members']]
        );
        $members = self::call(get_cohort_members::class, $cohort->id, packed::of([$ids[1], $ids[2]]));
        $this->assertSame([$ids[0], $ids[2]], [$members['added'], $members['removed']]);
        $marks = self::call(get_marks::class, "$cohort->id,999999", $this->course->id . ',999999');
        $this->assertSame([['id' => (int) $cohort->id, 'mark' => $members['mark']]], $marks['cohorts']);
        $this->assertCount(1, $marks['courses']);
        $this->assertSame($marks, self::call(get_marks::class, "$cohort->id", $this->course->id));
        cohort_remove_member($cohort->id, $ids[0]);
        cohort_add_member($cohort->id, $ids[2]);
        role_assign(3, $ids[0], \context_course::instance($this->course->id));
        $after = self::call(get_marks::class, "$cohort->id", $this->course->id);
        $this->assertNotSame($marks['cohorts'], $after['cohorts']);
        $this->assertNotSame($marks['courses'][0]['people'], $after['courses'][0]['people']);
        $this->assertSame($marks['courses'][0]['progress'], $after['courses'][0]['progress']);
    }

    /**
     * A grade of an activity changes the mark of the course, also when the course grade stays as it is.
     */
    public function test_marks_tell_grades_of_activities(): void {
        global $CFG, $DB;
        require_once($CFG->libdir . '/gradelib.php');
        $assign = $this->getDataGenerator()->create_module('assign', ['course' => $this->course->id, 'grade' => 100]);
        $grade = (object) ['userid' => $this->students[0]->id, 'rawgrade' => 40];
        grade_update('mod/assign', $this->course->id, 'mod', 'assign', $assign->id, 0, $grade);
        $mark = fn(): string => self::call(get_marks::class, '', $this->course->id)['courses'][0]['progress'];
        $before = $mark();
        $this->assertSame($before, $mark());
        $item = $DB->get_field('grade_items', 'id', ['itemmodule' => 'assign', 'iteminstance' => $assign->id], MUST_EXIST);
        $DB->set_field('grade_grades', 'finalgrade', 41, ['itemid' => $item, 'userid' => $grade->userid]);
        $graded = $mark();
        $this->assertNotSame($before, $graded);
        $DB->set_field('grade_items', 'grademax', 50, ['id' => $item]);
        $this->assertNotSame($graded, $mark());
    }

    /**
     * Cohort members are changed one by one, each with its own result.
     */
    public function test_change_cohort_members(): void {
        $cohort = $this->getDataGenerator()->create_cohort();
        $other = $this->getDataGenerator()->create_cohort(['component' => 'local_x']);
        [$a, $b] = array_column($this->students, 'id');
        $guest = guest_user()->id;
        $results = self::apply(
            ['do' => 'cohort-add', 'cohort' => (int) $cohort->id, 'users' => packed::of([$a, $b, $guest, 999999])],
            ['do' => 'cohort-add', 'cohort' => (int) $cohort->id, 'users' => $a],
            ['do' => 'cohort-remove', 'cohort' => (int) $cohort->id, 'users' => packed::of([$a, 2])],
            ['do' => 'cohort-add', 'cohort' => 999999, 'users' => $a],
            ['do' => 'cohort-add', 'cohort' => (int) $other->id, 'users' => $a],
        );
        $this->assertSame(packed::of([$a, $b]), $results[0]['done']);
        $this->assertSame(['unknownuser', 'unknownuser'], array_column($results[0]['refused'], 'code'));
        $this->assertSame(['', $a], [$results[1]['done'], $results[1]['wasso']]);
        $this->assertSame([$a, '2'], [$results[2]['done'], $results[2]['wasso']]);
        $this->assertSame('unknowncohort', $results[3]['refused'][0]['code']);
        $this->assertSame('maintainedelsewhere', $results[4]['refused'][0]['code']);
        $this->assertTrue(cohort_is_member($cohort->id, $b));
    }

    /**
     * Enrolling sends no mail, and leaves dates and suspension of those who are enrolled as they are.
     */
    public function test_enrol_keeps_dates_and_suspension(): void {
        global $DB;
        $course = (int) $this->course->id;
        $role = self::role('student');
        $instance = $DB->get_record('enrol', ['courseid' => $course, 'enrol' => 'manual']);
        $DB->set_field('enrol', 'customint1', ENROL_SEND_EMAIL_FROM_NOREPLY, ['id' => $instance->id]);
        [$a, $b] = array_column($this->students, 'id');
        enrol_get_plugin('manual')->update_user_enrol($instance, $a, ENROL_USER_SUSPENDED, 5, 10);
        $new = $this->getDataGenerator()->create_user();
        $mails = $this->redirectMessages();
        [$result] = self::apply(['do' => 'enrol', 'course' => $course, 'role' => $role, 'users' => packed::of([$a, $b, $new->id])]);
        $this->assertSame([(string) $new->id, packed::of([$a, $b])], [$result['done'], $result['wasso']]);
        $this->assertSame(0, $mails->count());
        $row = $DB->get_record('user_enrolments', ['enrolid' => $instance->id, 'userid' => $a]);
        $this->assertEquals([ENROL_USER_SUSPENDED, 5, 10], [$row->status, $row->timestart, $row->timeend]);
        [$result] = self::apply(['do' => 'enrol', 'course' => $course, 'role' => $role, 'status' => 'active', 'users' => $a]);
        $this->assertSame($a, $result['done']);
        $row = $DB->get_record('user_enrolments', ['enrolid' => $instance->id, 'userid' => $a]);
        $this->assertEquals([ENROL_USER_ACTIVE, 5, 10], [$row->status, $row->timestart, $row->timeend]);
        $mailed = $this->getDataGenerator()->create_user();
        self::apply(['do' => 'enrol', 'course' => $course, 'role' => $role, 'mail' => 'yes', 'users' => $mailed->id]);
        $this->assertSame(1, $mails->count());
        [$result] = self::apply(['do' => 'unenrol', 'course' => $course, 'users' => packed::of([$a, 2])]);
        $this->assertSame([$a, '2'], [$result['done'], $result['wasso']]);
    }

    /**
     * What cannot be enrolled says why.
     */
    public function test_enrol_refusals(): void {
        global $DB;
        $a = $this->students[0]->id;
        $course = (int) $this->course->id;
        $student = self::role('student');
        $manager = self::role('manager');
        $bare = $this->getDataGenerator()->create_course();
        $DB->set_field('enrol', 'status', ENROL_INSTANCE_DISABLED, ['courseid' => $bare->id]);
        $results = self::apply(
            ['do' => 'enrol', 'course' => $course, 'role' => $manager, 'users' => $a],
            ['do' => 'enrol', 'course' => (int) $bare->id, 'role' => $student, 'users' => $a],
            ['do' => 'enrol', 'course' => 999999, 'role' => $student, 'users' => $a],
            ['do' => 'enrol', 'course' => (int) SITEID, 'role' => $student, 'users' => $a],
        );
        $codes = array_map(fn(array $result): string => $result['refused'][0]['code'], $results);
        $this->assertSame(['norole', 'nomanualenrolment', 'unknowncourse', 'unknowncourse'], $codes);
    }

    /**
     * Group members.
     */
    public function test_change_group_members(): void {
        $group = $this->getDataGenerator()->create_group(['courseid' => $this->course->id]);
        $stranger = $this->getDataGenerator()->create_user();
        [$a] = array_column($this->students, 'id');
        $results = self::apply(
            ['do' => 'group-add', 'group' => (int) $group->id, 'users' => packed::of([$a, $stranger->id])],
            ['do' => 'group-remove', 'group' => (int) $group->id, 'users' => $a],
            ['do' => 'group-remove', 'group' => (int) $group->id, 'users' => $a],
            ['do' => 'group-add', 'group' => 999999, 'users' => $a],
        );
        $this->assertSame([$a, 'notenrolled'], [$results[0]['done'], $results[0]['refused'][0]['code']]);
        $this->assertSame([$a, $a], [$results[1]['done'], $results[2]['wasso']]);
        $this->assertSame('unknowngroup', $results[3]['refused'][0]['code']);
    }

    /**
     * Batches that cannot be read.
     *
     * @return array[]
     */
    public static function rubbish(): array {
        $good = ['do' => 'cohort-add', 'cohort' => 1, 'users' => '2'];
        return [
            'no JSON' => ['x'],
            'no list' => ['{}'],
            'unknown word' => [json_encode([$good, ['do' => 'delete-all', 'users' => '2']])],
            'no word' => [json_encode([$good, ['users' => '2']])],
            'word is a list' => [json_encode([$good, ['do' => ['x'], 'users' => '2']])],
            'no users' => [json_encode([$good, ['do' => 'cohort-add', 'cohort' => 1]])],
            'users as list' => [json_encode([$good, ['do' => 'cohort-add', 'cohort' => 1, 'users' => [2]]])],
            'number as text' => [json_encode([$good, ['do' => 'cohort-add', 'cohort' => '1', 'users' => '2']])],
            'unknown field' => [json_encode([$good, $good + ['sendmail' => true]])],
            'unknown status' => [json_encode([$good,
                ['do' => 'enrol', 'course' => 2, 'role' => 5, 'users' => '2', 'status' => 'gone']])],
            'too many people' => [json_encode([$good, ['do' => 'cohort-add', 'cohort' => 1, 'users' => '1-5001']])],
        ];
    }

    /**
     * A batch that cannot be read does nothing at all, not even its good part.
     *
     * @dataProvider rubbish
     * @param string $json
     */
    public function test_rubbish_does_nothing(string $json): void {
        global $DB;
        $cohort = $this->getDataGenerator()->create_cohort();
        $json = str_replace('"cohort":1,', '"cohort":' . $cohort->id . ',', $json);
        try {
            self::call(apply_changes::class, $json);
            $this->fail('taken');
        } catch (\invalid_parameter_exception $e) {
            $this->assertSame(0, $DB->count_records('cohort_members'));
        }
    }

    /**
     * Marking an activity leaves a trace, and the log says for whom.
     */
    public function test_complete_activity(): void {
        [$a, $b] = array_column($this->students, 'id');
        $sink = $this->redirectEvents();
        $result = self::call(complete_activity::class, $this->page->cmid, packed::of([$a, 2]));
        $this->assertSame([$a, 'notenrolled'], [$result['done'], $result['refused'][0]['code']]);
        $marks = array_filter($sink->get_events(), fn($event): bool => $event instanceof event\activity_marked);
        $this->assertSame([(int) $a], array_map(fn($event): int => (int) $event->relateduserid, array_values($marks)));
        $this->assertSame([$a], [self::call(complete_activity::class, $this->page->cmid, $a)['wasso']]);
        $back = self::call(complete_activity::class, $this->page->cmid, packed::of([$a, $b]), false);
        $this->assertSame([$a, $b], [$back['done'], $back['wasso']]);
    }

    /**
     * An activity without completion is refused for each.
     */
    public function test_complete_untracked_activity(): void {
        $label = $this->getDataGenerator()->create_module('label', ['course' => $this->course->id]);
        $result = self::call(complete_activity::class, $label->cmid, $this->students[0]->id);
        $this->assertSame('nottracked', $result['refused'][0]['code']);
    }
}
