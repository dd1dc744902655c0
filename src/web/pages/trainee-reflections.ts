import { unitsOf } from '../../domain/training-curriculum.ts';
import { everyRow } from '../../store/port.ts';
import { reflections } from '../../store/reflection.ts';
import type { TrainingVisit } from '../training-visit.ts';
import type { ListedReflection } from '../views/reflections.tsx';
import { personIn } from './person-in.ts';
import type { Trainee } from './trainee-visit.ts';

/** What a trainee shares with those who train or accompany, the newest first. Never what is private. */
export async function sharedReflections(
  visit: TrainingVisit,
  { participant, curriculum }: Pick<Trainee, 'participant' | 'curriculum'>,
): Promise<ListedReflection[]> {
  const { accountId, runId } = participant.doc;
  const person = await personIn(visit, accountId);
  const written = await Array.fromAsync(
    everyRow(visit.services.store, reflections, 'byPerson', [accountId, runId]),
  );
  const titles = new Map(unitsOf(curriculum).map(({ unit }) => [unit.key, unit.title]));
  return written
    .filter(({ doc }) => doc.audience !== 'private')
    .sort((a, b) => b.doc.updatedAt - a.doc.updatedAt)
    .flatMap(({ doc }) =>
      person ? [{ reflection: doc, title: titles.get(doc.unitKey), person, isOwn: false }] : [],
    );
}
