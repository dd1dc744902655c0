import type { VNode } from 'preact';
import type { T } from '../language.ts';
import { inSentence } from './names.ts';

/** Who somebody is in Moodle, for a page of sync. */
export interface MoodlePerson {
  /** As Moodle shows it now; else as it was last seen here; else empty. */
  name: string;
  userId: number;
  /** The profile in that Moodle; empty after the person was erased. */
  profile: string;
}

/** Name and link to the profile in Moodle; a number where no name is known. */
export function MoodlePersonName(props: { t: T; person: MoodlePerson }): VNode {
  const { t, person } = props;
  const name = person.name === '' ? moodlePersonText(t, person) : person.name;
  if (person.profile === '') return <bdi>{name}</bdi>;
  return (
    <a href={person.profile} target="_blank" rel="noreferrer">
      <bdi>{name}</bdi>
    </a>
  );
}

/** The same for the middle of a sentence. */
export function moodlePersonText(t: T, { name, userId }: MoodlePerson): string {
  if (name !== '') return inSentence(name);
  return userId > 0 ? t('sync-plan.account', { user: userId }) : t('sync-plan.erased');
}
