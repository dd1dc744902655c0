import { z } from 'zod';

export const trainerNoteSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  runId: z.string(),
  /** Whom it is about. */
  accountId: z.string(),
  text: z.string().trim().min(1).max(2000),
  writtenBy: z.string().nullable(),
  createdAt: z.number().int(),
});
/** A note of those who train about a participant; an export shows it to the person. Times in epoch milliseconds. */
export type TrainerNote = z.infer<typeof trainerNoteSchema>;
