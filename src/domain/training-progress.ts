import { type Curriculum, type TrainingStep, type Unit, unitsOf } from './training-curriculum.ts';
import type { Participant, UnitState } from './training-participant.ts';

type States = Participant['units'];

/** Units of a step that count. */
export function countedUnits({ units }: Pick<TrainingStep, 'units'>): Unit[] {
  return units.filter(({ isOptional }) => !isOptional);
}

export function isDone(states: States, { key }: Pick<Unit, 'key'>): boolean {
  return states[key]?.state === 'done';
}

/** A step is complete when each unit that counts is done. */
export function isStepComplete(step: TrainingStep, states: States): boolean {
  return countedUnits(step).every((unit) => isDone(states, unit));
}

function isPracticeComplete(
  { practice }: Pick<Curriculum, 'practice'>,
  { practice: done }: Pick<Participant, 'practice'>,
): boolean {
  return done.events >= practice.events;
}

/** The practice begins when the step before it is complete. */
export function isPracticeOpen({ steps, practice }: Curriculum, states: States): boolean {
  const step = steps.find(({ id }) => id === practice.afterStep);
  return step === undefined || isStepComplete(step, states);
}

/** What a change of somebody's units or practice means for steps and training. */
export interface Progress {
  participant: Participant;
  /** Ids of steps that are complete now and were not before. */
  completed: string[];
  /** Ids of steps that are not complete any more. */
  reopened: string[];
  /** Whether the whole training became complete, or is not any more; undefined where that did not change. */
  training: 'completed' | 'reopened' | undefined;
}

/** The participant after a change, with when steps and training became complete. Times in epoch milliseconds. */
export function progressOf(
  curriculum: Curriculum,
  was: Participant,
  changes: Partial<Pick<Participant, 'units' | 'practice' | 'lastActiveAt'>>,
  now: number,
): Progress {
  const changed = { ...was, ...changes };
  const complete = curriculum.steps.filter((step) => isStepComplete(step, changed.units)).map(({ id }) => id);
  const isComplete = complete.length === curriculum.steps.length && isPracticeComplete(curriculum, changed);
  const participant: Participant = {
    ...changed,
    completedSteps: Object.fromEntries(complete.map((id) => [id, was.completedSteps[id] ?? now])),
    completedAt: isComplete ? (was.completedAt ?? now) : null,
  };
  const wasComplete = was.completedAt !== null;
  return {
    participant,
    completed: complete.filter((id) => was.completedSteps[id] === undefined),
    reopened: Object.keys(was.completedSteps).filter((id) => !complete.includes(id)),
    training: isComplete === wasComplete ? undefined : isComplete ? 'completed' : 'reopened',
  };
}

/** One that is done stays done, whatever it is opened for afterwards. */
export function withState(states: States, key: string, state: UnitState): States {
  const was = states[key];
  if (was?.state === 'done' && state.state === 'begun') {
    const { attempts, best, place } = state;
    return { ...states, [key]: { ...was, ...defined({ attempts, best, place }) } };
  }
  return { ...states, [key]: { ...was, ...state } };
}

/** The states without one that is not done any more. What was tried stays. */
export function withoutDone(states: States, key: string): States {
  const was = states[key];
  if (was?.state !== 'done') return states;
  const { [key]: _gone, ...others } = states;
  return was.attempts === undefined ? others : { ...others, [key]: { ...was, state: 'begun' } };
}

/** The first unit in order that counts and is not done; undefined when all are. */
export function nextUnit(curriculum: Curriculum, states: States): Unit | undefined {
  return unitsOf(curriculum).find(({ unit }) => !unit.isOptional && !isDone(states, unit))?.unit;
}

/** Planned minutes of what is left of a unit that is not done; of a text that was begun the part that was not read. */
export function unitMinutesLeft({ minutes }: Pick<Unit, 'minutes'>, state: UnitState | undefined): number {
  return Math.ceil((minutes * (100 - (state?.place ?? 0))) / 100);
}

/** Planned minutes of what is left of a step. */
export function minutesLeft(step: TrainingStep, states: States): number {
  return countedUnits(step)
    .filter((unit) => !isDone(states, unit))
    .reduce((sum, unit) => sum + unitMinutesLeft(unit, states[unit.key]), 0);
}

function defined(values: Partial<UnitState>): Partial<UnitState> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
