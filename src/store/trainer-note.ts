import { type TrainerNote, trainerNoteSchema } from '../domain/trainer-note.ts';
import type { Collection } from './port.ts';

export const trainerNotes: Collection<TrainerNote, 'byPerson' | 'byAuthor'> = {
  name: 'training-notes',
  schema: trainerNoteSchema,
  indexes: {
    byPerson: { fields: ['accountId', 'runId', 'createdAt'] },
    byAuthor: { fields: ['writtenBy'] },
  },
  personalData: {
    owners: ['accountId', 'writtenBy'],
    purpose: 'Absprachen derer, die eine Person ausbilden.',
    retention: 'So lange wie die Teilnahme an der Ausbildung.',
    export: ({ runId, text, createdAt }) => ({ runId, text, createdAt }),
    erase: (note, accountId) => (note.accountId === accountId ? undefined : { ...note, writtenBy: null }),
  },
};
