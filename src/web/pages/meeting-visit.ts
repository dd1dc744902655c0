import { CodedError } from '../../domain/errors.ts';
import { meetingKinds, type PlacedUnit, unitsOf } from '../../domain/training-curriculum.ts';
import type { Participant } from '../../domain/training-participant.ts';
import type { Stored } from '../../store/port.ts';
import { participantsOf } from '../../store/training-participant.ts';
import type { TrainingVisit } from '../training-visit.ts';
import { memberName } from '../views/names.ts';
import { type PersonInSpace, personIn } from './person-in.ts';
import { valuesOf } from './trainee-path.ts';

/** Somebody who takes part in the run of a meeting. */
export interface Attendee {
  stored: Stored<Participant>;
  name: string;
}

/** The meeting that an address names. @throws CodedError `page.not-found` where people do not meet for this unit */
export function meetingAtHand({ curriculum, values }: TrainingVisit): PlacedUnit {
  const found = unitsOf(curriculum).find(({ unit }) => unit.key === values.unit);
  if (!found || !meetingKinds.includes(found.unit.kind)) throw new CodedError('page.not-found');
  return found;
}

/** Site, space, run and unit of the address at hand. */
export function meetingValues(visit: TrainingVisit): Record<'site' | 'space' | 'run' | 'unit', string> {
  return { ...valuesOf(visit), run: visit.run.doc.id, unit: visit.values.unit ?? '' };
}

const german = new Intl.Collator('de', { numeric: true });

/** Everybody in the run, in the order of a paper list: by family name, the last word of a name. */
export async function attendeesOf(visit: TrainingVisit): Promise<Attendee[]> {
  const all = await participantsOf(visit.services.store, visit.run.doc.id);
  const people = await Promise.all(
    all.map(async (stored): Promise<Attendee> => {
      const person: PersonInSpace = (await personIn(visit, stored.doc.accountId)) ?? {
        displayName: '',
        number: 0,
      };
      return { stored, name: memberName(visit.t, person) };
    }),
  );
  return people.sort(
    (a, b) => german.compare(lastWord(a.name), lastWord(b.name)) || german.compare(a.name, b.name),
  );
}

function lastWord(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? '';
}
