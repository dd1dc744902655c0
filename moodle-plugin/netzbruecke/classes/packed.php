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
 * Ids and JSON in one web service parameter.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use invalid_parameter_exception;

/**
 * Packs many ids into one text, and reads what came packed.
 *
 * PHP drops form variables above max_input_vars, sometimes silently. A thousand ids in one variable cannot be cut.
 * Form of a list: ascending numbers with commas, neighbours as a range: "3,7-12,40". The empty text is the empty list.
 */
final class packed {
    /** The longest list, in ids. */
    public const MOST = 50000;

    /**
     * Reads a packed list.
     *
     * @param string $text "3,7-12,40"
     * @return int[] ascending, each once
     * @throws invalid_parameter_exception when it is anything else, or longer than MOST
     */
    public static function ids(string $text): array {
        if ($text === '') {
            return [];
        }
        $ids = [];
        // Part by part: one expression over a list of thousands exhausts the stack of PCRE, and would refuse the list.
        foreach (explode(',', $text, self::MOST + 1) as $part) {
            if (!preg_match('/^\d{1,15}(-\d{1,15})?$/D', $part)) {
                throw new invalid_parameter_exception('Not a packed list of ids.');
            }
            [$first, $last] = array_map('intval', array_pad(explode('-', $part), 2, $part));
            if ($last < $first || $last - $first >= self::MOST - count($ids)) {
                throw new invalid_parameter_exception('A packed list holds at most ' . self::MOST . ' ids, ranges ascend.');
            }
            for ($id = $first; $id <= $last; $id++) {
                $ids[$id] = $id;
            }
        }
        ksort($ids);
        return array_values($ids);
    }

    /**
     * Packs a list.
     *
     * @param array $ids numbers, in any order
     * @return string "3,7-12,40"
     */
    public static function of(array $ids): string {
        $ids = array_values(array_unique(array_map('intval', $ids)));
        sort($ids);
        $parts = [];
        $count = count($ids);
        for ($i = 0; $i < $count; $i++) {
            $first = $ids[$i];
            while ($i + 1 < $count && $ids[$i + 1] === $ids[$i] + 1) {
                $i++;
            }
            $parts[] = $first === $ids[$i] ? (string) $first : $first . '-' . $ids[$i];
        }
        return implode(',', $parts);
    }

    /**
     * Reads a JSON list of objects.
     *
     * @param string $text JSON
     * @param int $most how many elements at most
     * @return array[] the objects as arrays
     * @throws invalid_parameter_exception when it is anything else, or longer
     */
    public static function objects(string $text, int $most): array {
        $read = json_decode($text, false, 8);
        if (!is_array($read) || count($read) > $most) {
            throw new invalid_parameter_exception("Not a JSON list of at most $most objects.");
        }
        foreach ($read as $index => $element) {
            if (!$element instanceof \stdClass) {
                throw new invalid_parameter_exception("Element $index is not an object.");
            }
            $read[$index] = (array) $element;
        }
        return $read;
    }
}
