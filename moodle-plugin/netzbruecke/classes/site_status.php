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
 * How this site is.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use context_system;
use local_netzbruecke\connect\role;
use local_netzbruecke\connect\tool_type;

/**
 * What a tool has to know of a site before it works with it.
 */
final class site_status {
    /**
     * The status.
     *
     * @return array as get_status returns it
     */
    public static function read(): array {
        global $CFG, $DB;
        $type = tool_type::current();
        $outbox = outbox::state();
        return [
            'wwwroot' => $CFG->wwwroot,
            'release' => $CFG->release,
            'version' => (string) $CFG->version,
            'plugin' => (string) get_config('local_netzbruecke', 'version'),
            'php' => PHP_VERSION,
            'time' => \core\di::get(\core\clock::class)->time(),
            'clientid' => $type->clientid ?? '',
            'deploymentid' => (string) ($type->id ?? ''),
            'serviceaccount' => connection::id('serviceuserid'),
            'lastcron' => (int) get_config('tool_task', 'lastcronstart'),
            'maxinputvars' => (int) ini_get('max_input_vars'),
            'postmaxsize' => get_real_size(ini_get('post_max_size')),
            'completion' => !empty($CFG->enablecompletion),
            'missingrights' => implode(',', self::missing_rights()),
            'welcomemail' => (bool) get_config('enrol_manual', 'sendcoursewelcomemessage'),
            'welcomemailcourses' => $DB->count_records_select('enrol', "enrol = 'manual' AND status = 0 AND customint1 > 0"),
            'waiting' => $outbox->waiting,
            'oldest' => $outbox->oldest,
        ];
    }

    /**
     * Rights of the role that the account has not in the system context.
     *
     * @return string[] names of capabilities
     */
    private static function missing_rights(): array {
        $context = context_system::instance();
        $account = connection::id('serviceuserid');
        return array_values(array_filter(
            role::CAPABILITIES,
            fn(string $capability): bool => get_capability_info($capability) && !has_capability($capability, $context, $account),
        ));
    }
}
