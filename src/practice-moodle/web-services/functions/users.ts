import { everyAccount, type MoodleAccount } from '../accounts.ts';
import { may, webServiceFunction } from '../call.ts';
import { multiple, value } from '../parameters.ts';
import { WsError } from '../ws-error.ts';

interface Asked {
  field: string;
  values: string[];
}

const texts: Record<string, (account: MoodleAccount) => string> = {
  id: ({ id }) => String(id),
  username: ({ username }) => username.toLowerCase(),
  idnumber: ({ idnumber }) => idnumber,
  email: ({ email }) => email.toLowerCase(),
};

/** Unknown values are silently absent; accounts of the same idnumber or mail address all come. */
export const getUsersByField = webServiceFunction<Asked>(
  { field: value('alpha'), values: multiple(value('raw')) },
  (site, { field, values }) => {
    const textOf = Object.hasOwn(texts, field) ? texts[field] : undefined;
    if (!textOf) {
      throw new WsError(
        'core\\exception\\coding_exception',
        'codingerror',
        'Coding error detected, it must be fixed by a programmer: Unsupported field.',
      );
    }
    if (!may(site, 'moodle/user:viewdetails')) return [];
    const isFolded = field === 'email' || field === 'username';
    const wanted = new Set(values.map((text) => (isFolded ? text.toLowerCase() : text)));
    const all = may(site, 'moodle/user:viewalldetails');
    return everyAccount(site)
      .filter(
        (account) => wanted.has(textOf(account)) && !site.webServices.settings.hiddenUsers.has(account.id),
      )
      .map((account) => ({
        id: account.id,
        ...(all && { username: account.username }),
        firstname: account.firstname,
        lastname: account.lastname,
        fullname: account.fullname,
        ...(may(site, 'moodle/site:viewuseridentity') && { email: account.email }),
        ...(all && account.idnumber !== '' && { idnumber: account.idnumber }),
        ...(all && { suspended: account.suspended, auth: 'manual', confirmed: true }),
        department: '',
        profileimageurlsmall: `${site.origin}/theme/image.php/boost/core/1/u/f2`,
        profileimageurl: `${site.origin}/theme/image.php/boost/core/1/u/f1`,
      }));
  },
);
