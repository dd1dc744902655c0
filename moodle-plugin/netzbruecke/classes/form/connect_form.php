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
 * Where the tool is.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\form;

use local_netzbruecke\connect\invitation_code;
use moodleform;

/**
 * First page of Connect: address of the tool and invitation code.
 */
final class connect_form extends moodleform {
    #[\Override]
    protected function definition() {
        $form = $this->_form;
        $form->addElement('text', 'address', get_string('address', 'local_netzbruecke'), ['size' => 60]);
        $form->setType('address', PARAM_RAW_TRIMMED);
        $form->addRule('address', null, 'required', null, 'client');
        $form->addHelpButton('address', 'address', 'local_netzbruecke');
        $form->setForceLtr('address');

        $form->addElement('text', 'code', get_string('code', 'local_netzbruecke'), ['size' => 50, 'autocomplete' => 'off']);
        $form->setType('code', PARAM_RAW_TRIMMED);
        $form->addHelpButton('code', 'code', 'local_netzbruecke');
        $form->setForceLtr('code');

        $this->add_action_buttons(false, get_string('continue'));
    }

    #[\Override]
    public function validation($data, $files) {
        $errors = parent::validation($data, $files);
        try {
            new \local_netzbruecke\tool($data['address']);
        } catch (\local_netzbruecke\tool_exception $e) {
            $errors['address'] = $e->getMessage();
        }
        if (invitation_code::find($data['address'], $data['code'] ?? '') === '') {
            $errors['code'] = get_string('codemissing', 'local_netzbruecke');
        }
        return $errors;
    }
}
