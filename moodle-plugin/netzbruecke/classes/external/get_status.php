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
 * Web service: how this site is.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\external;

use context_system;
use core_external\external_api;
use core_external\external_function_parameters;
use core_external\external_single_structure;
use core_external\external_value;
use local_netzbruecke\site_status;

/**
 * Versions, limits, cron, missing rights and the outbox.
 */
final class get_status extends external_api {
    /**
     * Parameters: none.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([]);
    }

    /**
     * Reads the status.
     *
     * @return array
     */
    public static function execute(): array {
        self::validate_parameters(self::execute_parameters(), []);
        $context = context_system::instance();
        self::validate_context($context);
        require_capability('local/netzbruecke:readstatus', $context);
        return site_status::read();
    }

    /**
     * Result.
     *
     * @return external_single_structure
     */
    public static function execute_returns(): external_single_structure {
        return new external_single_structure([
            'wwwroot' => new external_value(PARAM_RAW, 'Address of the site'),
            'release' => new external_value(PARAM_RAW, 'Moodle release'),
            'version' => new external_value(PARAM_RAW, 'Moodle version'),
            'plugin' => new external_value(PARAM_RAW, 'Version of this plugin'),
            'php' => new external_value(PARAM_RAW, 'PHP version'),
            'time' => new external_value(PARAM_INT, 'Clock of the site, seconds since 1970'),
            'clientid' => new external_value(PARAM_RAW, 'Client id of the LTI tool; empty: none'),
            'deploymentid' => new external_value(PARAM_RAW, 'Deployment id of the LTI tool; empty: none'),
            'serviceaccount' => new external_value(PARAM_INT, 'User id of the service account'),
            'lastcron' => new external_value(PARAM_INT, 'When cron last started; 0: never'),
            'maxinputvars' => new external_value(PARAM_INT, 'Form variables that PHP reads'),
            'postmaxsize' => new external_value(PARAM_INT, 'Bytes of a form that PHP reads'),
            'completion' => new external_value(PARAM_BOOL, 'Whether the site tracks completion'),
            'missingrights' => new external_value(PARAM_RAW, 'Capabilities that the account lacks, with commas'),
            'welcomemail' => new external_value(PARAM_BOOL, 'Whether new courses send a welcome mail at manual enrolment'),
            'welcomemailcourses' => new external_value(PARAM_INT, 'Courses that send one'),
            'waiting' => new external_value(PARAM_INT, 'Rows of the outbox'),
            'oldest' => new external_value(PARAM_INT, 'When the oldest of them was written; 0: none'),
        ]);
    }
}
