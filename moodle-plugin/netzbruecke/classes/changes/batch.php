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
 * Many changes in one call.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\changes;

use invalid_parameter_exception;
use local_netzbruecke\packed;

/**
 * Makes changes and keeps what became of each person. One person's change is done wholly or not at all; a refusal
 * of one does not stop the others.
 */
final class batch {
    /** People in one call, over all changes. */
    public const MOST = 5000;

    /** @var change[] to make */
    private readonly array $changes;

    /**
     * Reads a batch. Nothing is done when any of it cannot be read.
     *
     * @param array[] $objects as they came
     * @throws invalid_parameter_exception
     */
    public function __construct(array $objects) {
        $this->changes = array_map([change::class, 'from'], $objects);
        $people = array_sum(array_map(fn(change $change): int => count($change->users), $this->changes));
        if ($people > self::MOST) {
            throw new invalid_parameter_exception('At most ' . self::MOST . ' people in one call.');
        }
    }

    /**
     * Makes the changes, in their order.
     *
     * @return array[] for each change: done and wasso (packed), refused (list of userid, code, message)
     */
    public function apply(): array {
        return array_map([self::class, 'make'], $this->changes);
    }

    /**
     * Makes one change for everybody.
     *
     * @param change $change
     * @return array done and wasso (packed), refused
     */
    private static function make(change $change): array {
        $done = [];
        $wasso = [];
        $refused = [];
        $refuse = function (int $userid, refusal $why) use (&$refused): void {
            $refused[] = ['userid' => $userid, 'code' => $why->reason, 'message' => $why->getMessage()];
        };
        try {
            $change->prepare();
        } catch (refusal $why) {
            foreach ($change->users as $userid) {
                $refuse($userid, $why);
            }
            return ['done' => '', 'wasso' => '', 'refused' => $refused];
        }
        $accounts = self::accounts($change->users);
        foreach ($change->users as $userid) {
            try {
                if (!isset($accounts[$userid])) {
                    throw new refusal('unknownuser');
                }
                self::whole(fn(): bool => $change->apply($userid)) ? $done[] = $userid : $wasso[] = $userid;
            } catch (refusal $why) {
                $refuse($userid, $why);
            }
        }
        return ['done' => packed::of($done), 'wasso' => packed::of($wasso), 'refused' => $refused];
    }

    /**
     * Accounts that are there: not deleted, and not the guest.
     *
     * @param int[] $userids
     * @return string[] by user id
     */
    private static function accounts(array $userids): array {
        global $CFG, $DB;
        $accounts = [];
        foreach (array_chunk($userids, 1000) as $chunk) {
            [$in, $params] = $DB->get_in_or_equal($chunk);
            $select = "id $in AND deleted = 0 AND id <> ?";
            $accounts += $DB->get_records_select_menu('user', $select, [...$params, $CFG->siteguest], '', 'id, 1 AS there');
        }
        return $accounts;
    }

    /**
     * Does something wholly or not at all.
     *
     * @param callable $work
     * @return bool what the work answers
     * @throws refusal
     */
    private static function whole(callable $work): bool {
        global $DB;
        $transaction = $DB->start_delegated_transaction();
        try {
            $changed = $work();
            $transaction->allow_commit();
            return $changed;
        } catch (\Throwable $e) {
            try {
                $transaction->rollback($e);
            } catch (refusal $why) {
                throw $why;
            } catch (\Throwable $again) {
                throw new refusal('failed', $again->getMessage());
            }
        }
    }
}
