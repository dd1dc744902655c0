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
 * Connects this site to the tool from the command line.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

define('CLI_SCRIPT', true);

require(__DIR__ . '/../../../config.php');
require_once($CFG->libdir . '/clilib.php');

use local_netzbruecke\connect\connector;
use local_netzbruecke\connect\invitation_code;
use local_netzbruecke\connect\step;
use local_netzbruecke\tool;
use local_netzbruecke\tool_exception;

[$options, $unknown] = cli_get_params(
    ['address' => '', 'code' => '', 'turn-on-web-services' => false, 'yes' => false, 'help' => false],
    ['h' => 'help', 'y' => 'yes']
);
if ($unknown || $options['help'] || $options['address'] === '') {
    cli_writeln(get_string('cli:connecthelp', 'local_netzbruecke'));
    exit($options['help'] ? 0 : 2);
}

try {
    $tool = new tool($options['address']);
    $hello = $tool->hello();
} catch (tool_exception $e) {
    cli_error($e->getMessage());
}
$code = invitation_code::find($options['address'], $options['code']);
if ($code === '') {
    cli_error(get_string('codemissing', 'local_netzbruecke'));
}
cli_writeln(get_string('cli:reached', 'local_netzbruecke', ['name' => $hello->name, 'host' => $tool->host()]));
if (!$options['yes'] && cli_input(get_string('cli:sure', 'local_netzbruecke'), 'n', ['y', 'n']) !== 'y') {
    exit(1);
}

\core\session\manager::set_user(get_admin());
$failed = false;
foreach ((new connector($tool, $code, (bool) $options['turn-on-web-services']))->run() as $step) {
    $failed = $failed || $step->state === step::FAILED;
    cli_writeln(rtrim("{$step->outcome()}: {$step->title()} {$step->detail}"));
}
exit($failed ? 1 : 0);
