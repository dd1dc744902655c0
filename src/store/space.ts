import { type Space, spaceSchema } from '../domain/space.ts';
import type { Collection } from './port.ts';

export const spaces: Collection<Space, 'byKind' | 'byCreator'> = {
  name: 'spaces',
  schema: spaceSchema,
  indexes: { byKind: { fields: ['kind', 'title'] }, byCreator: { fields: ['createdBy'] } },
  personalData: {
    owners: ['createdBy'],
    purpose: 'Nachvollziehen, wer einen Raum angelegt hat.',
    retention: 'So lange wie der Raum.',
    export: ({ title, kind, createdAt }) => ({ title, kind, createdAt }),
    erase: (space) => ({ ...space, createdBy: null }),
  },
};
