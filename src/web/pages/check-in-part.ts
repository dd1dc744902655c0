import { meetingKinds, type Unit } from '../../domain/training-curriculum.ts';
import { isDone } from '../../domain/training-progress.ts';
import { hour } from '../../runtime/clock.ts';
import { findCheckInCode } from '../../store/check-in.ts';
import { addressOf, paths } from '../addresses.ts';
import type { TraineeVisit } from '../training-visit.ts';
import type { CheckInFormProps } from '../views/meeting.tsx';
import type { Draft } from '../views/problems.tsx';
import { valuesOf } from './trainee-path.ts';

/** From when to when around a meeting its code can be entered, in milliseconds; besides while there is a code. */
const opensBefore = hour;
const closesAfter = 12 * hour;

/**
 * Where a trainee enters the code that is shown in the room; undefined at any other time. `draft`: a code that was not
 * right, which is answered at any time.
 */
export async function checkInPart(
  { services, run, participant, now, site, space }: TraineeVisit,
  unit: Unit,
  draft: Draft<'code'> | undefined,
): Promise<Omit<CheckInFormProps, 't' | 'seal'> | undefined> {
  if (!meetingKinds.includes(unit.kind) || isDone(participant.doc.units, unit)) return undefined;
  const meeting = run.doc.meetings[unit.key];
  const isNow = meeting && now > meeting.startsAt - opensBefore && now < meeting.endsAt + closesAfter;
  const isOpen =
    draft || isNow || (await findCheckInCode(services.store, { runId: run.doc.id, unitKey: unit.key }));
  if (!isOpen) return undefined;
  return { action: addressOf(paths.checkIn, { ...valuesOf({ site, space }), unit: unit.key }), draft };
}
