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
 * The account in whose name the tool works.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\connect;

use context_system;
use core_user;
use local_netzbruecke\connection;

/**
 * An account that nobody can log in with through a browser (authentication "webservice").
 */
final class service_account {
    /** User name of the account. */
    public const USERNAME = 'netzbruecke-service';

    /**
     * Makes the account, and gives it the role.
     *
     * @return step
     */
    public static function make(): step {
        global $CFG, $DB;
        require_once($CFG->dirroot . '/user/lib.php');
        $account = $DB->get_record('user', ['id' => connection::id('serviceuserid'), 'deleted' => 0]);
        $changed = false;
        if (!$account && $DB->record_exists('user', ['username' => self::USERNAME, 'mnethostid' => $CFG->mnet_localhost_id])) {
            return new step('account', step::FAILED, get_string('usernametaken', 'local_netzbruecke', self::USERNAME));
        }
        if (!$account) {
            $id = user_create_user((object) [
                'username' => self::USERNAME,
                'auth' => 'webservice',
                'password' => AUTH_PASSWORD_NOT_CACHED,
                'firstname' => get_string('accountfirstname', 'local_netzbruecke'),
                'lastname' => get_string('accountlastname', 'local_netzbruecke'),
                'email' => self::USERNAME . '@invalid.invalid',
                'maildisplay' => core_user::MAILDISPLAY_HIDE,
                'emailstop' => 1,
                'confirmed' => 1,
                'mnethostid' => $CFG->mnet_localhost_id,
                'policyagreed' => 1,
                'description' => get_string('accountdescription', 'local_netzbruecke'),
            ], false);
            connection::set('serviceuserid', $id);
            $account = core_user::get_user($id);
            $changed = true;
        }
        if ($account->suspended) {
            return new step('account', step::FAILED, get_string('accountsuspended', 'local_netzbruecke'));
        }
        $roleid = connection::id('roleid');
        $context = context_system::instance();
        if (!user_has_role_assignment($account->id, $roleid, $context->id)) {
            role_assign($roleid, $account->id, $context->id, 'local_netzbruecke');
            $changed = true;
        }
        return step::of('account', $changed, fullname($account, true));
    }

    /**
     * Takes the account away. Moodle keeps the row of a deleted account.
     *
     * @return step
     */
    public static function take_away(): step {
        global $DB;
        $account = $DB->get_record('user', ['id' => connection::id('serviceuserid'), 'deleted' => 0]);
        if ($account) {
            role_unassign_all(['userid' => $account->id, 'component' => 'local_netzbruecke']);
            delete_user($account);
        }
        connection::set('serviceuserid', null);
        return step::of('accountgone', (bool) $account);
    }
}
