import { z } from 'zod';

export const checkInCodeSchema = z.object({
  /** Made from run and unit: one code for each meeting, the newest. */
  id: z.string(),
  spaceId: z.string(),
  runId: z.string(),
  unitKey: z.string(),
  /** Six digits, shown in the room. Sealed, because the trainer's page shows it again. */
  sealedCode: z.string(),
  createdBy: z.string().nullable(),
  createdAt: z.number().int(),
  expiresAt: z.number().int(),
});
/** A short-lived code by which those in the room note that they are there. Times in epoch milliseconds. */
export type CheckInCode = z.infer<typeof checkInCodeSchema>;

export const checkInTriesSchema = z.object({
  /** Made from run, unit and account. */
  id: z.string(),
  accountId: z.string(),
  /** Wrong codes since the first of them. */
  count: z.number().int().nonnegative(),
  expiresAt: z.number().int(),
});
/** Wrong check-in codes of one person: after five, fifteen minutes of rest. */
export type CheckInTries = z.infer<typeof checkInTriesSchema>;
export const mostTries = 5;

/** How long a code can be used, in milliseconds. */
export const codeLifetime = 15 * 60_000;
/** How long somebody rests after `mostTries` wrong codes, in milliseconds. */
export const restAfterTries = 15 * 60_000;

/** The six digits that somebody means; undefined where these are no six digits. Spaces, dashes and points do not matter. */
export function codeFrom(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s.–-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}
