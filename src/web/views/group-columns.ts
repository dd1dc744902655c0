import type { TrainingStep, Unit, UnitKind } from '../../domain/training-curriculum.ts';
import type { T } from '../language.ts';

/** A column of the matrix: a unit, with a head short enough for it. */
export interface UnitColumn {
  unit: Unit;
  /** For example "Lesen 2"; the number only where a step has several of a kind. */
  short: string;
  isFirst: boolean;
}

export function columnsOf(t: T, { units }: Pick<TrainingStep, 'units'>): UnitColumn[] {
  const seen = new Map<UnitKind, number>();
  return units.map((unit, index) => {
    const { kind } = unit;
    const number = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, number);
    const isOne = units.filter((other) => other.kind === kind).length === 1;
    const word = t(`training-group.short.${kind}`);
    return { unit, short: isOne ? word : `${word} ${number}`, isFirst: index === 0 };
  });
}
