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
 * Connect.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\connect;

use local_netzbruecke\connection;
use local_netzbruecke\event\connection_made;
use local_netzbruecke\tool;
use local_netzbruecke\tool_exception;

/**
 * Makes everything that the tool needs and hands it over. Each step looks first whether it is so already, so that
 * pressing twice changes nothing; the first step that fails ends it.
 */
final class connector {
    /** @var step[] what was tried */
    private array $steps = [];

    /**
     * To one tool.
     *
     * @param tool $tool
     * @param string $code invitation of the tool's operator
     * @param bool $mayturnon whether web services and REST may be turned on
     */
    public function __construct(
        /** @var tool the tool */
        private readonly tool $tool,
        /** @var string invitation */
        private readonly string $code,
        /** @var bool the administrator's tick */
        private readonly bool $mayturnon,
    ) {
    }

    /**
     * Connects.
     *
     * @return step[] in the order in which they were tried
     */
    public function run(): array {
        try {
            $hello = $this->tool->hello();
            $this->steps[] = new step('reach', step::PASSED, $this->tool->host());
            $isother = connection::is_made() && connection::get('toolurl') !== $this->tool->url;
            if ($isother) {
                throw new tool_exception('otherconnected', connection::get('toolurl'));
            }
            $made = $this->made(web_services::turn_on($this->mayturnon))
                && $this->made(role::make())
                && $this->made(service_account::make())
                && $this->made(service_token::open())
                && $this->made(service_token::make())
                && $this->made(tool_type::make($hello));
            if ($made) {
                $this->hand_over($hello);
            }
        } catch (tool_exception $e) {
            $name = $this->steps === [] ? 'reach' : 'handover';
            $this->steps[] = new step($name, step::FAILED, $e->getMessage());
        }
        return $this->steps;
    }

    /**
     * Keeps a step.
     *
     * @param step $step
     * @return bool whether to go on
     */
    private function made(step $step): bool {
        $this->steps[] = $step;
        return $step->state !== step::FAILED;
    }

    /**
     * Gives the tool what it needs to know, in one request, and keeps its answer.
     *
     * @param \stdClass $hello what the tool says of itself
     * @throws tool_exception
     */
    private function hand_over(\stdClass $hello): void {
        global $CFG, $SITE;
        $type = tool_type::current();
        $answer = $this->tool->connect([
            'protocol' => 1,
            'invitation' => $this->code,
            'wwwroot' => $CFG->wwwroot,
            'siteName' => format_string($SITE->fullname),
            'clientId' => $type->clientid,
            'deploymentId' => (string) $type->id,
            'token' => service_token::token(),
            'serviceAccount' => connection::id('serviceuserid'),
            'pushSecret' => connection::secret(),
        ]);
        $isnew = connection::get('connectionid') !== $answer->connection;
        connection::set('connectionid', $answer->connection);
        connection::set('toolurl', $this->tool->url);
        connection::set('toolname', $hello->name);
        if ($isnew) {
            connection::set('timeconnected', time());
            connection_made::of($this->tool->host())->trigger();
        }
        $this->steps[] = step::of('handover', $isnew);
        foreach ((array) ($answer->checks ?? []) as $check) {
            $name = 'said' . preg_replace('/[^a-z]/', '', $check->name ?? '');
            if (get_string_manager()->string_exists('step:' . $name, 'local_netzbruecke')) {
                $this->steps[] = new step($name, ($check->passed ?? false) ? step::PASSED : step::FAILED);
            }
        }
    }
}
