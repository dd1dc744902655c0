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
 * Tests of signed messages.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke;

/**
 * Signatures.
 *
 * @covers \local_netzbruecke\signature
 */
final class signature_test extends \basic_testcase {
    /**
     * The tool computes the same: this very example stands in its tests too.
     */
    public function test_example_of_the_protocol(): void {
        $this->assertSame(
            '7207027994614da2eb6f5b605127cbf1',
            substr(signature::of(str_repeat('ab', 32), 'id-1', 1795422097, '{"changes":[]}'), 0, 32)
        );
    }

    /**
     * Everything that is signed changes the signature.
     */
    public function test_everything_counts(): void {
        $all = [
            signature::of('secret', 'id', 1, 'body'),
            signature::of('Secret', 'id', 1, 'body'),
            signature::of('secret', 'ie', 1, 'body'),
            signature::of('secret', 'id', 2, 'body'),
            signature::of('secret', 'id', 1, 'bodz'),
        ];
        $this->assertCount(5, array_unique($all));
    }

    /**
     * Headers of a message.
     */
    public function test_headers(): void {
        $headers = signature::headers('secret', 'site', 'id', 5, '{}');
        $this->assertSame('v1=' . signature::of('secret', 'id', 5, '{}'), $headers['X-Netzbruecke-Signature']);
        $this->assertSame(['site', 'id', '5'], [
            $headers['X-Netzbruecke-Connection'], $headers['X-Netzbruecke-Id'], $headers['X-Netzbruecke-Time'],
        ]);
    }
}
