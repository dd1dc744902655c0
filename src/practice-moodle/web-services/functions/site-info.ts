import { serviceAccountId } from '../accounts.ts';
import { webServiceFunction } from '../call.ts';
import { multiple, value, withDefault } from '../parameters.ts';

export const moodleVersion = '2024100706';

/** What the site says of itself and of the token: `functions` is what it may call. */
export const getSiteInfo = webServiceFunction(
  { serviceshortnames: withDefault(multiple(value('alphanumext')), []) },
  (site) => ({
    sitename: 'Moodle Lippenau',
    username: 'netzbruecke',
    firstname: 'Netzbrücke',
    lastname: 'Dienstkonto',
    fullname: 'Netzbrücke Dienstkonto',
    lang: 'de',
    userid: serviceAccountId,
    siteurl: site.origin,
    userpictureurl: `${site.origin}/theme/image.php/boost/core/1/u/f1`,
    functions: [...site.webServices.settings.functions]
      .sort()
      .map((name) => ({ name, version: moodleVersion })),
    downloadfiles: 0,
    uploadfiles: 0,
    release: '4.5.6 (Build: 20250811)',
    version: moodleVersion,
    userissiteadmin: false,
  }),
);
