import {
  type ImportChunk,
  importChunkSchema,
  type PeopleImport,
  peopleImportSchema,
} from '../domain/people-import.ts';
import type { Collection } from './port.ts';

export const peopleImports: Collection<PeopleImport, 'bySpace' | 'byState' | 'byCreator'> = {
  name: 'people-imports',
  schema: peopleImportSchema,
  indexes: {
    bySpace: { fields: ['spaceId', 'createdAt'] },
    byState: { fields: ['state'] },
    byCreator: { fields: ['createdBy'] },
  },
  expires: 'expiresAt',
  personalData: {
    owners: ['createdBy'],
    purpose: 'Wer eine Liste von Personen oder Schulen eingelesen hat.',
    retention: 'Ein Tag, wenn die Liste nicht übernommen wurde, sonst 90 Tage.',
    export: ({ spaceId, kind, rows, state, createdAt }) => ({ spaceId, kind, rows, state, createdAt }),
    erase: (list) => ({ ...list, createdBy: null }),
  },
};

/** Lines that wait for a decision, a day at most. */
export const importChunks: Collection<ImportChunk, 'byImport' | 'byCreator'> = {
  name: 'import-chunks',
  schema: importChunkSchema,
  indexes: { byImport: { fields: ['importId', 'no'] }, byCreator: { fields: ['createdBy'] } },
  expires: 'expiresAt',
  personalData: {
    owners: ['createdBy'],
    purpose: 'Zeilen einer Liste, bis sie übernommen oder verworfen ist.',
    retention: 'Ein Tag.',
    export: ({ importId, people, schools }) => ({ importId, lines: people.length + schools.length }),
    erase: (chunk) => ({ ...chunk, createdBy: null }),
  },
};
