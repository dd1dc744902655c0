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
 * The role of the service account.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\connect;

use context_system;
use local_netzbruecke\connection;

/**
 * A role with the rights that the tool needs and no other: it cannot create, change or delete an account.
 */
final class role {
    /** Short name of the role. */
    public const SHORTNAME = 'netzbruecke';
    /** Roles, by archetype, that the tool may give in courses. */
    private const ASSIGNABLE = ['student', 'teacher', 'editingteacher'];

    /** Every right of the role. */
    public const CAPABILITIES = [
        'webservice/rest:use',
        'local/netzbruecke:readstatus',
        'local/netzbruecke:readcourses',
        'local/netzbruecke:readpeople',
        'local/netzbruecke:readprogress',
        'moodle/course:view',
        'moodle/course:viewhiddencourses',
        'moodle/course:viewhiddenactivities',
        'moodle/course:ignoreavailabilityrestrictions',
        'moodle/course:viewparticipants',
        'moodle/course:useremail',
        'moodle/course:enrolreview',
        'moodle/course:managegroups',
        'moodle/course:overridecompletion',
        'moodle/site:accessallgroups',
        'moodle/site:viewuseridentity',
        'moodle/site:viewfullnames',
        'moodle/user:viewdetails',
        'moodle/user:viewhiddendetails',
        'moodle/user:viewalldetails',
        'moodle/category:viewcourselist',
        'moodle/cohort:view',
        'moodle/cohort:assign',
        'moodle/role:assign',
        'enrol/manual:enrol',
        'enrol/manual:unenrol',
        'enrol/manual:manage',
        'moodle/grade:viewall',
        'gradereport/user:view',
        'report/completion:view',
        'report/progress:view',
    ];

    /**
     * Makes the role, or gives it what it lacks.
     *
     * @return step
     */
    public static function make(): step {
        global $DB;
        $context = context_system::instance();
        $id = connection::id('roleid');
        $role = $DB->get_record('role', ['id' => $id]);
        $changed = false;
        if (!$role && $DB->record_exists('role', ['shortname' => self::SHORTNAME])) {
            return new step('role', step::FAILED, get_string('rolenametaken', 'local_netzbruecke', self::SHORTNAME));
        }
        if (!$role) {
            $name = get_string('rolename', 'local_netzbruecke');
            $id = create_role($name, self::SHORTNAME, get_string('roledescription', 'local_netzbruecke'));
            set_role_contextlevels($id, [CONTEXT_SYSTEM]);
            connection::set('roleid', $id);
            $changed = true;
        }
        foreach (self::missing($id) as $capability) {
            assign_capability($capability, CAP_ALLOW, $id, $context->id, true);
            $changed = true;
        }
        foreach (self::ASSIGNABLE as $archetype) {
            foreach (get_archetype_roles($archetype) as $target) {
                $pair = ['roleid' => $id, 'allowassign' => $target->id];
                if (!$DB->record_exists('role_allow_assign', $pair)) {
                    core_role_set_assign_allowed($id, $target->id);
                    $changed = true;
                }
            }
        }
        return step::of('role', $changed);
    }

    /**
     * Rights that the role should have and has not, for example after an administrator changed it.
     *
     * @param int $roleid
     * @return string[] names of capabilities
     */
    public static function missing(int $roleid): array {
        global $DB;
        $where = ['roleid' => $roleid, 'contextid' => context_system::instance()->id, 'permission' => CAP_ALLOW];
        $has = $DB->get_fieldset('role_capabilities', 'capability', $where);
        return array_values(array_filter(
            array_diff([...self::CAPABILITIES, ...self::view_capabilities()], $has),
            fn(string $capability): bool => (bool) get_capability_info($capability),
        ));
    }

    /**
     * The right to see each kind of activity: without it the reports of Moodle leave activities out silently.
     *
     * @return string[] names of capabilities
     */
    private static function view_capabilities(): array {
        $names = array_keys(\core_component::get_plugin_list('mod'));
        return array_map(fn(string $name): string => "mod/$name:view", $names);
    }

    /**
     * Takes the role away.
     *
     * @return step
     */
    public static function take_away(): step {
        global $DB;
        $id = connection::id('roleid');
        $exists = $id > 0 && $DB->record_exists('role', ['id' => $id]);
        if ($exists) {
            delete_role($id);
        }
        connection::set('roleid', null);
        return step::of('rolegone', $exists);
    }
}
