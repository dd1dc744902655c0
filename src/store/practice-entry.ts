import { type PracticeEntry, practiceEntrySchema } from '../domain/practice-entry.ts';
import { type Collection, everyRow, type Store, type Stored } from './port.ts';

export const practiceEntries: Collection<PracticeEntry, 'byPerson' | 'byCommenter'> = {
  name: 'training-practice-entries',
  schema: practiceEntrySchema,
  indexes: {
    byPerson: { fields: ['accountId', 'runId', 'day'] },
    byCommenter: { fields: ['commentBy'] },
  },
  personalData: {
    owners: ['accountId', 'commentBy'],
    purpose:
      'Das Praxisbuch: begleitete Treffen, Stunden, Gelerntes, und was die Mentorin oder der Mentor dazu sagt.',
    retention: 'So lange wie die Teilnahme an der Ausbildung, oder bis die Person den Eintrag löscht.',
    export: ({ runId, day, event, hours, learned, comment, createdAt }) => ({
      runId,
      day,
      event,
      hours,
      learned,
      comment,
      createdAt,
    }),
    erase: (entry, accountId) => (entry.accountId === accountId ? undefined : { ...entry, commentBy: null }),
  },
};

/** The practice log of somebody in a run, by day. */
export async function practiceLogOf(
  store: Store,
  { accountId, runId }: Pick<PracticeEntry, 'accountId' | 'runId'>,
): Promise<Stored<PracticeEntry>[]> {
  return Array.fromAsync(everyRow(store, practiceEntries, 'byPerson', [accountId, runId]));
}
