import { type Attempt, attemptSchema } from '../domain/self-check.ts';
import { type Collection, everyRow, type Store, type Stored } from './port.ts';

export const attempts: Collection<Attempt, 'byPerson'> = {
  name: 'training-attempts',
  schema: attemptSchema,
  indexes: { byPerson: { fields: ['accountId', 'runId', 'unitKey', 'number'], unique: true } },
  personalData: {
    owners: ['accountId'],
    purpose: 'Antworten im Selbsttest behalten, auswerten und zurückmelden.',
    retention: 'So lange wie die Teilnahme an der Ausbildung.',
    export: ({ runId, unitKey, number, answers, state, startedAt, submittedAt, points, possible }) => ({
      runId,
      unitKey,
      number,
      answers,
      state,
      startedAt,
      submittedAt,
      points,
      possible,
    }),
    erase: 'remove',
  },
};

/** All attempts of somebody at a self-check, the first one first. */
export async function attemptsOf(
  store: Store,
  { accountId, runId, unitKey }: Pick<Attempt, 'accountId' | 'runId' | 'unitKey'>,
): Promise<Stored<Attempt>[]> {
  return Array.fromAsync(everyRow(store, attempts, 'byPerson', [accountId, runId, unitKey]));
}
