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
 * Invitation of the tool's operator.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\connect;

/**
 * Finds the invitation code in what an administrator typed.
 */
final class invitation_code {
    /**
     * The code: typed, or in the address that the operator sent.
     *
     * @param string $address of the tool, or the whole invitation link
     * @param string $code typed; may be empty
     * @return string empty when there is none, or it is damaged
     */
    public static function find(string $address, string $code): string {
        $code = trim($code);
        if ($code === '') {
            parse_str((string) parse_url(trim($address), PHP_URL_QUERY), $query);
            $code = is_string($query['invite'] ?? null) ? $query['invite'] : '';
        }
        return preg_match('/^[\w-]{20,100}$/D', $code) ? $code : '';
    }
}
