import { z } from 'zod';

export const personSchema = z.object({
  /** Our short name for tests and buttons; Moodle knows only `userId`. */
  id: z.string().min(1),
  /** mdl_user.id as text: `sub` of the id_token and `login_hint`. */
  userId: z.string().regex(/^\d+$/),
  username: z.string().min(1),
  idnumber: z.string(),
  firstName: z.string().min(1),
  lastName: z.string().min(1),
  email: z.email(),
  /** Moodle's language code; sent as `launch_presentation.locale`. */
  locale: z.enum(['de', 'en']),
  /** What the person does, in German, as the button says it. */
  occupation: z.string().min(1),
  siteAdmin: z.boolean(),
});
/** Somebody with a login in the practice Moodle. All of them are invented. */
export type Person = z.infer<typeof personSchema>;

export function fullName(person: Person): string {
  return `${person.firstName} ${person.lastName}`;
}

function invented(
  [id, userId, username]: [id: string, userId: string, username: string],
  [firstName, lastName, occupation]: [firstName: string, lastName: string, occupation: string],
  rest: Partial<Person> = {},
): Person {
  return {
    id,
    userId,
    username,
    idnumber: `P-${100 + Number(userId)}`,
    firstName,
    lastName,
    email: `${username}@example.org`,
    locale: 'de',
    occupation,
    siteAdmin: false,
    ...rest,
  };
}

export const inventedPeople: readonly Person[] = [
  invented(['trainee', '5', 'j.heitkamp'], ['Jonas', 'Heitkamp', 'in der Ausbildung zum Netzwerkmanager']),
  invented(['teacher', '3', 'm.arslan'], ['Meltem', 'Arslan', 'Lehrkraft']),
  invented(['school-head', '6', 'b.sanderhoff'], ['Birgit', 'Sanderhoff', 'Schulleitung']),
  invented(['network-manager', '4', 't.wiechers'], ['Thorben', 'Wiechers', 'Netzwerkmanager']),
  invented(
    ['zfsl-leader', '7', 'f.aldenhoven'],
    ['Friederike', 'Aldenhoven', 'Fachleiterin Englisch am ZfsL'],
    {
      locale: 'en',
    },
  ),
  invented(['admin', '2', 'r.ostendorp'], ['Ruth', 'Ostendorp', 'Website-Administration'], {
    siteAdmin: true,
  }),
];
