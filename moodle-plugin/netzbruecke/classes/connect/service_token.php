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
 * The web service and its token.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\connect;

use context_system;
use core_external\util;
use local_netzbruecke\connection;

/**
 * The built-in service of db/services.php: on, for one account, with one token.
 */
final class service_token {
    /** Short name of the service. */
    public const SERVICE = 'local_netzbruecke';

    /**
     * The service's row.
     *
     * @return \stdClass
     */
    public static function service(): \stdClass {
        global $DB;
        return $DB->get_record('external_services', ['shortname' => self::SERVICE], '*', MUST_EXIST);
    }

    /**
     * Turns the service on for the account.
     *
     * @return step
     */
    public static function open(): step {
        global $DB;
        $service = self::service();
        $changed = !$service->enabled;
        if ($changed) {
            $DB->set_field('external_services', 'enabled', 1, ['id' => $service->id]);
        }
        $pair = ['externalserviceid' => $service->id, 'userid' => connection::id('serviceuserid')];
        if (!$DB->record_exists('external_services_users', $pair)) {
            // No "valid until": Moodle compares it the wrong way round (webservice/lib.php).
            $DB->insert_record('external_services_users', (object) ($pair + ['timecreated' => time()]));
            $changed = true;
        }
        return step::of('service', $changed);
    }

    /**
     * Makes the token.
     *
     * @return step
     */
    public static function make(): step {
        if (self::token() !== null) {
            return step::of('token', false);
        }
        $context = context_system::instance();
        $name = get_string('pluginname', 'local_netzbruecke');
        $userid = connection::id('serviceuserid');
        util::generate_token(EXTERNAL_TOKEN_PERMANENT, self::service(), $userid, $context, 0, '', $name);
        return step::of('token', true);
    }

    /**
     * The token, if it still works.
     *
     * @return string|null
     */
    public static function token(): ?string {
        global $DB;
        $where = [
            'externalserviceid' => self::service()->id,
            'userid' => connection::id('serviceuserid'),
            'tokentype' => EXTERNAL_TOKEN_PERMANENT,
        ];
        foreach ($DB->get_records('external_tokens', $where, 'id') as $row) {
            if (!$row->validuntil || $row->validuntil > time()) {
                return $row->token;
            }
        }
        return null;
    }

    /**
     * Takes tokens and permission away, and turns the service off.
     *
     * @return step
     */
    public static function take_away(): step {
        global $DB;
        $service = self::service();
        $hadtoken = $DB->record_exists('external_tokens', ['externalserviceid' => $service->id]);
        $DB->delete_records('external_tokens', ['externalserviceid' => $service->id]);
        $DB->delete_records('external_services_users', ['externalserviceid' => $service->id]);
        $DB->set_field('external_services', 'enabled', 0, ['id' => $service->id]);
        return step::of('tokengone', $hadtoken || $service->enabled);
    }
}
