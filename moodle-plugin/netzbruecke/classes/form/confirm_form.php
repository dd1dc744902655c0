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
 * What Connect will do.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\form;

use local_netzbruecke\connect\web_services;
use moodleform;

/**
 * Second page of Connect: who was reached, and the button.
 */
final class confirm_form extends moodleform {
    #[\Override]
    protected function definition() {
        $form = $this->_form;
        foreach (['address' => PARAM_RAW_TRIMMED, 'code' => PARAM_RAW_TRIMMED] as $name => $type) {
            $form->addElement('hidden', $name, $this->_customdata[$name]);
            $form->setType($name, $type);
        }
        $form->addElement('hidden', 'confirmed', 1);
        $form->setType('confirmed', PARAM_BOOL);
        if (!web_services::are_on()) {
            $label = get_string('turnon', 'local_netzbruecke');
            $form->addElement('advcheckbox', 'turnon', get_string('webservices', 'local_netzbruecke'), $label);
            $form->addHelpButton('turnon', 'turnon', 'local_netzbruecke');
        }
        $this->add_action_buttons(true, get_string('connect', 'local_netzbruecke'));
    }
}
