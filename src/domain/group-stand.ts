import type { AttentionReason } from './training-attention.ts';
import type { Curriculum, TrainingStep, Unit } from './training-curriculum.ts';
import type { Participant } from './training-participant.ts';
import { countedUnits, isDone, isStepComplete } from './training-progress.ts';

type States = Participant['units'];

/** How many people of a run are where. Everybody is counted once. */
export interface GroupCounts {
  /** Who needs a look. */
  needing: number;
  /** Who is under way and needs nobody. */
  going: number;
  /** Whose training is complete. */
  complete: number;
}

export function groupCounts(
  people: readonly { participant: Pick<Participant, 'completedAt'>; reasons: readonly AttentionReason[] }[],
): GroupCounts {
  const complete = people.filter(({ participant }) => participant.completedAt !== null).length;
  const needing = people.filter(({ participant, reasons }) => isNeeding(participant, reasons)).length;
  return { needing, complete, going: people.length - complete - needing };
}

function isNeeding(
  { completedAt }: Pick<Participant, 'completedAt'>,
  reasons: readonly AttentionReason[],
): boolean {
  return completedAt === null && reasons.length > 0;
}

/** The step at which a group is, and how many of its units people lack on average. */
export interface GroupPlace {
  step: TrainingStep;
  /** Units that count and are not done, rounded, for those who have not completed the step; at least 1. */
  missing: number;
}

/** The first step that at least half of the people have not completed; undefined when there is none, or nobody. */
export function groupPlace(
  { steps }: Pick<Curriculum, 'steps'>,
  people: readonly Pick<Participant, 'units'>[],
): GroupPlace | undefined {
  for (const step of steps) {
    const behind = people.filter(({ units }) => !isStepComplete(step, units));
    if (behind.length === 0 || behind.length * 2 < people.length) continue;
    const open = behind.flatMap(({ units }) => countedUnits(step).filter((unit) => !isDone(units, unit)));
    return { step, missing: Math.max(1, Math.round(open.length / behind.length)) };
  }
  return undefined;
}

/** What a cell of the matrix says about one person and one unit. */
export type GroupCell = 'done' | 'begun' | 'help' | 'open';

export function groupCell(
  states: States,
  unit: Pick<Unit, 'key'>,
  reasons: readonly AttentionReason[],
): GroupCell {
  const state = states[unit.key]?.state;
  if (state === 'done') return 'done';
  if (reasons.some((reason) => 'unitKey' in reason && reason.unitKey === unit.key)) return 'help';
  return state ?? 'open';
}

/** Below this many people, a total would tell about single ones. */
const fewestForTotals = 5;

/** How many of a group have completed each step. Names nobody. */
export interface GroupTotals {
  total: number;
  steps: { step: TrainingStep; complete: number }[];
}

/** Undefined for fewer than five people. */
export function groupTotals(
  { steps }: Pick<Curriculum, 'steps'>,
  people: readonly Pick<Participant, 'units'>[],
): GroupTotals | undefined {
  if (people.length < fewestForTotals) return undefined;
  return {
    total: people.length,
    steps: steps.map((step) => ({
      step,
      complete: people.filter(({ units }) => isStepComplete(step, units)).length,
    })),
  };
}
