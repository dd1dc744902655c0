import type { MoodleUser } from './moodle-state.ts';

/** What an import knows of a person, for finding the Moodle account. */
export interface PersonIdentifiers {
  moodleId?: number | undefined;
  idnumber?: string | undefined;
  username?: string | undefined;
  email?: string | undefined;
}

const fields = ['moodleId', 'idnumber', 'username', 'email'] as const;
/** Strongest first. */
export type MatchField = (typeof fields)[number];

/**
 * `found`: sure. `confirm`: only the e-mail address agrees, so a human says yes. `several`: candidates are listed,
 * never guessed.
 */
export type AccountMatch =
  | { kind: 'found'; userId: number; by: MatchField }
  | { kind: 'confirm'; userId: number }
  | { kind: 'several'; userIds: number[] }
  | { kind: 'none' };

/** The strongest identifier that any account has decides, unless a weaker one points only to somebody else. */
export function matchAccount(person: PersonIdentifiers, users: readonly MoodleUser[]): AccountMatch {
  const found = fields
    .map((field) => ({ field, ids: candidates(field, person, users) }))
    .filter(({ ids }) => ids.length > 0);
  const [strongest, ...weaker] = found;
  const [userId] = strongest?.ids ?? [];
  if (!strongest || userId === undefined) return { kind: 'none' };
  const isDisputed = weaker.some(({ ids }) => !ids.includes(userId));
  if (strongest.ids.length > 1 || isDisputed) {
    return { kind: 'several', userIds: [...new Set(found.flatMap(({ ids }) => ids))].sort((a, b) => a - b) };
  }
  return strongest.field === 'email'
    ? { kind: 'confirm', userId }
    : { kind: 'found', userId, by: strongest.field };
}

function candidates(field: MatchField, person: PersonIdentifiers, users: readonly MoodleUser[]): number[] {
  if (field === 'moodleId') return users.filter(({ id }) => id === person.moodleId).map(({ id }) => id);
  const wanted = folded(person[field]);
  if (wanted === '') return [];
  return users.filter((user) => folded(user[field]) === wanted).map(({ id }) => id);
}

/** Same text whatever its composition and case: `ß` equals `SS`, as a case-blind reader would have it. */
export function folded(text: string | undefined): string {
  return (text ?? '').trim().normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
