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
 * Steps as a list.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\output;

use core\output\named_templatable;
use local_netzbruecke\connect\step;
use renderable;
use renderer_base;

/**
 * What became of each step of Connect or Disconnect.
 */
final class steps implements named_templatable, renderable {
    /** Bootstrap colour and icon by state. */
    private const LOOKS = [
        step::DONE => ['success', 'fa-circle-check'],
        step::WASSO => ['muted', 'fa-circle-check'],
        step::PASSED => ['success', 'fa-circle-check'],
        step::KEPT => ['info', 'fa-circle-info'],
        step::FAILED => ['danger', 'fa-circle-xmark'],
    ];

    /**
     * A list.
     *
     * @param step[] $steps
     */
    public function __construct(
        /** @var step[] to show */
        private readonly array $steps,
    ) {
    }

    #[\Override]
    public function get_template_name(renderer_base $renderer): string {
        return 'local_netzbruecke/steps';
    }

    /**
     * Whether one of them failed.
     *
     * @return bool
     */
    public function have_failed(): bool {
        return array_filter($this->steps, fn(step $step): bool => $step->state === step::FAILED) !== [];
    }

    #[\Override]
    public function export_for_template(renderer_base $output): array {
        return ['steps' => array_map(fn(step $step): array => [
            'title' => $step->title(),
            'outcome' => $step->outcome(),
            'detail' => $step->detail,
            'colour' => self::LOOKS[$step->state][0],
            'icon' => self::LOOKS[$step->state][1],
        ], $this->steps)];
    }
}
