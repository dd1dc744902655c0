import { z } from 'zod';
import type { SpaceKind } from './space.ts';

/** Kinds of events in the year of a network, and of a training. */
export const eventKinds = [
  'future-workshop',
  'steering-round',
  'heads-round',
  'network-meeting',
  'working-group-meeting',
  'interim-conference',
  'peer-visit',
  'managers-day',
  'video-conference',
  'workshop',
] as const;
export const eventKindSchema = z.enum(eventKinds);
export type EventKind = z.infer<typeof eventKindSchema>;

/** Kinds of events that a space of a kind plans, in the order in which a form offers them. */
export const eventKindsOf: Record<SpaceKind, readonly EventKind[]> = {
  network: [
    'steering-round',
    'heads-round',
    'network-meeting',
    'future-workshop',
    'interim-conference',
    'peer-visit',
  ],
  'working-group': ['working-group-meeting', 'video-conference', 'peer-visit'],
  training: ['video-conference', 'workshop'],
  'zfsl-group': ['network-meeting', 'video-conference', 'workshop'],
  managers: ['managers-day', 'video-conference', 'peer-visit'],
};

export const spaceEventSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  kind: eventKindSchema,
  startsAt: z.number().int(),
  endsAt: z.number().int(),
  place: z.string().trim().max(200),
  createdBy: z.string().nullable(),
});
/** A planned date of a space. Times in epoch milliseconds; shown in Europe/Berlin. */
export type SpaceEvent = z.infer<typeof spaceEventSchema>;
