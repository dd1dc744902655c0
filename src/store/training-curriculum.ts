import { type Curriculum, curriculumSchema } from '../domain/training-curriculum.ts';
import { type UnitContent, unitContentSchema } from '../domain/unit-content.ts';
import { type Collection, everyRow, type Store, type Stored } from './port.ts';

export const curricula: Collection<Curriculum, 'bySpace' | 'byCreator'> = {
  name: 'training-curricula',
  schema: curriculumSchema,
  indexes: {
    bySpace: { fields: ['spaceId', 'state', 'version'], unique: true },
    byCreator: { fields: ['createdBy'] },
  },
  personalData: {
    owners: ['createdBy'],
    purpose: 'Nachvollziehen, wer eine Fassung der Ausbildungsinhalte angelegt hat.',
    retention: 'So lange wie der Raum.',
    export: ({ spaceId, version, state, createdAt }) => ({ spaceId, version, state, createdAt }),
    erase: (curriculum) => ({ ...curriculum, createdBy: null }),
  },
};

export const unitContents: Collection<UnitContent, 'bySpace'> = {
  name: 'training-unit-contents',
  schema: unitContentSchema,
  indexes: { bySpace: { fields: ['spaceId'] } },
  personalData: 'none',
};

/** The newest published version of a training; undefined before its first one. */
export async function publishedCurriculum(
  store: Store,
  spaceId: string,
): Promise<Stored<Curriculum> | undefined> {
  return (await publishedVersions(store, spaceId)).at(-1);
}

/** All published versions of a training, oldest first. */
export async function publishedVersions(store: Store, spaceId: string): Promise<Stored<Curriculum>[]> {
  return Array.fromAsync(everyRow(store, curricula, 'bySpace', [spaceId, 'published']));
}

/** The version that is being written; undefined where nobody does. */
export async function draftCurriculum(
  store: Store,
  spaceId: string,
): Promise<Stored<Curriculum> | undefined> {
  return (await store.find(curricula, 'bySpace', [spaceId, 'draft'], { limit: 1 })).rows[0];
}
