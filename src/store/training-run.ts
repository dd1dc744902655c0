import {
  type RunTrainer,
  runTrainerSchema,
  type TrainingRun,
  trainingRunSchema,
} from '../domain/training-run.ts';
import { type Collection, everyRow, type Store, type Stored } from './port.ts';

export const trainingRuns: Collection<TrainingRun, 'bySpace' | 'byCreator'> = {
  name: 'training-runs',
  schema: trainingRunSchema,
  indexes: { bySpace: { fields: ['spaceId', 'createdAt'] }, byCreator: { fields: ['createdBy'] } },
  personalData: {
    owners: ['createdBy'],
    purpose: 'Nachvollziehen, wer einen Durchgang der Ausbildung angelegt hat.',
    retention: 'So lange wie der Raum.',
    export: ({ spaceId, title, createdAt }) => ({ spaceId, title, createdAt }),
    erase: (run) => ({ ...run, createdBy: null }),
  },
};

export const runTrainers: Collection<RunTrainer, 'byRun' | 'byAccount'> = {
  name: 'training-trainers',
  schema: runTrainerSchema,
  indexes: {
    byRun: { fields: ['runId', 'accountId'], unique: true },
    byAccount: { fields: ['accountId'] },
  },
  personalData: {
    owners: ['accountId'],
    purpose: 'Zeigen, wer einen Durchgang der Ausbildung leitet.',
    retention: 'So lange wie der Durchgang.',
    export: ({ spaceId, runId }) => ({ spaceId, runId }),
    erase: 'remove',
  },
};

/** All runs of a training, oldest first. */
export async function runsOf(store: Store, spaceId: string): Promise<Stored<TrainingRun>[]> {
  return Array.fromAsync(everyRow(store, trainingRuns, 'bySpace', [spaceId]));
}
