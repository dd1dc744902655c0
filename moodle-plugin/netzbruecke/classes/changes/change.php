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
 * One kind of change for many people.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\changes;

use context;
use core_external\external_api;
use invalid_parameter_exception;
use local_netzbruecke\packed;

/**
 * A change as the tool asked for it. It is read and checked as a whole first, prepared once, then made person by person.
 */
abstract class change {
    /** Class that makes a change, by its word. */
    private const KINDS = [
        'cohort-add' => cohort_change::class,
        'cohort-remove' => cohort_change::class,
        'enrol' => enrolment_change::class,
        'unenrol' => enrolment_change::class,
        'group-add' => group_change::class,
        'group-remove' => group_change::class,
    ];

    /** @var int[] user ids */
    public readonly array $users;

    /**
     * A change.
     *
     * @param string $do one of the words
     * @param array $fields as they came
     */
    final protected function __construct(
        /** @var string one of the words */
        protected readonly string $do,
        /** @var array as they came */
        private readonly array $fields,
    ) {
        if (!is_string($fields['users'] ?? null)) {
            throw new invalid_parameter_exception("$do: users is a packed list.");
        }
        $this->users = packed::ids($fields['users']);
        $unknown = array_diff(array_keys($fields), ['do', 'users', ...$this->fields()]);
        if ($unknown !== []) {
            throw new invalid_parameter_exception("$do: unknown field.");
        }
        $this->read();
    }

    /**
     * Reads a change.
     *
     * @param array $fields as they came
     * @return self
     * @throws invalid_parameter_exception
     */
    public static function from(array $fields): self {
        $do = $fields['do'] ?? null;
        if (!is_string($do) || !isset(self::KINDS[$do])) {
            throw new invalid_parameter_exception('do: ' . implode(', ', array_keys(self::KINDS)) . '.');
        }
        $class = self::KINDS[$do];
        return new $class($do, $fields);
    }

    /**
     * Names of the fields besides do and users.
     *
     * @return string[]
     */
    abstract protected function fields(): array;

    /**
     * Reads and checks the fields; nothing is looked up yet.
     *
     * @throws invalid_parameter_exception
     */
    abstract protected function read(): void;

    /**
     * Looks up what the change is about, and checks the rights.
     *
     * @throws refusal for everybody
     */
    abstract public function prepare(): void;

    /**
     * Makes it for one person.
     *
     * @param int $userid of an account that is there
     * @return bool whether anything was changed
     * @throws refusal
     */
    abstract public function apply(int $userid): bool;

    /**
     * A field that holds a number.
     *
     * @param string $name
     * @param bool $isneeded
     * @return int|null null when it may be missing, and is
     * @throws invalid_parameter_exception
     */
    protected function number(string $name, bool $isneeded = true): ?int {
        $value = $this->fields[$name] ?? null;
        if ($value === null && !$isneeded) {
            return null;
        }
        if (!is_int($value) || $value < 0) {
            throw new invalid_parameter_exception("{$this->do}: $name is a number.");
        }
        return $value;
    }

    /**
     * A field that holds one of some words.
     *
     * @param string $name
     * @param string[] $words
     * @return string|null null when it is missing
     * @throws invalid_parameter_exception
     */
    protected function word(string $name, array $words): ?string {
        $value = $this->fields[$name] ?? null;
        if ($value !== null && !in_array($value, $words, true)) {
            throw new invalid_parameter_exception("{$this->do}: $name is one of " . implode(', ', $words) . '.');
        }
        return $value;
    }

    /**
     * Checks that the service account may do it there.
     *
     * @param context|false $context
     * @param string $unknown reason when there is no such context
     * @param string ...$capabilities
     * @throws refusal
     */
    protected static function check(context|false $context, string $unknown, string ...$capabilities): void {
        if (!$context) {
            throw new refusal($unknown);
        }
        try {
            external_api::validate_context($context);
            foreach ($capabilities as $capability) {
                require_capability($capability, $context);
            }
        } catch (\moodle_exception $e) {
            throw new refusal('norights', $e->getMessage());
        }
    }
}
