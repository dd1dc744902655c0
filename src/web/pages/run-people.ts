import type { AttentionReason } from '../../domain/training-attention.ts';
import { attentionOf } from '../../domain/training-attention.ts';
import type { Curriculum } from '../../domain/training-curriculum.ts';
import type { Participant } from '../../domain/training-participant.ts';
import type { TrainingRun } from '../../domain/training-run.ts';
import { accounts } from '../../store/account.ts';
import { memberships } from '../../store/membership.ts';
import { everyRow, type Store } from '../../store/port.ts';
import { mentorsOf, participantsOf } from '../../store/training-participant.ts';
import type { T } from '../language.ts';
import { memberName } from '../views/names.ts';
import type { SpaceVisit } from '../visit.ts';

/** Names of accounts in a space, as its pages say them; "Mitglied 7" for somebody without a name. */
export type Names = ReadonlyMap<string, string>;

export async function namesOf(
  store: Store,
  t: T,
  spaceId: string,
  accountIds: Iterable<string>,
): Promise<Names> {
  const wanted = new Set(accountIds);
  const numbers = new Map<string, number>();
  for await (const { doc } of everyRow(store, memberships, 'bySpace', [spaceId])) {
    if (wanted.has(doc.accountId)) numbers.set(doc.accountId, doc.number);
  }
  const found = await Promise.all([...wanted].map((id) => store.get(accounts, id)));
  return new Map(
    [...wanted].map((id, index) => {
      const displayName = found[index]?.doc.displayName ?? '';
      return [id, memberName(t, { displayName, number: numbers.get(id) ?? 0 })];
    }),
  );
}

export interface RunPerson {
  participant: Participant;
  name: string;
  mentor: string | undefined;
  reasons: AttentionReason[];
}

/** Everybody who takes part in a run, by name, with mentor and what needs a look. */
export async function runPeople(
  { services, space, t, now }: Pick<SpaceVisit, 'services' | 'space' | 't' | 'now'>,
  run: TrainingRun,
  curriculum: Curriculum,
): Promise<RunPerson[]> {
  const { store } = services;
  const people = (await participantsOf(store, run.id)).map(({ doc }) => doc);
  const mentors = await mentorsOf(store, people);
  const ids = [...people.map(({ accountId }) => accountId), ...mentors.values()];
  const names = await namesOf(store, t, space.doc.id, ids);
  return people
    .map((participant) => {
      const mentor = mentors.get(participant.accountId);
      return {
        participant,
        name: names.get(participant.accountId) ?? '',
        mentor: mentor === undefined ? undefined : names.get(mentor),
        reasons: attentionOf(curriculum, run, participant, now),
      };
    })
    .sort((a, b) => byLastName(a.name, b.name));
}

const german = new Intl.Collator('de', { numeric: true });

/** Moodle sends a name in one piece: its last word is taken for the family name, as far as the order goes. */
export function byLastName(a: string, b: string): number {
  const last = (name: string): string => name.trim().split(/\s+/).at(-1) ?? '';
  return german.compare(last(a), last(b)) || german.compare(a, b);
}
