import { CodedError } from '../../domain/errors.ts';
import { accounts } from '../../store/account.ts';
import type { MoodlePerson } from '../views/moodle-person.tsx';
import type { SignedInVisit } from '../visit.ts';

const valuesInOneCall = 400;

/**
 * Names of people by their Moodle accounts, asked for in Moodle at the moment, because they are not kept here. Where
 * Moodle does not answer, people have the name of their last visit, or their number.
 */
export async function moodlePeople(
  { services, site }: SignedInVisit,
  people: readonly { userId: number; accountId: string | null }[],
): Promise<{ of(person: { userId: number; accountId: string | null }): MoodlePerson }> {
  const ids = [...new Set(people.map(({ userId }) => userId))].filter((id) => id > 0);
  const names = new Map<number, string>();
  try {
    const { reader } = ids.length > 0 ? await services.sync.moodle(site.id) : { reader: undefined };
    for (let from = 0; from < ids.length; from += valuesInOneCall) {
      const some = ids.slice(from, from + valuesInOneCall).map(String);
      for (const { id, fullname } of (await reader?.usersBy('id', some)) ?? []) names.set(id, fullname);
    }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
  }
  for (const { userId, accountId } of people) {
    if (accountId === null || names.has(userId)) continue;
    names.set(userId, (await services.store.get(accounts, accountId))?.doc.displayName ?? '');
  }
  return {
    of: ({ userId }) => ({
      name: names.get(userId) ?? '',
      userId,
      profile: userId > 0 ? `${site.issuer}/user/profile.php?id=${userId}` : '',
    }),
  };
}
