import { type Reflection, reflectionSchema } from '../domain/reflection.ts';
import type { Collection, Store, Stored } from './port.ts';

export const reflections: Collection<Reflection, 'byPerson' | 'byRun'> = {
  name: 'training-reflections',
  schema: reflectionSchema,
  indexes: {
    byPerson: { fields: ['accountId', 'runId', 'unitKey'], unique: true },
    byRun: { fields: ['runId', 'audience', 'updatedAt'] },
  },
  personalData: {
    owners: ['accountId'],
    purpose: 'Eigene Gedanken festhalten und, wenn die Person es will, mit anderen teilen.',
    retention: 'So lange wie die Teilnahme an der Ausbildung, oder bis die Person sie löscht.',
    export: ({ runId, unitKey, text, audience, updatedAt }) => ({
      runId,
      unitKey,
      text,
      audience,
      updatedAt,
    }),
    erase: 'remove',
  },
};

export async function findReflection(
  store: Store,
  { accountId, runId, unitKey }: Pick<Reflection, 'accountId' | 'runId' | 'unitKey'>,
): Promise<Stored<Reflection> | undefined> {
  return (await store.find(reflections, 'byPerson', [accountId, runId, unitKey], { limit: 1 })).rows[0];
}
