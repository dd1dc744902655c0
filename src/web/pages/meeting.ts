import { attendanceChanges } from '../../domain/attendance.ts';
import { CodedError } from '../../domain/errors.ts';
import { isDone, withoutDone, withState } from '../../domain/training-progress.ts';
import { findCheckInCode } from '../../store/check-in.ts';
import { commitWhat } from '../../store/port.ts';
import { participants } from '../../store/training-participant.ts';
import { progressOps } from '../../store/training-progress.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TrainingVisit } from '../training-visit.ts';
import { MeetingPage } from '../views/attendance-list.tsx';
import type { Answer } from '../visit.ts';
import { openCode } from './check-in-code.ts';
import { attendeesOf, meetingAtHand, meetingValues } from './meeting-visit.ts';
import { valuesOf } from './trainee-path.ts';

/** Who is there at a meeting, with the code to be shown in the room. */
export async function meetingPage(visit: TrainingVisit): Promise<Answer> {
  return showMeeting(visit);
}

/**
 * Saves the whole list. Per person it carries `was.<id>`, what the form showed, and `there.<id>`, the tick: only what
 * differs is written, so that of two who tick at once nobody undoes the other. Whom others changed since is named.
 */
export async function saveAttendance(visit: TrainingVisit): Promise<Answer> {
  const { fields, request, site, account, space, run } = visit;
  const { unit } = meetingAtHand(visit);
  const people = await attendeesOf(visit);
  const onSheet = people.filter(({ stored }) => fields[`was.${stored.doc.id}`] !== undefined);
  const { own, others } = attendanceChanges({
    shown: new Map(onSheet.map(({ stored: { doc } }) => [doc.id, fields[`was.${doc.id}`] === 'yes'])),
    sent: new Map(onSheet.map(({ stored: { doc } }) => [doc.id, fields[`there.${doc.id}`] !== undefined])),
    stored: new Map(people.map(({ stored: { doc } }) => [doc.id, isDone(doc.units, unit)])),
  });
  for (const [id, isThere] of own) await notePresence(visit, id, isThere);
  const ids = { site: site.id, account: account.id, space: space.doc.id, run: run.doc.id };
  if (own.size > 0) request.log.info({ ...ids, unit: unit.key, changes: own.size }, 'attendance saved');
  if (others.length > 0) {
    const names = people.filter(({ stored }) => others.includes(stored.doc.id)).map(({ name }) => name);
    return showMeeting(visit, names);
  }
  return { redirect: addressOf(paths.meeting, meetingValues(visit)), flash: { notice: 'attendance-saved' } };
}

/** One person at a time: a list of hundreds would stand in the way of everybody who is learning meanwhile. */
async function notePresence(visit: TrainingVisit, id: string, isThere: boolean): Promise<void> {
  const { services, curriculum, now } = visit;
  const { store, clock } = services;
  const { unit } = meetingAtHand(visit);
  await commitWhat(store, async () => {
    const stored = await store.get(participants, id);
    if (!stored) throw new CodedError('page.not-found');
    // It was not the trainee who did something.
    const { units: was, lastActiveAt } = stored.doc;
    if (isDone(was, unit) === isThere) return { ops: [], result: undefined };
    const units = isThere
      ? withState(was, unit.key, { state: 'done', at: now, by: 'trainer' })
      : withoutDone(was, unit.key);
    const { ops } = await progressOps(store, clock, stored, curriculum, { units, lastActiveAt });
    return { ops, result: undefined };
  });
}

async function showMeeting(visit: TrainingVisit, changedByOthers: string[] = []): Promise<Answer> {
  const { services, run, now } = visit;
  const { step, unit } = meetingAtHand(visit);
  const code = await findCheckInCode(services.store, { runId: run.doc.id, unitKey: unit.key });
  const list = addressOf(paths.attendance, valuesOf(visit));
  const page = MeetingPage({
    frame: spaceFrame(visit, 'attendance'),
    seal: visit.seal,
    now,
    ...{ step, unit, changedByOthers },
    meeting: run.doc.meetings[unit.key],
    people: (await attendeesOf(visit)).map(({ stored: { doc }, name }) => ({
      id: doc.id,
      name,
      state: isDone(doc.units, unit) ? doc.units[unit.key] : undefined,
    })),
    action: addressOf(paths.meeting, meetingValues(visit)),
    code: code && { digits: openCode(services, code.doc), expiresAt: code.doc.expiresAt },
    newCode: addressOf(paths.checkInCode, meetingValues(visit)),
    back: `${list}?${new URLSearchParams({ run: run.doc.id })}`,
  });
  return { page };
}
