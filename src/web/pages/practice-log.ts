import { type PracticeEntry, practiceFigures } from '../../domain/practice-entry.ts';
import type { Curriculum } from '../../domain/training-curriculum.ts';
import type { Participant } from '../../domain/training-participant.ts';
import { practiceLogOf } from '../../store/practice-entry.ts';
import { addressOf, paths } from '../addresses.ts';
import { memberName } from '../views/names.ts';
import type { LogEntry, PracticeLogProps } from '../views/practice-log.tsx';
import type { SpaceVisit } from '../visit.ts';
import { personIn } from './person-in.ts';
import { valuesOf } from './trainee-path.ts';

/** The practice log of a trainee for its author, or for somebody who accompanies or trains: what `PracticeLog` shows. */
export async function practiceLogFor(
  visit: SpaceVisit,
  { accountId, runId }: Pick<Participant, 'accountId' | 'runId'>,
  { practice }: Pick<Curriculum, 'practice'>,
  reader: PracticeLogProps['reader'],
): Promise<Omit<PracticeLogProps, 't'>> {
  const log = (await practiceLogOf(visit.services.store, { accountId, runId })).map(({ doc }) => doc);
  const entries = await Promise.all(log.map((entry) => logEntry(visit, entry, reader)));
  return { entries: entries.reverse(), figures: practiceFigures(log), wanted: practice.events, reader };
}

export async function logEntry(
  visit: SpaceVisit,
  entry: PracticeEntry,
  reader: PracticeLogProps['reader'],
): Promise<LogEntry> {
  const person = entry.commentBy === null ? undefined : await personIn(visit, entry.commentBy);
  return {
    entry,
    commenter: person && memberName(visit.t, person),
    isNew: reader === 'author' && entry.comment !== '' && entry.commentReadAt === null,
    href: addressOf(paths.practiceEntry, { ...valuesOf(visit), entry: entry.id }),
  };
}
