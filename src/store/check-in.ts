import {
  type CheckInCode,
  type CheckInTries,
  checkInCodeSchema,
  checkInTriesSchema,
} from '../domain/check-in.ts';
import { hashOf } from '../runtime/secrets.ts';
import type { Collection, Store, Stored } from './port.ts';

export const checkInCodes: Collection<CheckInCode, 'byRun' | 'byCreator'> = {
  name: 'training-check-in-codes',
  schema: checkInCodeSchema,
  indexes: { byRun: { fields: ['runId'] }, byCreator: { fields: ['createdBy'] } },
  expires: 'expiresAt',
  personalData: {
    owners: ['createdBy'],
    purpose: 'Nachvollziehen, wer einen Anwesenheitscode ausgegeben hat.',
    retention: 'Bis der Code abläuft, höchstens ein Tag.',
    export: ({ runId, unitKey, createdAt }) => ({ runId, unitKey, createdAt }),
    erase: (code) => ({ ...code, createdBy: null }),
  },
};

export const checkInTries: Collection<CheckInTries, 'byAccount'> = {
  name: 'training-check-in-tries',
  schema: checkInTriesSchema,
  indexes: { byAccount: { fields: ['accountId'] } },
  expires: 'expiresAt',
  personalData: {
    owners: ['accountId'],
    purpose: 'Das Erraten von Anwesenheitscodes verhindern.',
    retention: '15 Minuten.',
    export: ({ count }) => ({ count }),
    erase: 'remove',
  },
};

/** The code of a meeting that can be used now; undefined where none was given out, or it has run out. */
export async function findCheckInCode(
  store: Store,
  { runId, unitKey }: Pick<CheckInCode, 'runId' | 'unitKey'>,
): Promise<Stored<CheckInCode> | undefined> {
  return store.get(checkInCodes, checkInId(runId, unitKey));
}

/** The id of what is kept once for each of these values. */
export function checkInId(...values: string[]): string {
  return hashOf(JSON.stringify(values));
}
