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
 * Members of a cohort.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\changes;

use context;

/**
 * Adds people to a cohort, or removes them.
 */
final class cohort_change extends change {
    /** @var int the cohort */
    private int $cohortid;

    #[\Override]
    protected function fields(): array {
        return ['cohort'];
    }

    #[\Override]
    protected function read(): void {
        $this->cohortid = $this->number('cohort');
    }

    #[\Override]
    public function prepare(): void {
        global $CFG, $DB;
        require_once($CFG->dirroot . '/cohort/lib.php');
        $cohort = $DB->get_record('cohort', ['id' => $this->cohortid]);
        if (!$cohort) {
            throw new refusal('unknowncohort');
        }
        $context = context::instance_by_id($cohort->contextid, IGNORE_MISSING);
        self::check($context, 'unknowncohort', 'moodle/cohort:assign');
        if ($cohort->component !== '') {
            throw new refusal('maintainedelsewhere', $cohort->component);
        }
    }

    #[\Override]
    public function apply(int $userid): bool {
        $isadding = $this->do === 'cohort-add';
        if (cohort_is_member($this->cohortid, $userid) === $isadding) {
            return false;
        }
        $isadding ? cohort_add_member($this->cohortid, $userid) : cohort_remove_member($this->cohortid, $userid);
        return true;
    }
}
