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
 * English strings.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['accountdescription'] = 'The tool Netzbrücke works in the name of this account. Nobody can log in with it through a browser. It is removed by "Disconnect".';
$string['accountfirstname'] = 'Netzbrücke';
$string['accountlastname'] = 'Service account';
$string['accountsuspended'] = 'The service account is suspended. Activate it under Users > Browse list of users, or disconnect first.';
$string['address'] = 'Address or invitation link';
$string['address_help'] = 'The https address of Netzbrücke as its operator gave it to you. You may paste the whole invitation link; then the code below can stay empty.';
$string['cachedef_courses'] = 'What the tool said of a course';
$string['check:cronfresh'] = 'Netzbrücke: cron runs';
$string['check:cronfresh:late'] = 'Cron last started {$a} ago. Changes reach Netzbrücke late. Let cron run every minute.';
$string['check:cronfresh:ok'] = 'Cron started {$a} ago.';
$string['check:notconnected'] = 'This site is not connected to Netzbrücke.';
$string['check:outboxmoving'] = 'Netzbrücke: changes are told';
$string['check:outboxmoving:empty'] = 'Nothing waits.';
$string['check:outboxmoving:waiting'] = 'Changes that wait to be told: {$a->count}; the oldest for {$a->age}.';
$string['check:planheld'] = 'Netzbrücke: no changes wait for a decision';
$string['check:planheld:held'] = 'Netzbrücke holds back a set of changes until somebody has looked at it. Open Netzbrücke to decide.';
$string['check:planheld:none'] = 'No changes wait for a decision.';
$string['check:tokenvalid'] = 'Netzbrücke: token works';
$string['check:tokenvalid:gone'] = 'The service account, its service or its token is gone, suspended or expired. Disconnect and connect again.';
$string['check:tokenvalid:ok'] = 'Account, service, token and rights are there.';
$string['check:tokenvalid:rights'] = 'Rights that the role of the service account lacks: {$a}. Press "Connect" once more, it gives them back.';
$string['check:tokenvalid:webservicesoff'] = 'Web services or the REST protocol were turned off. Netzbrücke cannot read or change anything.';
$string['check:toolreachable'] = 'Netzbrücke: tool answers';
$string['check:toolreachable:ok'] = '{$a} answers.';
$string['cli:connecthelp'] = "Connects this Moodle to Netzbrücke.\n\nOptions:\n--address=URL             address of the tool, or the whole invitation link\n--code=CODE               invitation code, if it is not in the link\n--turn-on-web-services    turn on web services and REST if they are off\n-y, --yes                 do not ask\n-h, --help                this text\n\nExample: php local/netzbruecke/cli/connect.php --address=https://netz.example.org --code=...";
$string['cli:disconnecthelp'] = "Takes back what Connect made. People, enrolments, cohorts and groups stay.\n\nOptions:\n-y, --yes     do not ask\n-h, --help    this text";
$string['cli:reached'] = 'Reached: {$a->name} at {$a->host}';
$string['cli:sure'] = 'Connect this Moodle to it? (y/n)';
$string['cli:suredisconnect'] = 'Disconnect this Moodle from Netzbrücke? (y/n)';
$string['code'] = 'Invitation code';
$string['code_help'] = 'The operator of Netzbrücke makes it for your Moodle. It works once and for 24 hours.';
$string['codemissing'] = 'The invitation code is missing or damaged. Ask the operator of Netzbrücke for one.';
$string['confirmheading'] = 'Is this the right Netzbrücke?';
$string['confirmmakes'] = '"Connect" makes in your Moodle:';
$string['confirmreached'] = 'Your Moodle has reached:';
$string['connect'] = 'Connect';
$string['connectabout'] = 'Connects this Moodle to Netzbrücke: account, web service and external tool are set up for you. You need the address of Netzbrücke and an invitation code from its operator.';
$string['connected'] = 'Connected. Teachers find Netzbrücke in the activity chooser.';
$string['connectedsince'] = 'Connected since';
$string['courseabout'] = 'Rooms of Netzbrücke that open from this course.';
$string['disconnect'] = 'Disconnect';
$string['disconnected'] = 'Disconnected. People, enrolments, cohorts and groups are as they were.';
$string['disconnectsure'] = 'Disconnect this Moodle from "{$a}"? Account, role, token and web service of Netzbrücke are removed. The external tool stays while activities use it. People, enrolments, cohorts and groups stay.';
$string['event:activitymarked'] = 'Activity marked by Netzbrücke';
$string['event:changesapplied'] = 'Memberships changed by Netzbrücke';
$string['event:connectionmade'] = 'Connected to Netzbrücke';
$string['event:connectionremoved'] = 'Disconnected from Netzbrücke';
$string['lastpush'] = 'Last change told';
$string['lastsync'] = 'Last comparison by Netzbrücke';
$string['makesaccount'] = 'an account for Netzbrücke that nobody can log in with in a browser,';
$string['makesrole'] = 'a role with the rights it needs: it cannot create, change or delete accounts,';
$string['makesservice'] = 'a web service with a token for this account alone,';
$string['makestool'] = 'the external tool "Netzbrücke" in the activity chooser; it gets names, no mail addresses.';
$string['netzbruecke:readcourses'] = 'Netzbrücke: read all courses, activities and groups';
$string['netzbruecke:readpeople'] = 'Netzbrücke: read members of cohorts, courses and groups';
$string['netzbruecke:readprogress'] = 'Netzbrücke: read completion and grades';
$string['netzbruecke:readstatus'] = 'Netzbrücke: read the status of this site';
$string['netzbruecke:viewcourse'] = 'See the page "Netzbrücke" of a course';
$string['neveryet'] = 'never yet';
$string['nolinks'] = 'No room is linked with this course yet. Add the activity "Netzbrücke" and choose a room.';
$string['notconnected'] = 'Not connected. The step that failed says why; what is done already stays and is not done twice.';
$string['pluginname'] = 'Netzbrücke';
$string['privacy:metadata:outbox'] = 'What is still to be told to Netzbrücke. Rows are deleted as soon as it has them.';
$string['privacy:metadata:outbox:objectid'] = 'The cohort or course that changed';
$string['privacy:metadata:outbox:timecreated'] = 'When it changed';
$string['privacy:metadata:outbox:topic'] = 'What kind of thing changed';
$string['privacy:metadata:outbox:userid'] = 'Whom the change is about';
$string['privacy:metadata:tool'] = 'Netzbrücke reads and changes memberships in the name of its service account. What a launch sends is told by the activity "External tool".';
$string['privacy:metadata:tool:fullname'] = 'Name of the person, where Netzbrücke looks somebody up';
$string['privacy:metadata:tool:identity'] = 'Username, ID number and email address, where Netzbrücke looks for the accounts of a list';
$string['privacy:metadata:tool:memberships'] = 'Cohorts, enrolments with role, status and dates, and groups of the person';
$string['privacy:metadata:tool:progress'] = 'Completion and grades of activities and courses';
$string['privacy:metadata:tool:suspended'] = 'Whether the account is suspended';
$string['privacy:metadata:tool:userid'] = 'Id of the person in this Moodle';
$string['roledescription'] = 'Rights of the service account of Netzbrücke. It cannot create, change or delete accounts.';
$string['rolename'] = 'Netzbrücke (service account)';
$string['rolenametaken'] = 'A role with the short name "{$a}" is there already, and Connect did not make it. Rename or delete it under Users > Permissions > Define roles.';
$string['seechecks'] = 'See the checks of Netzbrücke in the system status';
$string['step:account'] = 'Service account';
$string['step:accountgone'] = 'Service account removed';
$string['step:goodbye'] = 'Netzbrücke told';
$string['step:handover'] = 'Handed over to Netzbrücke';
$string['step:reach'] = 'Netzbrücke reached';
$string['step:role'] = 'Role with its rights';
$string['step:rolegone'] = 'Role removed';
$string['step:saidkeys'] = 'Netzbrücke checked: reads the keys of this Moodle';
$string['step:saidrights'] = 'Netzbrücke checked: the account has its rights';
$string['step:saidsite'] = 'Netzbrücke checked: the token opens this Moodle';
$string['step:saidtool'] = 'Netzbrücke checked: the external tool is this one';
$string['step:service'] = 'Web service, for this account alone';
$string['step:token'] = 'Token';
$string['step:tokengone'] = 'Token and permission removed';
$string['step:tool'] = 'External tool, active and in the activity chooser';
$string['step:toolgone'] = 'External tool removed';
$string['step:webservices'] = 'Web services and REST';
$string['step:webservicesback'] = 'Web services and REST turned off again';
$string['stepstate:done'] = 'Done';
$string['stepstate:failed'] = 'Failed';
$string['stepstate:kept'] = 'Left as it is';
$string['stepstate:passed'] = 'In order';
$string['stepstate:wasso'] = 'Was so already';
$string['task:drain'] = 'Tell Netzbrücke what has changed';
$string['task:requeue'] = 'Try again to tell Netzbrücke what has changed';
$string['tool:addressinvalid'] = 'This is no https address. Copy the address that the operator of Netzbrücke gave you.';
$string['tool:hostblocked'] = 'Moodle does not let itself call {$a->host}. Change "cURL blocked hosts list" (curlsecurityblockedhosts) under Site administration > General > Security > HTTP security.';
$string['tool:notours'] = 'At {$a} there is no Netzbrücke that this plugin can work with. Check the address; perhaps one of the two has to be updated.';
$string['tool:otherconnected'] = 'This Moodle is connected to {$a}. Disconnect it there first.';
$string['tool:otherhost'] = '{$a} names addresses on another host. Ask its operator to check its public address (PUBLIC_URL).';
$string['tool:portblocked'] = 'Moodle does not let itself call port {$a->port}. Add it to "cURL allowed ports list" (curlsecurityallowedport) under Site administration > General > Security > HTTP security.';
$string['tool:said:address:refused'] = '{$a} may not call the address of this Moodle (wwwroot). It must be an https address that can be reached from outside; for a Moodle in the same network the operator of Netzbrücke can allow it.';
$string['tool:said:plugin:clock-off'] = 'The clocks of this Moodle and of {$a} differ by more than five minutes. Set the clock of the server that is wrong (NTP).';
$string['tool:said:plugin:connection-unknown'] = '{$a} does not know this connection any more. Disconnect, and connect again with a new invitation code.';
$string['tool:said:plugin:signature-invalid'] = '{$a} does not accept the signature of this Moodle. Disconnect, and connect again with a new invitation code.';
$string['tool:said:plugin:site-keys-invalid'] = '{$a} could not read the keys of this Moodle at /mod/lti/certs.php. See whether that address opens in a browser and shows a key.';
$string['tool:said:plugin:site-mismatch'] = '{$a} called this Moodle back, and it gave another address, account or external tool. Compare $CFG->wwwroot with the address in the browser.';
$string['tool:said:plugin:site-refused'] = '{$a} called this Moodle back, and its web services refused the token. See whether web services and REST are on, and whether something in front of Moodle filters calls.';
$string['tool:said:plugin:site-unreachable'] = '{$a} could not call this Moodle back at its own address (wwwroot). It must be reachable from there.';
$string['tool:said:registration:invitation-invalid'] = 'The invitation code is unknown to {$a}, used up, or older than 24 hours. Ask its operator for a new one.';
$string['tool:said:request:invalid'] = '{$a} could not read what this plugin sent. One of the two has to be updated.';
$string['tool:said:request:too-many'] = '{$a} was called too often. Wait a minute.';
$string['tool:said:site:exists'] = 'This Moodle is connected to {$a} already, and a connection is never overwritten. Ask its operator to remove the old one first.';
$string['tool:saidcode'] = '{$a->host} refused: {$a->code}.';
$string['tool:saidstatus'] = '{$a->host} answered with status {$a->status} and nothing that this plugin understands. Try again in a few minutes; if it stays so, ask the operator.';
$string['tool:unreachable'] = '{$a} does not answer. Check the address, and whether this server may make outgoing https calls (proxy under Site administration > Server > HTTP).';
$string['tooldescription'] = 'Opens the rooms of a school network from the Moodle course.';
$string['toolhost'] = 'Host';
$string['toolname'] = 'Name';
$string['toolnotours'] = 'An administrator had registered it before.';
$string['toolurl'] = 'Address';
$string['toolused'] = 'Activities that use it: {$a}. It left the activity chooser; delete the activities to be able to remove it.';
$string['turnon'] = 'Turn on web services and REST';
$string['turnon_help'] = 'Netzbrücke reads and changes memberships through Moodle\'s web services. They are off on this site. Disconnect turns them off again, if nothing else uses them.';
$string['usernametaken'] = 'An account with the user name "{$a}" is there already, and Connect did not make it. Rename or delete it.';
$string['waiting'] = 'Changes waiting to be told';
$string['webservices'] = 'Web services';
$string['webservicesnotours'] = 'They were on before.';
$string['webservicesoff'] = 'They are off. Go back and tick "Turn on web services and REST".';
$string['webservicesused'] = 'Something else uses them.';
