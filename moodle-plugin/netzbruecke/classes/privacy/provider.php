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
 * Privacy.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\privacy;

use context;
use context_system;
use core_privacy\local\metadata\collection;
use core_privacy\local\request\approved_contextlist;
use core_privacy\local\request\approved_userlist;
use core_privacy\local\request\contextlist;
use core_privacy\local\request\transform;
use core_privacy\local\request\userlist;
use core_privacy\local\request\writer;
use local_netzbruecke\outbox;

/**
 * What is kept here, and what the tool gets from here.
 */
class provider implements
    \core_privacy\local\metadata\provider,
    \core_privacy\local\request\core_userlist_provider,
    \core_privacy\local\request\plugin\provider {
    #[\Override]
    public static function get_metadata(collection $collection): collection {
        $collection->add_external_location_link('tool', [
            'userid' => 'privacy:metadata:tool:userid',
            'fullname' => 'privacy:metadata:tool:fullname',
            'identity' => 'privacy:metadata:tool:identity',
            'memberships' => 'privacy:metadata:tool:memberships',
            'progress' => 'privacy:metadata:tool:progress',
            'suspended' => 'privacy:metadata:tool:suspended',
        ], 'privacy:metadata:tool');
        $collection->add_database_table(outbox::TABLE, [
            'topic' => 'privacy:metadata:outbox:topic',
            'objectid' => 'privacy:metadata:outbox:objectid',
            'userid' => 'privacy:metadata:outbox:userid',
            'timecreated' => 'privacy:metadata:outbox:timecreated',
        ], 'privacy:metadata:outbox');
        return $collection;
    }

    #[\Override]
    public static function get_contexts_for_userid(int $userid): contextlist {
        $list = new contextlist();
        $sql = "SELECT x.id
                  FROM {context} x
                 WHERE x.contextlevel = :level
                       AND EXISTS (SELECT 1 FROM {local_netzbruecke_outbox} o WHERE o.userid = :userid)";
        $list->add_from_sql($sql, ['level' => CONTEXT_SYSTEM, 'userid' => $userid]);
        return $list;
    }

    #[\Override]
    public static function get_users_in_context(userlist $userlist) {
        if ($userlist->get_context() instanceof context_system) {
            $userlist->add_from_sql('userid', 'SELECT userid FROM {local_netzbruecke_outbox} WHERE userid > 0', []);
        }
    }

    #[\Override]
    public static function export_user_data(approved_contextlist $contextlist) {
        global $DB;
        foreach ($contextlist->get_contexts() as $context) {
            if (!$context instanceof context_system) {
                continue;
            }
            $rows = $DB->get_records(outbox::TABLE, ['userid' => $contextlist->get_user()->id], 'id');
            $waiting = array_map(fn(\stdClass $row): \stdClass => (object) [
                'topic' => $row->topic,
                'objectid' => $row->objectid,
                'timecreated' => transform::datetime($row->timecreated),
            ], array_values($rows));
            $path = [get_string('pluginname', 'local_netzbruecke')];
            writer::with_context($context)->export_data($path, (object) ['waiting' => $waiting]);
        }
    }

    #[\Override]
    public static function delete_data_for_all_users_in_context(context $context) {
        global $DB;
        if ($context instanceof context_system) {
            $DB->delete_records_select(outbox::TABLE, 'userid > 0');
        }
    }

    #[\Override]
    public static function delete_data_for_user(approved_contextlist $contextlist) {
        global $DB;
        foreach ($contextlist->get_contexts() as $context) {
            if ($context instanceof context_system) {
                $DB->delete_records(outbox::TABLE, ['userid' => $contextlist->get_user()->id]);
            }
        }
    }

    #[\Override]
    public static function delete_data_for_users(approved_userlist $userlist) {
        global $DB;
        if ($userlist->get_context() instanceof context_system) {
            $DB->delete_records_list(outbox::TABLE, 'userid', $userlist->get_userids());
        }
    }
}
