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
 * Paging by key.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\external;

use core_external\external_value;
use invalid_parameter_exception;

/**
 * Pages begin after a key, not after a number of rows: rows that come or go meanwhile shift nothing.
 */
final class paging {
    /** Rows a page at most. */
    public const MOST = 5000;

    /**
     * Parameter: the key after which the page begins.
     *
     * @return external_value
     */
    public static function after(): external_value {
        return new external_value(PARAM_INT, '"next" of the page before; 0: the first page', VALUE_DEFAULT, 0);
    }

    /**
     * Parameter: rows a page.
     *
     * @return external_value
     */
    public static function limit(): external_value {
        return new external_value(PARAM_INT, 'Rows a page, 1 to ' . self::MOST, VALUE_DEFAULT, 1000);
    }

    /**
     * Result: where the next page begins.
     *
     * @return external_value
     */
    public static function next(): external_value {
        return new external_value(PARAM_INT, 'Send it as "after" for the next page; 0: this was the last');
    }

    /**
     * Checks the rows a page.
     *
     * @param int $limit
     * @throws invalid_parameter_exception
     */
    public static function check(int $limit): void {
        if ($limit < 1 || $limit > self::MOST) {
            throw new invalid_parameter_exception('limit: 1 to ' . self::MOST . '.');
        }
    }

    /**
     * Cuts the one row that was read beyond the page.
     *
     * @param array $rows read with limit + 1, keyed or not; cut to the page
     * @param int $limit rows a page
     * @param string $key field that the rows are ordered by
     * @return int the key of the last row of the page; 0 when nothing follows
     */
    public static function cut(array &$rows, int $limit, string $key = 'id'): int {
        if (count($rows) <= $limit) {
            return 0;
        }
        $rows = array_slice($rows, 0, $limit);
        return (int) end($rows)->$key;
    }
}
