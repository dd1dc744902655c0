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
  /** Set when it was removed: until then it can be brought back, and then it is gone. */
  expiresAt: z.number().int().nullable(),
});
/** A note of those who train about a participant; an export shows it to the person. Times in epoch milliseconds. */
export type TrainerNote = z.infer<typeof trainerNoteSchema>;
