import { type TrainerNote, trainerNoteSchema } from '../domain/trainer-note.ts';
import { type Collection, everyRow, type Store, type Stored } from './port.ts';

export const trainerNotes: Collection<TrainerNote, 'byPerson' | 'byAuthor'> = {
  name: 'training-notes',
  schema: trainerNoteSchema,
  indexes: {
    byPerson: { fields: ['accountId', 'runId', 'createdAt'] },
    byAuthor: { fields: ['writtenBy'] },
  },
  expires: 'expiresAt',
  personalData: {
    owners: ['accountId', 'writtenBy'],
    purpose: 'Absprachen derer, die eine Person ausbilden.',
    retention: 'So lange wie die Teilnahme an der Ausbildung.',
    export: ({ runId, text, createdAt }) => ({ runId, text, createdAt }),
    erase: (note, accountId) => (note.accountId === accountId ? undefined : { ...note, writtenBy: null }),
  },
};

/** Notes about somebody in a run, newest first, without those that were removed. */
export async function notesAbout(
  store: Store,
  { accountId, runId }: Pick<TrainerNote, 'accountId' | 'runId'>,
): Promise<Stored<TrainerNote>[]> {
  const all = await Array.fromAsync(everyRow(store, trainerNotes, 'byPerson', [accountId, runId]));
  return all.filter(({ doc }) => doc.expiresAt === null).reverse();
}
