import { CodedError } from '../../domain/errors.ts';
import { meetingKinds, type PlacedUnit, unitsOf } from '../../domain/training-curriculum.ts';
import type { Participant } from '../../domain/training-participant.ts';
import type { Stored } from '../../store/port.ts';
import { participantsOf } from '../../store/training-participant.ts';
import type { TrainingVisit } from '../training-visit.ts';
import { byLastName, namesOf } from './run-people.ts';
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

/** Everybody in the run, in the order of a paper list: by family name. */
export async function attendeesOf({ services, space, run, t }: TrainingVisit): Promise<Attendee[]> {
  const { store } = services;
  const all = await participantsOf(store, run.doc.id);
  const names = await namesOf(
    store,
    t,
    space.doc.id,
    all.map(({ doc }) => doc.accountId),
  );
  return all
    .map((stored) => ({ stored, name: names.get(stored.doc.accountId) ?? '' }))
    .sort((a, b) => byLastName(a.name, b.name));
}
