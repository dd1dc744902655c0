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
 * Turns on web services and REST.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\connect;

use local_netzbruecke\connection;

/**
 * Web services and the REST protocol: two settings of the whole site, so only with the administrator's tick.
 */
final class web_services {
    /**
     * Whether both are on.
     *
     * @return bool
     */
    public static function are_on(): bool {
        global $CFG;
        return !empty($CFG->enablewebservices) && in_array('rest', self::protocols(), true);
    }

    /**
     * Turns on what is off, and remembers that it was Connect.
     *
     * @param bool $mayturnon the administrator's tick
     * @return step
     */
    public static function turn_on(bool $mayturnon): step {
        global $CFG;
        if (self::are_on()) {
            return step::of('webservices', false);
        }
        if (!$mayturnon) {
            return new step('webservices', step::FAILED, get_string('webservicesoff', 'local_netzbruecke'));
        }
        if (empty($CFG->enablewebservices)) {
            set_config('enablewebservices', 1);
            connection::set('madewebservices', 1);
        }
        if (!in_array('rest', self::protocols(), true)) {
            set_config('webserviceprotocols', implode(',', [...self::protocols(), 'rest']));
            connection::set('maderest', 1);
        }
        return step::of('webservices', true);
    }

    /**
     * Turns off what Connect turned on, if nothing else uses it.
     *
     * @return step
     */
    public static function turn_off(): step {
        $madeboth = connection::id('madewebservices') + connection::id('maderest');
        if ($madeboth === 0) {
            return new step('webservicesback', step::KEPT, get_string('webservicesnotours', 'local_netzbruecke'));
        }
        if (self::others_use_them()) {
            connection::set('madewebservices', null);
            connection::set('maderest', null);
            return new step('webservicesback', step::KEPT, get_string('webservicesused', 'local_netzbruecke'));
        }
        if (connection::id('maderest') > 0) {
            set_config('webserviceprotocols', implode(',', array_diff(self::protocols(), ['rest'])));
        }
        if (connection::id('madewebservices') > 0) {
            set_config('enablewebservices', 0);
        }
        connection::set('madewebservices', null);
        connection::set('maderest', null);
        return step::of('webservicesback', true);
    }

    /**
     * Whether somebody else uses web services: another service that is on and open to everybody, or to some account,
     * or of which somebody holds a token.
     *
     * @return bool
     */
    private static function others_use_them(): bool {
        global $DB;
        $sql = "SELECT 1
                  FROM {external_services} s
                 WHERE s.enabled = 1 AND (s.component IS NULL OR s.component <> :ours)
                       AND (s.restrictedusers = 0
                            OR EXISTS (SELECT 1 FROM {external_services_users} u WHERE u.externalserviceid = s.id)
                            OR EXISTS (SELECT 1 FROM {external_tokens} t
                                        WHERE t.externalserviceid = s.id AND t.tokentype = :permanent))";
        return $DB->record_exists_sql($sql, ['ours' => 'local_netzbruecke', 'permanent' => EXTERNAL_TOKEN_PERMANENT]);
    }

    /**
     * Protocols that are on.
     *
     * @return string[]
     */
    private static function protocols(): array {
        global $CFG;
        return array_values(array_filter(explode(',', $CFG->webserviceprotocols ?? '')));
    }
}
