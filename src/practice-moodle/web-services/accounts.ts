import { fullName, type Person } from '../person.ts';
import type { PracticeSite } from '../site.ts';

/** mdl_user as web services see it. */
export interface MoodleAccount {
  readonly id: number;
  readonly username: string;
  readonly idnumber: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly fullname: string;
  readonly email: string;
  readonly suspended: boolean;
}

export const guestId = 1;
export const serviceAccountId = 8;

function special(id: number, username: string, lastname: string): MoodleAccount {
  const email = `${username}@example.org`;
  const names = { firstname: 'Netzbrücke', lastname, fullname: `Netzbrücke ${lastname}` };
  return { id, username, idnumber: '', ...names, email, suspended: false };
}

const serviceAccount = special(serviceAccountId, 'netzbruecke', 'Dienstkonto');
const guest = special(guestId, 'guest', 'Gast');

/** Undefined for an account that never was, or is deleted. */
export function accountOf(site: PracticeSite, id: number): MoodleAccount | undefined {
  if (site.webServices.tables.deleted.has(id)) return undefined;
  if (id === serviceAccountId) return serviceAccount;
  if (id === guestId) return guest;
  const person = personWith(site, id);
  return person && account(site, person);
}

export function everyAccount(site: PracticeSite): MoodleAccount[] {
  const { tables } = site.webServices;
  const people = [...site.state.people, ...site.participants.all()].map((person) => account(site, person));
  return [guest, serviceAccount, ...people].filter(({ id }) => !tables.deleted.has(id));
}

/** Somebody whom the LTI side knows too. */
export function personWith(site: PracticeSite, id: number): Person | undefined {
  const userId = String(id);
  return site.state.people.find((one) => one.userId === userId) ?? site.participants.byUserId(userId);
}

function account(site: PracticeSite, person: Person): MoodleAccount {
  const id = Number(person.userId);
  return {
    id,
    username: person.username,
    idnumber: person.idnumber,
    firstname: person.firstName,
    lastname: person.lastName,
    fullname: fullName(person),
    email: person.email,
    suspended: site.webServices.tables.suspended.has(id),
  };
}

const byName = new Intl.Collator('de');

/** Moodle's usual order: last name, first name, id. */
export function inOrderOfNames(a: MoodleAccount, b: MoodleAccount): number {
  return byName.compare(a.lastname, b.lastname) || byName.compare(a.firstname, b.firstname) || a.id - b.id;
}
