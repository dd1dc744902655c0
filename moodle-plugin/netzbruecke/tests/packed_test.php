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
 * Tests of packed lists.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

use invalid_parameter_exception;

/**
 * Ids and JSON in one parameter.
 *
 * @covers \local_netzbruecke\packed
 */
final class packed_test extends \basic_testcase {
    /**
     * Lists that go there and back.
     *
     * @return array[]
     */
    public static function lists(): array {
        return [
            'nothing' => [[], ''],
            'one' => [[7], '7'],
            'neighbours' => [[3, 4, 5], '3-5'],
            'two neighbours' => [[3, 4], '3-4'],
            'mixed' => [[1, 3, 4, 5, 9], '1,3-5,9'],
        ];
    }

    /**
     * What is packed is what comes out.
     *
     * @dataProvider lists
     * @param int[] $ids
     * @param string $text
     */
    public function test_there_and_back(array $ids, string $text): void {
        $this->assertSame($text, packed::of($ids));
        $this->assertSame($ids, packed::ids($text));
    }

    /**
     * Order and repetition do not matter.
     */
    public function test_order_does_not_matter(): void {
        $this->assertSame('1-3', packed::of(['3', 1, '2', 2]));
        $this->assertSame([1, 2, 3], packed::ids('3,1-2,2'));
    }

    /**
     * Rubbish.
     *
     * @return array[]
     */
    public static function rubbish(): array {
        $texts = ['a', '1,', ',1', '1 2', '-1', '1--2', '5-3', "1\n", '1;DROP TABLE', '0-50000', '1-9999999999', '1.5', '1,,2'];
        return array_map(fn(string $text): array => [$text], $texts);
    }

    /**
     * Rubbish is refused as a whole.
     *
     * @dataProvider rubbish
     * @param string $text
     */
    public function test_rubbish_is_refused(string $text): void {
        $this->expectException(invalid_parameter_exception::class);
        packed::ids($text);
    }

    /**
     * The longest list is taken.
     */
    public function test_longest_list(): void {
        $this->assertCount(packed::MOST, packed::ids('1-' . packed::MOST));
        $scattered = range(1000001, 1000000 + 2 * packed::MOST, 2);
        $this->assertSame($scattered, packed::ids(packed::of($scattered)));
        $this->expectException(invalid_parameter_exception::class);
        packed::ids(packed::of($scattered) . ',7');
    }

    /**
     * Objects are read, anything else is refused.
     */
    public function test_objects(): void {
        $this->assertSame([['do' => 'x']], packed::objects('[{"do":"x"}]', 1));
        $this->assertSame([], packed::objects('[]', 1));
        foreach (['', 'null', '{}', '{"do":1}', '[1]', '[[]]', '[{"a":1},{"a":2}]', '[{"a":[[[[[[[[1]]]]]]]]}]'] as $bad) {
            $this->assertTrue(self::is_refused($bad), $bad);
        }
    }

    /**
     * Whether objects are refused.
     *
     * @param string $text
     * @return bool
     */
    private static function is_refused(string $text): bool {
        try {
            packed::objects($text, 1);
            return false;
        } catch (invalid_parameter_exception $e) {
            return true;
        }
    }
}
