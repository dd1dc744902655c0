import type { Curriculum, TrainingStep, Unit } from './training-curriculum.ts';
import { unitsOf } from './training-curriculum.ts';

type Steps = Curriculum['steps'];

/** The steps with a step replaced. */
export function withStep(steps: Steps, changed: TrainingStep): Steps {
  return steps.map((step) => (step.id === changed.id ? changed : step));
}

/** The steps with a unit replaced, where it stands. */
export function withUnit(steps: Steps, changed: Unit): Steps {
  return steps.map((step) => ({
    ...step,
    units: step.units.map((unit) => (unit.key === changed.key ? changed : unit)),
  }));
}

/** The steps with a unit at the end of one of them. */
export function withNewUnit(steps: Steps, stepId: string, unit: Unit): Steps {
  return steps.map((step) => (step.id === stepId ? { ...step, units: [...step.units, unit] } : step));
}

export function withoutUnit(steps: Steps, key: string): Steps {
  return steps.map((step) => ({ ...step, units: step.units.filter((unit) => unit.key !== key) }));
}

/** The steps with a unit one place further up or down in its step; at the end of it nothing moves. */
export function withMoved(steps: Steps, key: string, direction: 'up' | 'down'): Steps {
  return steps.map((step) => {
    const from = step.units.findIndex((unit) => unit.key === key);
    const to = direction === 'up' ? from - 1 : from + 1;
    const [unit, other] = [step.units[from], step.units[to]];
    if (!unit || !other) return step;
    const units = [...step.units];
    units[from] = other;
    units[to] = unit;
    return { ...step, units };
  });
}

/** What a draft changes of the version before it, by unit key. */
export interface CurriculumChanges {
  added: string[];
  removed: string[];
  changed: string[];
  /** Whether the order of units, or a step's words, differ. */
  isRearranged: boolean;
}

export function changesOf(
  before: Pick<Curriculum, 'steps'>,
  after: Pick<Curriculum, 'steps'>,
): CurriculumChanges {
  const [old, fresh] = [byKey(before), byKey(after)];
  const kept = [...fresh.keys()].filter((key) => old.has(key));
  const shape = ({ steps }: Pick<Curriculum, 'steps'>, keys: Set<string>): string =>
    JSON.stringify(
      steps.map(({ units, ...words }) => [words, units.map(({ key }) => key).filter((key) => keys.has(key))]),
    );
  const both = new Set(kept);
  return {
    added: [...fresh.keys()].filter((key) => !old.has(key)),
    removed: [...old.keys()].filter((key) => !fresh.has(key)),
    changed: kept.filter((key) => JSON.stringify(old.get(key)) !== JSON.stringify(fresh.get(key))),
    isRearranged: shape(before, both) !== shape(after, both),
  };
}

function byKey(curriculum: Pick<Curriculum, 'steps'>): Map<string, Unit> {
  return new Map(unitsOf(curriculum).map(({ unit }) => [unit.key, unit]));
}
