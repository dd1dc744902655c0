import { meetingKinds, type Unit } from '../../domain/training-curriculum.ts';
import { isDone } from '../../domain/training-progress.ts';
import { hour } from '../../runtime/clock.ts';
import { addressOf, paths } from '../addresses.ts';
import type { TraineeVisit } from '../training-visit.ts';
import { valuesOf } from './trainee-path.ts';

/** From when to when around a meeting its code can be entered, in milliseconds. */
const opensBefore = hour;
const closesAfter = 12 * hour;

/** Where a trainee enters the code that is shown in the room; undefined at any other time. */
export async function checkInPart(visit: TraineeVisit, unit: Unit): Promise<{ action: string } | undefined> {
  const meeting = visit.run.doc.meetings[unit.key];
  if (!meetingKinds.includes(unit.kind) || !meeting || isDone(visit.participant.doc.units, unit))
    return undefined;
  const isNow = visit.now > meeting.startsAt - opensBefore && visit.now < meeting.endsAt + closesAfter;
  return isNow ? { action: addressOf(paths.checkIn, { ...valuesOf(visit), unit: unit.key }) } : undefined;
}
