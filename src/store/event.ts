import { type SpaceEvent, spaceEventSchema } from '../domain/event.ts';
import type { Collection } from './port.ts';

export const spaceEvents: Collection<SpaceEvent, 'bySpace' | 'byCreator'> = {
  name: 'space-events',
  schema: spaceEventSchema,
  indexes: { bySpace: { fields: ['spaceId', 'endsAt'] }, byCreator: { fields: ['createdBy'] } },
  personalData: {
    owners: ['createdBy'],
    purpose: 'Nachvollziehen, wer einen Termin eingetragen hat.',
    retention: 'So lange wie der Raum.',
    export: ({ kind, startsAt, endsAt, place }) => ({ kind, startsAt, endsAt, place }),
    erase: (event) => ({ ...event, createdBy: null }),
  },
};
