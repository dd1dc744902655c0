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
  /** When its author opened the log with this comment for the first time; null before. */
  commentReadAt: z.number().int().nullable(),
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
});
/** One accompanied event in the practice log (screen word: Praxisbuch). Times in epoch milliseconds. */
export type PracticeEntry = z.infer<typeof practiceEntrySchema>;

/** Keeps one log readable on one page. */
export const mostEntries = 200;

/** Hours as people write them, "2", "1,5" or "0.25", rounded to hundredths; undefined for anything else. */
export function hoursFrom(text: string): number | undefined {
  if (!/^\d{1,2}([.,]\d{1,4})?$/.test(text.trim())) return undefined;
  const hours = Math.round(Number(text.trim().replace(',', '.')) * 100) / 100;
  return hours > 0 && hours <= 24 ? hours : undefined;
}

/** A practice log in figures: events accompanied, and their hours in hundredths at most. */
export function practiceFigures(log: readonly Pick<PracticeEntry, 'hours'>[]): {
  events: number;
  hours: number;
} {
  const hundredths = log.reduce((sum, { hours }) => sum + Math.round(hours * 100), 0);
  return { events: log.length, hours: hundredths / 100 };
}
