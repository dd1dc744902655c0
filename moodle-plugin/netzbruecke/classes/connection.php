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
 * The connection to the tool.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use core\encryption;

/**
 * What this site knows of its tool, and what Connect made here. Kept in the plugin's configuration.
 */
final class connection {
    /** Component whose configuration it is. */
    private const COMPONENT = 'local_netzbruecke';

    /**
     * Whether the tool has accepted this site.
     *
     * @return bool
     */
    public static function is_made(): bool {
        return self::get('connectionid') !== '' && self::get('toolurl') !== '';
    }

    /**
     * One value.
     *
     * @param string $name of the setting
     * @return string empty where there is none
     */
    public static function get(string $name): string {
        return (string) get_config(self::COMPONENT, $name);
    }

    /**
     * One value that is a number, for example an id.
     *
     * @param string $name of the setting
     * @return int 0 where there is none
     */
    public static function id(string $name): int {
        return (int) self::get($name);
    }

    /**
     * Keeps a value.
     *
     * @param string $name of the setting
     * @param string|int|null $value null removes it
     */
    public static function set(string $name, string|int|null $value): void {
        set_config($name, $value, self::COMPONENT);
    }

    /**
     * The secret that signs messages; made when there is none yet.
     *
     * @return string 64 hexadecimal digits
     */
    public static function secret(): string {
        $sealed = self::get('pushsecret');
        if ($sealed !== '') {
            return encryption::decrypt($sealed);
        }
        $secret = bin2hex(random_bytes(32));
        self::set('pushsecret', encryption::encrypt($secret));
        return $secret;
    }

    /**
     * Forgets the tool. What Connect made is not touched.
     */
    public static function forget(): void {
        $ofconnection = ['connectionid', 'toolurl', 'toolname', 'pushsecret', 'timeconnected'];
        foreach ([...$ofconnection, 'lastpush', 'lastpusherror', 'lasterrortime'] as $name) {
            self::set($name, null);
        }
    }
}
