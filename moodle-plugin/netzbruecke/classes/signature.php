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
 * Signed messages to the tool.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

/**
 * Signs what this site tells the tool: HMAC-SHA256 over time, id and body, so that nobody else can say it,
 * change it, or say it a second time.
 */
final class signature {
    /**
     * The headers of a signed message.
     *
     * @param string $secret the secret that both sides know
     * @param string $connection how the tool calls this connection
     * @param string $id of this message, used once
     * @param int $time seconds since 1970
     * @param string $body exactly what is sent
     * @return string[] by name
     */
    public static function headers(string $secret, string $connection, string $id, int $time, string $body): array {
        return [
            'Content-Type' => 'application/json',
            'X-Netzbruecke-Connection' => $connection,
            'X-Netzbruecke-Id' => $id,
            'X-Netzbruecke-Time' => (string) $time,
            'X-Netzbruecke-Signature' => 'v1=' . self::of($secret, $id, $time, $body),
        ];
    }

    /**
     * The signature itself.
     *
     * @param string $secret the secret that both sides know
     * @param string $id of this message
     * @param int $time seconds since 1970
     * @param string $body exactly what is sent
     * @return string 64 hexadecimal digits
     */
    public static function of(string $secret, string $id, int $time, string $body): string {
        return hash_hmac('sha256', $time . '.' . $id . '.' . $body, $secret);
    }
}
