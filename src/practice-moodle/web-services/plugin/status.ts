import { seconds } from '../../site.ts';
import { serviceAccountId } from '../accounts.ts';
import { may, webServiceFunction } from '../call.ts';
import { moodleVersion } from '../functions/site-info.ts';

/** How the site is, as the companion plugin tells. */
export const getStatus = webServiceFunction({}, (site) => ({
  wwwroot: site.origin,
  release: '4.5.6 (Build: 20250811)',
  version: moodleVersion,
  plugin: '2026112700',
  php: '8.2.36',
  time: seconds(site),
  clientid: site.state.clientId,
  deploymentid: site.state.deploymentId,
  serviceaccount: serviceAccountId,
  lastcron: seconds(site),
  maxinputvars: site.webServices.settings.maxInputVars,
  postmaxsize: site.webServices.settings.postMaxSize,
  completion: true,
  missingrights: ['moodle/cohort:assign', 'enrol/manual:enrol'].filter((name) => !may(site, name)).join(','),
  welcomemail: site.webServices.settings.welcomeMessage,
  welcomemailcourses: 0,
  waiting: 0,
  oldest: 0,
}));
