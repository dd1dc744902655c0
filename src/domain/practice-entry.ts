import { z } from 'zod';

export const practiceEntrySchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  runId: z.string(),
  accountId: z.string(),
  /** Calendar day in Berlin, "2026-11-26". */
  day: z.iso.date(),
  /** What was accompanied, for example "Schulleitungsrunde". */
  event: z.string().trim().min(1).max(200),
  hours: z.number().min(0).max(24),
  learned: z.string().trim().max(10_000),
  comment: z.string().trim().max(5000),
  /** Account of who commented; null for nobody, and after an erasure. */
  commentBy: z.string().nullable(),
  commentAt: z.number().int().nullable(),
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
});
/** One accompanied event in the practice log (screen word: Praxisbuch). Times in epoch milliseconds. */
export type PracticeEntry = z.infer<typeof practiceEntrySchema>;
