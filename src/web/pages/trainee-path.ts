import {
  isDone,
  isPracticeOpen,
  isStepComplete,
  minutesLeft,
  nextUnit,
} from '../../domain/training-progress.ts';
import { mentorOf } from '../../store/training-participant.ts';
import { addressOf, paths } from '../addresses.ts';
import type { TraineeVisit } from '../training-visit.ts';
import type { PathProps, PathStep } from '../views/training-path.tsx';
import { personIn } from './person-in.ts';

/** The six steps with where this trainee stands, the units of the open one, and the practice beside them. */
export async function pathOf(visit: TraineeVisit, openUnit: string | undefined): Promise<PathProps> {
  const { curriculum, participant, run, services } = visit;
  const states = participant.doc.units;
  const current = nextUnit(curriculum, states)?.key;
  const steps = curriculum.steps.map((step): PathStep => {
    const isCurrent = step.units.some(({ key }) => key === current);
    const isOpen = step.units.some(({ key }) => key === (openUnit ?? current));
    const meetings = step.units.flatMap(({ key }) => run.doc.meetings[key]?.startsAt ?? []);
    return {
      step,
      state: isStepComplete(step, states) ? 'done' : isCurrent ? 'now' : 'later',
      doneAt: participant.doc.completedSteps[step.id],
      dueAt: run.doc.dueAt[step.id],
      meetingAt: meetings.sort((a, b) => a - b)[0],
      minutesLeft: minutesLeft(step, states),
      done: step.units.filter((unit) => isDone(states, unit)).length,
      units: isOpen
        ? step.units.map((unit) => ({
            unit,
            state: states[unit.key]?.state ?? 'open',
            isOpen: unit.key === openUnit,
            meetingAt: run.doc.meetings[unit.key]?.startsAt,
            href: addressOf(paths.unit, { ...valuesOf(visit), unit: unit.key }),
          }))
        : undefined,
      href: addressOf(paths.unit, { ...valuesOf(visit), unit: step.units[0]?.key ?? '' }),
    };
  });
  const mentorId = await mentorOf(services.store, participant.doc);
  return {
    steps,
    practice: {
      ...practiceOf(visit),
      isOpen: isPracticeOpen(curriculum, states),
      href: addressOf(paths.practice, valuesOf(visit)),
      mentor: mentorId === undefined ? undefined : await personIn(visit, mentorId),
    },
    now: visit.now,
  };
}

export function practiceOf({ curriculum, participant }: TraineeVisit): { done: number; wanted: number } {
  return { done: participant.doc.practice.events, wanted: curriculum.practice.events };
}

/** Site and space of the address at hand. */
export function valuesOf({ site, space }: Pick<TraineeVisit, 'site' | 'space'>): {
  site: string;
  space: string;
} {
  return { site: site.id, space: space.doc.id };
}
