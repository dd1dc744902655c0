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
 * Disconnects this site from the tool from the command line.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

define('CLI_SCRIPT', true);

require(__DIR__ . '/../../../config.php');
require_once($CFG->libdir . '/clilib.php');

use local_netzbruecke\connect\disconnector;

[$options, $unknown] = cli_get_params(['yes' => false, 'help' => false], ['h' => 'help', 'y' => 'yes']);
if ($unknown || $options['help']) {
    cli_writeln(get_string('cli:disconnecthelp', 'local_netzbruecke'));
    exit($options['help'] ? 0 : 2);
}
if (!$options['yes'] && cli_input(get_string('cli:suredisconnect', 'local_netzbruecke'), 'n', ['y', 'n']) !== 'y') {
    exit(1);
}

\core\session\manager::set_user(get_admin());
foreach (disconnector::run() as $step) {
    cli_writeln(rtrim("{$step->outcome()}: {$step->title()} {$step->detail}"));
}
