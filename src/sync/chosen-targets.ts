import { mostCareful, type SyncMapping, type WhenGone } from '../domain/sync-mapping.ts';
import { type SyncTarget, targetKey, targetOf } from '../domain/sync-target.ts';

/** A target that a plan is made for, with every mapping that has a say in it. */
export interface ChosenTarget {
  key: string;
  target: SyncTarget;
  name: string;
  /** Whose people shall be in it: the chosen ones, and those that are in force. */
  mappings: SyncMapping[];
  whenGone: WhenGone;
}

const order: Record<SyncTarget['kind'], number> = { enrolment: 0, cohort: 1, group: 2, space: 3 };

/** A mapping that is off or was never reviewed puts nobody in, but nobody is taken out of its target on behalf of others either. */
export function chosenTargets(all: readonly SyncMapping[], chosen: readonly SyncMapping[]): ChosenTarget[] {
  const keys = [...new Set(chosen.map((mapping) => targetKey(targetOf(mapping))))];
  return keys
    .flatMap((key): ChosenTarget[] => {
      const sharing = all.filter((mapping) => targetKey(targetOf(mapping)) === key);
      const mappings = sharing.filter((mapping) => isInForce(mapping) || chosen.includes(mapping));
      const [first] = mappings;
      if (!first) return [];
      const whenGone = mostCareful(
        sharing.map((mapping) => (mappings.includes(mapping) ? mapping.whenGone : 'keep')),
      );
      return [{ key, target: targetOf(first), name: first.moodleName, mappings, whenGone }];
    })
    .sort((a, b) => order[a.target.kind] - order[b.target.kind]);
}

export function isInForce({ isOn, isReviewed }: SyncMapping): boolean {
  return isOn && isReviewed;
}
