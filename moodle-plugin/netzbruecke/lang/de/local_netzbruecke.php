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
 * German strings.
 *
 * @package    local_netzbruecke
 * @copyright  2026 Netzbrücke contributors
 * @license    http://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$string['accountdescription'] = 'In diesem Namen arbeitet das Werkzeug Netzbrücke. Im Browser kann sich damit niemand anmelden. „Trennen“ entfernt das Konto wieder.';
$string['accountfirstname'] = 'Netzbrücke';
$string['accountlastname'] = 'Dienstkonto';
$string['accountsuspended'] = 'Das Dienstkonto ist gesperrt. Aktivieren Sie es unter Nutzer/innen > Nutzerliste, oder trennen Sie zuerst die Verbindung.';
$string['address'] = 'Adresse oder Einladungslink';
$string['address_help'] = 'Die https-Adresse der Netzbrücke, wie der Betreiber sie Ihnen genannt hat. Sie können den ganzen Einladungslink einfügen; dann darf das Feld für den Code leer bleiben.';
$string['cachedef_courses'] = 'Was das Werkzeug zu einem Kurs gesagt hat';
$string['check:cronfresh'] = 'Netzbrücke: Cron läuft';
$string['check:cronfresh:late'] = 'Cron startete zuletzt vor {$a}. Änderungen kommen verspätet bei der Netzbrücke an. Lassen Sie Cron jede Minute laufen.';
$string['check:cronfresh:ok'] = 'Cron startete vor {$a}.';
$string['check:notconnected'] = 'Diese Website ist nicht mit der Netzbrücke verbunden.';
$string['check:outboxmoving'] = 'Netzbrücke: Änderungen werden gemeldet';
$string['check:outboxmoving:empty'] = 'Nichts wartet.';
$string['check:outboxmoving:waiting'] = 'Änderungen, die auf die Meldung warten: {$a->count}; die älteste seit {$a->age}.';
$string['check:planheld'] = 'Netzbrücke: Keine Änderung wartet auf eine Entscheidung';
$string['check:planheld:held'] = 'Die Netzbrücke hält einen Änderungsplan zurück, bis ihn jemand angesehen hat. Öffnen Sie die Netzbrücke und entscheiden Sie.';
$string['check:planheld:none'] = 'Keine Änderung wartet auf eine Entscheidung.';
$string['check:tokenvalid'] = 'Netzbrücke: Token gilt';
$string['check:tokenvalid:gone'] = 'Das Dienstkonto, sein Webservice oder sein Token fehlt, ist gesperrt oder abgelaufen. Trennen Sie die Verbindung und verbinden Sie neu.';
$string['check:tokenvalid:ok'] = 'Konto, Webservice, Token und Rechte sind da.';
$string['check:tokenvalid:rights'] = 'Rechte, die der Rolle des Dienstkontos fehlen: {$a}. Drücken Sie noch einmal „Verbinden“, dann werden sie ergänzt.';
$string['check:tokenvalid:webservicesoff'] = 'Webservices oder das REST-Protokoll wurden ausgeschaltet. Die Netzbrücke kann nichts lesen und nichts ändern.';
$string['check:toolreachable'] = 'Netzbrücke: Werkzeug antwortet';
$string['check:toolreachable:ok'] = '{$a} antwortet.';
$string['cli:connecthelp'] = "Verbindet dieses Moodle mit der Netzbrücke.\n\nOptionen:\n--address=URL             Adresse des Werkzeugs oder der ganze Einladungslink\n--code=CODE               Einladungscode, falls er nicht im Link steht\n--turn-on-web-services    Webservices und REST einschalten, falls sie aus sind\n-y, --yes                 nicht nachfragen\n-h, --help                dieser Text\n\nBeispiel: php local/netzbruecke/cli/connect.php --address=https://netz.example.org --code=...";
$string['cli:disconnecthelp'] = "Nimmt zurück, was „Verbinden“ angelegt hat. Personen, Einschreibungen, globale Gruppen und Kursgruppen bleiben.\n\nOptionen:\n-y, --yes     nicht nachfragen\n-h, --help    dieser Text";
$string['cli:reached'] = 'Erreicht: {$a->name} unter {$a->host}';
$string['cli:sure'] = 'Dieses Moodle damit verbinden? (y/n)';
$string['cli:suredisconnect'] = 'Dieses Moodle von der Netzbrücke trennen? (y/n)';
$string['code'] = 'Einladungscode';
$string['code_help'] = 'Der Betreiber der Netzbrücke erzeugt ihn für Ihr Moodle. Er gilt einmal und 24 Stunden lang.';
$string['codemissing'] = 'Der Einladungscode fehlt oder ist beschädigt. Bitten Sie den Betreiber der Netzbrücke um einen.';
$string['confirmheading'] = 'Ist das die richtige Netzbrücke?';
$string['confirmmakes'] = '„Verbinden“ legt in Ihrem Moodle an:';
$string['confirmreached'] = 'Ihr Moodle hat erreicht:';
$string['connect'] = 'Verbinden';
$string['connectabout'] = 'Verbindet dieses Moodle mit der Netzbrücke: Konto, Webservice und externes Tool werden für Sie eingerichtet. Sie brauchen die Adresse der Netzbrücke und einen Einladungscode von ihrem Betreiber.';
$string['connected'] = 'Verbunden. Lehrkräfte finden die Netzbrücke in der Aktivitätenauswahl.';
$string['connectedsince'] = 'Verbunden seit';
$string['courseabout'] = 'Räume der Netzbrücke, die sich aus diesem Kurs öffnen.';
$string['disconnect'] = 'Trennen';
$string['disconnected'] = 'Getrennt. Personen, Einschreibungen, globale Gruppen und Kursgruppen sind wie zuvor.';
$string['disconnectsure'] = 'Dieses Moodle von „{$a}“ trennen? Konto, Rolle, Token und Webservice der Netzbrücke werden entfernt. Das externe Tool bleibt, solange Aktivitäten es benutzen. Personen, Einschreibungen, globale Gruppen und Kursgruppen bleiben.';
$string['event:activitymarked'] = 'Aktivität von der Netzbrücke markiert';
$string['event:changesapplied'] = 'Mitgliedschaften von der Netzbrücke geändert';
$string['event:connectionmade'] = 'Mit der Netzbrücke verbunden';
$string['event:connectionremoved'] = 'Von der Netzbrücke getrennt';
$string['lastpush'] = 'Letzte gemeldete Änderung';
$string['lastsync'] = 'Letzter Abgleich durch die Netzbrücke';
$string['makesaccount'] = 'ein Konto für die Netzbrücke, mit dem sich im Browser niemand anmelden kann,';
$string['makesrole'] = 'eine Rolle mit den nötigen Rechten: Sie kann keine Konten anlegen, ändern oder löschen,';
$string['makesservice'] = 'einen Webservice mit einem Token nur für dieses Konto,';
$string['makestool'] = 'das externe Tool „Netzbrücke“ in der Aktivitätenauswahl; es erhält Namen, keine Mailadressen.';
$string['netzbruecke:readcourses'] = 'Netzbrücke: alle Kurse, Aktivitäten und Gruppen lesen';
$string['netzbruecke:readpeople'] = 'Netzbrücke: Mitglieder von globalen Gruppen, Kursen und Gruppen lesen';
$string['netzbruecke:readprogress'] = 'Netzbrücke: Abschlüsse und Bewertungen lesen';
$string['netzbruecke:readstatus'] = 'Netzbrücke: Zustand dieser Website lesen';
$string['netzbruecke:viewcourse'] = 'Seite „Netzbrücke“ eines Kurses sehen';
$string['neveryet'] = 'noch nie';
$string['nolinks'] = 'Mit diesem Kurs ist noch kein Raum verbunden. Fügen Sie die Aktivität „Netzbrücke“ hinzu und wählen Sie einen Raum.';
$string['notconnected'] = 'Nicht verbunden. Beim fehlgeschlagenen Schritt steht der Grund; was schon getan ist, bleibt und wird nicht doppelt getan.';
$string['pluginname'] = 'Netzbrücke';
$string['privacy:metadata:outbox'] = 'Was der Netzbrücke noch gemeldet wird. Zeilen werden gelöscht, sobald sie angekommen sind.';
$string['privacy:metadata:outbox:objectid'] = 'Die globale Gruppe oder der Kurs, in dem sich etwas änderte';
$string['privacy:metadata:outbox:timecreated'] = 'Wann es sich änderte';
$string['privacy:metadata:outbox:topic'] = 'Was sich änderte';
$string['privacy:metadata:outbox:userid'] = 'Wen die Änderung betrifft';
$string['privacy:metadata:tool'] = 'Die Netzbrücke liest und ändert Mitgliedschaften im Namen ihres Dienstkontos. Was beim Öffnen eines Links gesendet wird, sagt die Aktivität „Externes Tool“.';
$string['privacy:metadata:tool:fullname'] = 'Name der Person, wo die Netzbrücke jemanden nachschlägt';
$string['privacy:metadata:tool:identity'] = 'Anmeldename, ID-Nummer und E-Mail-Adresse, wo die Netzbrücke zu einer Liste die Konten sucht';
$string['privacy:metadata:tool:memberships'] = 'Globale Gruppen, Einschreibungen mit Rolle, Status und Daten sowie Kursgruppen der Person';
$string['privacy:metadata:tool:progress'] = 'Abschlüsse und Bewertungen in Aktivitäten und Kursen';
$string['privacy:metadata:tool:suspended'] = 'Ob das Konto gesperrt ist';
$string['privacy:metadata:tool:userid'] = 'Nummer der Person in diesem Moodle';
$string['roledescription'] = 'Rechte des Dienstkontos der Netzbrücke. Es kann keine Konten anlegen, ändern oder löschen.';
$string['rolename'] = 'Netzbrücke (Dienstkonto)';
$string['rolenametaken'] = 'Eine Rolle mit der Kurzbezeichnung „{$a}“ gibt es schon, und „Verbinden“ hat sie nicht angelegt. Benennen Sie sie unter Nutzer/innen > Rechte ändern > Rollen verwalten um, oder löschen Sie sie.';
$string['seechecks'] = 'Prüfungen der Netzbrücke im Systemstatus ansehen';
$string['step:account'] = 'Dienstkonto';
$string['step:accountgone'] = 'Dienstkonto entfernt';
$string['step:goodbye'] = 'Netzbrücke benachrichtigt';
$string['step:handover'] = 'An die Netzbrücke übergeben';
$string['step:reach'] = 'Netzbrücke erreicht';
$string['step:role'] = 'Rolle mit ihren Rechten';
$string['step:rolegone'] = 'Rolle entfernt';
$string['step:saidkeys'] = 'Prüfung der Netzbrücke: liest die Schlüssel dieses Moodle';
$string['step:saidrights'] = 'Prüfung der Netzbrücke: Das Konto hat seine Rechte';
$string['step:saidsite'] = 'Prüfung der Netzbrücke: Das Token öffnet dieses Moodle';
$string['step:saidtool'] = 'Prüfung der Netzbrücke: Das externe Tool ist das richtige';
$string['step:service'] = 'Webservice, nur für dieses Konto';
$string['step:token'] = 'Token';
$string['step:tokengone'] = 'Token und Berechtigung entfernt';
$string['step:tool'] = 'Externes Tool, aktiv und in der Aktivitätenauswahl';
$string['step:toolgone'] = 'Externes Tool entfernt';
$string['step:webservices'] = 'Webservices und REST';
$string['step:webservicesback'] = 'Webservices und REST wieder ausgeschaltet';
$string['stepstate:done'] = 'Erledigt';
$string['stepstate:failed'] = 'Fehlgeschlagen';
$string['stepstate:kept'] = 'So gelassen';
$string['stepstate:passed'] = 'In Ordnung';
$string['stepstate:wasso'] = 'War schon so';
$string['task:drain'] = 'Der Netzbrücke Änderungen melden';
$string['task:requeue'] = 'Der Netzbrücke Änderungen erneut melden';
$string['tool:addressinvalid'] = 'Das ist keine https-Adresse. Kopieren Sie die Adresse, die der Betreiber der Netzbrücke Ihnen genannt hat.';
$string['tool:hostblocked'] = 'Moodle lässt keinen Aufruf von {$a->host} zu. Ändern Sie „cURL-Sperrliste für Hosts“ (curlsecurityblockedhosts) unter Website-Administration > Grundeinstellungen > Sicherheit > HTTP-Sicherheit.';
$string['tool:notours'] = 'Unter {$a} gibt es keine Netzbrücke, mit der dieses Plugin arbeiten kann. Prüfen Sie die Adresse; vielleicht muss eines von beiden aktualisiert werden.';
$string['tool:otherconnected'] = 'Dieses Moodle ist mit {$a} verbunden. Trennen Sie diese Verbindung zuerst.';
$string['tool:otherhost'] = '{$a} nennt Adressen auf einem anderen Rechner. Bitten Sie den Betreiber, die öffentliche Adresse (PUBLIC_URL) zu prüfen.';
$string['tool:portblocked'] = 'Moodle lässt keinen Aufruf von Port {$a->port} zu. Tragen Sie ihn unter Website-Administration > Grundeinstellungen > Sicherheit > HTTP-Sicherheit in „cURL-Positivliste für Ports“ (curlsecurityallowedport) ein.';
$string['tool:said:address:refused'] = '{$a} darf die Adresse dieses Moodle (wwwroot) nicht aufrufen. Sie muss eine von außen erreichbare https-Adresse sein; für ein Moodle im selben Netz kann der Betreiber der Netzbrücke sie zulassen.';
$string['tool:said:plugin:clock-off'] = 'Die Uhren dieses Moodle und von {$a} gehen mehr als fünf Minuten auseinander. Stellen Sie die Uhr des Servers, der falsch geht (NTP).';
$string['tool:said:plugin:connection-unknown'] = '{$a} kennt diese Verbindung nicht mehr. Trennen Sie sie und verbinden Sie neu, mit einem neuen Einladungscode.';
$string['tool:said:plugin:signature-invalid'] = '{$a} nimmt die Signatur dieses Moodle nicht an. Trennen Sie die Verbindung und verbinden Sie neu, mit einem neuen Einladungscode.';
$string['tool:said:plugin:site-keys-invalid'] = '{$a} konnte die Schlüssel dieses Moodle unter /mod/lti/certs.php nicht lesen. Prüfen Sie, ob die Adresse im Browser einen Schlüssel zeigt.';
$string['tool:said:plugin:site-mismatch'] = '{$a} hat dieses Moodle zurückgerufen, und es nannte eine andere Adresse, ein anderes Konto oder ein anderes externes Tool. Vergleichen Sie $CFG->wwwroot mit der Adresse im Browser.';
$string['tool:said:plugin:site-refused'] = '{$a} hat dieses Moodle zurückgerufen, und die Webservices lehnten das Token ab. Prüfen Sie, ob Webservices und REST eingeschaltet sind, und ob etwas vor Moodle die Aufrufe filtert.';
$string['tool:said:plugin:site-unreachable'] = '{$a} konnte dieses Moodle unter seiner eigenen Adresse (wwwroot) nicht zurückrufen. Es muss von dort erreichbar sein.';
$string['tool:said:registration:invitation-invalid'] = 'Der Einladungscode ist {$a} unbekannt, schon benutzt oder älter als 24 Stunden. Bitten Sie den Betreiber um einen neuen.';
$string['tool:said:request:invalid'] = '{$a} konnte nicht lesen, was dieses Plugin gesendet hat. Eines von beiden muss aktualisiert werden.';
$string['tool:said:request:too-many'] = '{$a} wurde zu oft aufgerufen. Warten Sie eine Minute.';
$string['tool:said:site:exists'] = 'Dieses Moodle ist mit {$a} schon verbunden, und eine Verbindung wird nie überschrieben. Bitten Sie den Betreiber, zuerst die alte zu entfernen.';
$string['tool:saidcode'] = '{$a->host} hat abgelehnt: {$a->code}.';
$string['tool:saidstatus'] = '{$a->host} antwortete mit Status {$a->status} und nichts, was dieses Plugin versteht. Versuchen Sie es in einigen Minuten wieder; bleibt es so, fragen Sie den Betreiber.';
$string['tool:unreachable'] = '{$a} antwortet nicht. Prüfen Sie die Adresse, und ob dieser Server nach außen https-Aufrufe machen darf (Proxy unter Website-Administration > Server > HTTP).';
$string['tooldescription'] = 'Öffnet die Räume eines Schulnetzwerks aus dem Moodle-Kurs.';
$string['toolhost'] = 'Rechner';
$string['toolname'] = 'Name';
$string['toolnotours'] = 'Eine Administratorin oder ein Administrator hatte es schon vorher registriert.';
$string['toolurl'] = 'Adresse';
$string['toolused'] = 'Aktivitäten, die es benutzen: {$a}. Es steht nicht mehr in der Aktivitätenauswahl; erst ohne diese Aktivitäten lässt es sich entfernen.';
$string['turnon'] = 'Webservices und REST einschalten';
$string['turnon_help'] = 'Die Netzbrücke liest und ändert Mitgliedschaften über die Webservices von Moodle. Auf dieser Website sind sie ausgeschaltet. „Trennen“ schaltet sie wieder aus, wenn sonst nichts sie benutzt.';
$string['usernametaken'] = 'Ein Konto mit dem Anmeldenamen „{$a}“ gibt es schon, und „Verbinden“ hat es nicht angelegt. Benennen Sie es um, oder löschen Sie es.';
$string['waiting'] = 'Änderungen, die auf die Meldung warten';
$string['webservices'] = 'Webservices';
$string['webservicesnotours'] = 'Sie waren schon vorher eingeschaltet.';
$string['webservicesoff'] = 'Sie sind ausgeschaltet. Gehen Sie zurück und setzen Sie den Haken bei „Webservices und REST einschalten“.';
$string['webservicesused'] = 'Etwas anderes benutzt sie.';
