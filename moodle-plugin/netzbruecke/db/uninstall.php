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
 * Uninstallation.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

/**
 * Takes back what Connect made outside the plugin's own tables.
 *
 * @return bool
 */
function xmldb_local_netzbruecke_uninstall() {
    global $DB;
    \local_netzbruecke\connect\disconnector::run();
    // Moodle itself forgets the plugin's functions only, and would leave the rows of its own functions in our service.
    $service = \local_netzbruecke\connect\service_token::service();
    $DB->delete_records('external_services_functions', ['externalserviceid' => $service->id]);
    return true;
}
