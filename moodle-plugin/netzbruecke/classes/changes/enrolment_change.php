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
 * Manual enrolments.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\changes;

use context_course;

/**
 * Enrols people manually, or ends that.
 *
 * Unlike Moodle's own function it sends no welcome mail unless asked, and leaves the dates and the status of those who
 * are enrolled already as they are unless asked.
 */
final class enrolment_change extends change {
    /** @var int the course */
    private int $courseid;
    /** @var int|null role that is given */
    private ?int $roleid;
    /** @var int|null status that is wanted; null: active for new ones, unchanged for others */
    private ?int $status = null;
    /** @var int|null start that is wanted */
    private ?int $timestart = null;
    /** @var int|null end that is wanted */
    private ?int $timeend = null;
    /** @var bool whether Moodle may send its welcome mail */
    private bool $mail = false;
    /** @var \stdClass row of enrol */
    private \stdClass $instance;
    /** @var context_course of the course */
    private context_course $context;
    /** @var \enrol_plugin manual enrolment */
    private \enrol_plugin $plugin;

    #[\Override]
    protected function fields(): array {
        return $this->do === 'enrol' ? ['course', 'role', 'status', 'timestart', 'timeend', 'mail'] : ['course'];
    }

    #[\Override]
    protected function read(): void {
        $this->courseid = $this->number('course');
        if ($this->do === 'enrol') {
            $this->roleid = $this->number('role');
            $statuses = ['active' => ENROL_USER_ACTIVE, 'suspended' => ENROL_USER_SUSPENDED];
            $this->status = $statuses[$this->word('status', array_keys($statuses))] ?? null;
            $this->timestart = $this->number('timestart', false);
            $this->timeend = $this->number('timeend', false);
            $this->mail = $this->word('mail', ['yes', 'no']) === 'yes';
        }
    }

    #[\Override]
    public function prepare(): void {
        global $CFG;
        require_once($CFG->libdir . '/enrollib.php');
        $context = $this->courseid === (int) SITEID ? false : context_course::instance($this->courseid, IGNORE_MISSING);
        $right = $this->do === 'enrol' ? 'enrol/manual:enrol' : 'enrol/manual:unenrol';
        self::check($context, 'unknowncourse', $right);
        $this->context = $context;
        if ($this->do === 'enrol' && !isset(get_assignable_roles($context)[$this->roleid])) {
            throw new refusal('norole');
        }
        $plugin = enrol_get_plugin('manual');
        $instances = array_filter(
            enrol_get_instances($this->courseid, true),
            fn(\stdClass $instance): bool => $instance->enrol === 'manual',
        );
        if (!$plugin || $instances === []) {
            throw new refusal('nomanualenrolment');
        }
        $this->plugin = $plugin;
        $this->instance = reset($instances);
        if (!$this->mail) {
            $this->instance->customint1 = ENROL_DO_NOT_SEND_EMAIL;
        }
    }

    #[\Override]
    public function apply(int $userid): bool {
        global $DB;
        $was = $DB->get_record('user_enrolments', ['enrolid' => $this->instance->id, 'userid' => $userid]);
        if ($this->do === 'unenrol') {
            if ($was) {
                $this->plugin->unenrol_user($this->instance, $userid);
            }
            return (bool) $was;
        }
        return $was ? $this->update($was) : $this->enrol($userid);
    }

    /**
     * Enrols somebody who is not.
     *
     * @param int $userid
     * @return bool true
     */
    private function enrol(int $userid): bool {
        $status = $this->status ?? ENROL_USER_ACTIVE;
        $this->plugin->enrol_user(
            $this->instance,
            $userid,
            $this->roleid,
            $this->timestart ?? 0,
            $this->timeend ?? 0,
            $status
        );
        return true;
    }

    /**
     * Changes what was asked for, and gives the role if it is missing.
     *
     * @param \stdClass $was row of user_enrolments
     * @return bool whether anything was changed
     */
    private function update(\stdClass $was): bool {
        $wanted = ['status' => $this->status, 'timestart' => $this->timestart, 'timeend' => $this->timeend];
        $differs = array_filter(
            $wanted,
            fn(?int $value, string $name): bool => $value !== null && $value !== (int) $was->$name,
            ARRAY_FILTER_USE_BOTH,
        );
        if ($differs !== []) {
            if (!has_capability('enrol/manual:manage', $this->context)) {
                throw new refusal('norights', 'enrol/manual:manage');
            }
            $this->plugin->update_user_enrol($this->instance, $was->userid, $this->status, $this->timestart, $this->timeend);
        }
        $lacksrole = !user_has_role_assignment($was->userid, $this->roleid, $this->context->id);
        if ($lacksrole) {
            role_assign($this->roleid, $was->userid, $this->context->id);
        }
        return $differs !== [] || $lacksrole;
    }
}
