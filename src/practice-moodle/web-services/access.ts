import type { PracticeSite } from '../site.ts';
import { seconds } from '../site.ts';
import { may, type WebServiceFunction } from './call.ts';
import { webServiceFunctions } from './functions.ts';
import { pluginFunctions } from './plugin/functions.ts';
import { accessException, invalidParameter, missingRecord, moodleException } from './ws-error.ts';

/**
 * Who calls, in the order of webservice_base_server::authenticate_user().
 * @throws WsError `upgraderunning`, `invalidtoken`, `sitemaintenance`, `accessexception`, `wsaccessusersuspended`
 */
export function authenticate(site: PracticeSite, token: string, ip: string): void {
  const { settings, tables } = site.webServices;
  if (settings.upgrading) {
    throw moodleException('upgraderunning', 'Site is being upgraded, please retry later.');
  }
  if (site.webServices.tokenDeleted || token !== tables.token) {
    throw moodleException('invalidtoken', 'Invalid token - token not found');
  }
  if (settings.tokenValidUntil !== 0 && settings.tokenValidUntil < seconds(site)) {
    site.webServices.tokenDeleted = true;
    throw accessException('Invalid token - token expired - check validuntil time for the token');
  }
  if (settings.allowedIp !== '' && settings.allowedIp !== ip) {
    throw accessException(`Invalid service - IP:${ip} is not supported - check this allowed user`);
  }
  if (settings.maintenance === 'page') {
    throw moodleException(
      'sitemaintenance',
      'The site is undergoing maintenance and is currently not available',
    );
  }
  if (settings.serviceAccountSuspended) {
    throw moodleException('wsaccessusersuspended', 'Refused web service access for suspended username');
  }
  if (!may(site, 'webservice/rest:use')) {
    throw accessException(
      'You are not allowed to use the rest protocol (missing capability: webservice/rest:use)',
    );
  }
}

/** @throws WsError `invalidparameter`, `invalidrecord`, `accessexception` */
export function allowedFunction(site: PracticeSite, name: string): WebServiceFunction {
  if (name === '') throw invalidParameter('Missing function name');
  const found = webServiceFunctions.get(name) ?? pluginFunctions.get(name);
  if (!found) {
    throw missingRecord(
      'invalidrecord',
      "Can't find data record in database table external_functions.",
      'SELECT * FROM {external_functions} WHERE name = ?',
    );
  }
  const { functions, serviceEnabled, authorised } = site.webServices.settings;
  if (!serviceEnabled || !authorised || !functions.has(name)) {
    throw accessException(
      `Access to the function ${name}() is not allowed.\n There could be multiple reasons for this:`,
    );
  }
  return found;
}
