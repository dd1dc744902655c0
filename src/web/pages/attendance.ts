import { meetingKinds, unitsOf } from '../../domain/training-curriculum.ts';
import { isDone } from '../../domain/training-progress.ts';
import { participantsOf } from '../../store/training-participant.ts';
import { runsOf } from '../../store/training-run.ts';
import { addressOf, paths } from '../addresses.ts';
import { spaceFrame } from '../frame.ts';
import type { TrainingVisit } from '../training-visit.ts';
import { AttendancePage } from '../views/attendance.tsx';
import type { Answer } from '../visit.ts';
import { valuesOf } from './trainee-path.ts';

/** All meetings of a run, with date and how many were there. */
export async function attendancePage(visit: TrainingVisit): Promise<Answer> {
  const { services, space, run, curriculum } = visit;
  const people = (await participantsOf(services.store, run.doc.id)).map(({ doc }) => doc);
  const runs = await runsOf(services.store, space.doc.id);
  const list = addressOf(paths.attendance, valuesOf(visit));
  const page = AttendancePage({
    frame: spaceFrame(visit, 'attendance'),
    now: visit.now,
    meetings: unitsOf(curriculum)
      .filter(({ unit }) => meetingKinds.includes(unit.kind))
      .map(({ step, unit }) => ({
        step,
        unit,
        meeting: run.doc.meetings[unit.key],
        there: people.filter(({ units }) => isDone(units, unit)).length,
        href: addressOf(paths.meeting, { ...valuesOf(visit), run: run.doc.id, unit: unit.key }),
      })),
    people: people.length,
    runs: runs.map(({ doc }) => ({
      title: doc.title,
      isCurrent: doc.id === run.doc.id,
      href: `${list}?${new URLSearchParams({ run: doc.id })}`,
    })),
    runsAddress: addressOf(paths.runs, valuesOf(visit)),
  });
  return { page };
}
