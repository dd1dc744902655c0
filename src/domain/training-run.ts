import { z } from 'zod';

const meetingSchema = z.object({
  startsAt: z.number().int(),
  endsAt: z.number().int(),
  /** Room, or the words for an online one. */
  place: z.string().trim().max(200),
  /** Address of a video conference; empty where there is none. */
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1000)]),
});
/** When and where people meet for a unit. Times in epoch milliseconds. */
export type Meeting = z.infer<typeof meetingSchema>;

export const trainingRunSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  title: z.string().trim().min(3).max(120),
  /** The published version that this run uses until somebody moves it to another one. */
  curriculumId: z.string(),
  state: z.enum(['planned', 'running', 'ended']),
  /** `course`: trainees who come through a link in Moodle take part by themselves. `by-hand`: somebody adds them. */
  entry: z.enum(['course', 'by-hand']),
  /** By unit key, for units at which people meet. */
  meetings: z.record(z.string(), meetingSchema),
  /** By step id: until when its self-study is due. */
  dueAt: z.record(z.string(), z.number().int()),
  createdAt: z.number().int(),
  createdBy: z.string().nullable(),
});
/** One run of the training for a group (screen word: Durchgang). Times in epoch milliseconds. */
export type TrainingRun = z.infer<typeof trainingRunSchema>;

export const runTrainerSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  runId: z.string(),
  accountId: z.string(),
});
/** Who trains in a run. What a trainer may do comes from the membership of the space. */
export type RunTrainer = z.infer<typeof runTrainerSchema>;
