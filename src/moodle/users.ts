import type { MoodleUser } from '../domain/moodle-state.ts';
import type { MoodleClient } from './client.ts';
import { MoodleFailure } from './failure.ts';
import { moodleFunctions } from './functions.ts';
import type { UserField } from './reader.ts';

/** Values a call; each is one form variable. */
const batchSize = 400;

/**
 * Accounts by a field. Moodle leaves out unknown values without a word, so they are asked for once more.
 *
 * @throws MoodleFailure
 */
export async function readUsersBy(
  client: MoodleClient,
  field: UserField,
  values: readonly string[],
): Promise<MoodleUser[]> {
  const asked = [...new Set(values.filter((value) => value !== ''))];
  const users = await askAll(client, field, asked);
  const found = new Set(users.map((user) => folded(field, fieldOf(user, field))));
  const unknown = asked.filter((value) => !found.has(folded(field, value)));
  const late = await askAll(client, field, unknown);
  // A field that the service account may not see says nothing about what was found.
  const isSeen = users.every((user) => fieldOf(user, field) !== '');
  if (late.length > 0 && isSeen) {
    throw new MoodleFailure('moodle.read-incomplete', {
      details: { function: moodleFunctions.usersByField.name },
    });
  }
  return [...new Map([...users, ...late].map((user) => [user.id, user])).values()];
}

async function askAll(
  client: MoodleClient,
  field: UserField,
  values: readonly string[],
): Promise<MoodleUser[]> {
  const batches = Array.from({ length: Math.ceil(values.length / batchSize) }, (_, index) =>
    values.slice(index * batchSize, (index + 1) * batchSize),
  );
  const asked = batches.map((batch) => client.call(moodleFunctions.usersByField, { field, values: batch }));
  return (await Promise.all(asked)).flat().map(withoutMissing);
}

/** Moodle compares mail addresses and usernames without regard to case. */
function folded(field: UserField, value: string): string {
  return field === 'email' || field === 'username' ? value.toLowerCase() : value;
}

function fieldOf(user: MoodleUser, field: UserField): string {
  return String(user[field] ?? '');
}

function withoutMissing({
  id,
  username,
  idnumber,
  email,
  fullname,
  suspended,
}: {
  [Key in keyof MoodleUser]: MoodleUser[Key] | undefined;
}): MoodleUser {
  return {
    id: id ?? 0,
    fullname: fullname ?? '',
    ...(username && { username }),
    ...(idnumber && { idnumber }),
    ...(email && { email }),
    ...(suspended !== undefined && { suspended }),
  };
}
