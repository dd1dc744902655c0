import type { Curriculum } from '../../domain/training-curriculum.ts';
import type { Participant } from '../../domain/training-participant.ts';
import { countedUnits, isDone } from '../../domain/training-progress.ts';
import type { T } from '../language.ts';
import { inSentence } from './names.ts';

/** How many units count, and how many of them are done. */
export function unitCounts(
  { steps }: Pick<Curriculum, 'steps'>,
  { units }: Pick<Participant, 'units'>,
): { done: number; of: number } {
  const counted = steps.flatMap(countedUnits);
  return { done: counted.filter((unit) => isDone(units, unit)).length, of: counted.length };
}

/** How far somebody is, in one sentence; to the person in the second person. */
export function traineeHeading(
  t: T,
  curriculum: Pick<Curriculum, 'steps' | 'practice'>,
  participant: Pick<Participant, 'units' | 'practice' | 'completedAt'>,
  who: { name: string; isSelf: boolean },
): string {
  const { done, of } = unitCounts(curriculum, participant);
  const values = { name: inSentence(who.name), done, of };
  const whose = who.isSelf ? 'self' : 'other';
  if (participant.completedAt !== null) return t(`trainee.heading.complete-${whose}`, values);
  if (done < of) return t(`trainee.heading.units-${whose}`, values);
  return t(`trainee.heading.practice-${whose}`, {
    ...values,
    done: participant.practice.events,
    of: curriculum.practice.events,
  });
}
