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
 * The LTI tool.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

namespace local_netzbruecke\connect;

use local_netzbruecke\connection;

/**
 * The tool as an LTI 1.3 external tool of the whole site: active, in the activity chooser, names yes, mail no.
 */
final class tool_type {
    /**
     * Makes the tool type. One that an administrator registered before is used as it is.
     *
     * @param \stdClass $hello what the tool says of itself
     * @return step
     */
    public static function make(\stdClass $hello): step {
        global $CFG, $DB;
        require_once($CFG->dirroot . '/mod/lti/locallib.php');
        $type = self::find($hello->launch);
        if ($type) {
            connection::set('typeid', $type->id);
            return self::activate($type);
        }
        $type = (object) ['state' => LTI_TOOL_STATE_CONFIGURED];
        $config = (object) [
            'lti_typename' => get_string('pluginname', 'local_netzbruecke'),
            'lti_toolurl' => $hello->launch,
            'lti_description' => get_string('tooldescription', 'local_netzbruecke'),
            'lti_ltiversion' => LTI_VERSION_1P3,
            'lti_organizationid_default' => LTI_DEFAULT_ORGID_SITEID,
            'lti_keytype' => LTI_JWK_KEYSET,
            'lti_publickeyset' => $hello->keys,
            'lti_initiatelogin' => $hello->login,
            'lti_redirectionuris' => $hello->launch,
            'lti_customparameters' => '',
            'lti_icon' => clean_param($hello->icon ?? '', PARAM_URL),
            'lti_coursevisible' => LTI_COURSEVISIBLE_ACTIVITYCHOOSER,
            'lti_launchcontainer' => LTI_LAUNCH_CONTAINER_EMBED_NO_BLOCKS,
            'lti_contentitem' => 1,
            'lti_toolurl_ContentItemSelectionRequest' => $hello->launch,
            'lti_sendname' => LTI_SETTING_ALWAYS,
            'lti_sendemailaddr' => LTI_SETTING_NEVER,
            'lti_acceptgrades' => LTI_SETTING_DELEGATE,
            'ltiservice_gradesynchronization' => 1,
            'ltiservice_memberships' => 1,
            'ltiservice_toolsettings' => 0,
        ];
        $id = lti_add_type($type, $config);
        connection::set('typeid', $id);
        connection::set('madetype', $id);
        return step::of('tool', true);
    }

    /**
     * The tool type of the connection.
     *
     * @return \stdClass|null
     */
    public static function current(): ?\stdClass {
        global $DB;
        $where = ['id' => connection::id('typeid'), 'ltiversion' => '1.3.0'];
        return $DB->get_record('lti_types', $where) ?: null;
    }

    /**
     * Client id of the tool type, when it will be taken away: Connect made it, and no activity uses it.
     *
     * @return string empty: it stays, or there is none
     */
    public static function going(): string {
        global $DB;
        $type = self::current();
        $isgoing = $type && connection::id('madetype') === (int) $type->id
            && !$DB->record_exists('lti', ['typeid' => $type->id]);
        return $isgoing ? $type->clientid : '';
    }

    /**
     * Takes the tool type away. While activities use it, it stays and leaves the activity chooser.
     *
     * @return step
     */
    public static function take_away(): step {
        global $CFG, $DB;
        require_once($CFG->dirroot . '/mod/lti/locallib.php');
        $type = self::current();
        connection::set('typeid', null);
        if (!$type) {
            return step::of('toolgone', false);
        }
        if (connection::id('madetype') !== (int) $type->id) {
            return new step('toolgone', step::KEPT, get_string('toolnotours', 'local_netzbruecke'));
        }
        $uses = $DB->count_records('lti', ['typeid' => $type->id]);
        if ($uses > 0) {
            $DB->set_field('lti_types', 'coursevisible', LTI_COURSEVISIBLE_NO, ['id' => $type->id]);
            return new step('toolgone', step::KEPT, get_string('toolused', 'local_netzbruecke', $uses));
        }
        connection::set('madetype', null);
        lti_delete_type($type->id);
        $DB->delete_records('lti_coursevisible', ['typeid' => $type->id]);
        return step::of('toolgone', true);
    }

    /**
     * A site-wide LTI 1.3 tool type with this launch address.
     *
     * @param string $launch address
     * @return \stdClass|null the oldest
     */
    private static function find(string $launch): ?\stdClass {
        global $DB;
        $url = $DB->sql_compare_text('baseurl', 500);
        $select = "$url = :url AND ltiversion = :version AND course = :site";
        $params = ['url' => $launch, 'version' => LTI_VERSION_1P3, 'site' => SITEID];
        $found = $DB->get_records_select('lti_types', $select, $params, 'id', '*', 0, 1);
        return $found ? reset($found) : null;
    }

    /**
     * Activates a tool type, and puts it into the activity chooser.
     *
     * @param \stdClass $type row of lti_types
     * @return step
     */
    private static function activate(\stdClass $type): step {
        global $DB;
        $wanted = ['state' => LTI_TOOL_STATE_CONFIGURED, 'coursevisible' => LTI_COURSEVISIBLE_ACTIVITYCHOOSER];
        $is = ['state' => (int) $type->state, 'coursevisible' => (int) $type->coursevisible];
        if ($is === $wanted) {
            return step::of('tool', false);
        }
        $DB->update_record('lti_types', (object) ($wanted + ['id' => $type->id, 'timemodified' => time()]));
        return step::of('tool', true);
    }
}
