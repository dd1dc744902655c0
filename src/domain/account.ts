import { z } from 'zod';

export const accountSchema = z.object({
  id: z.string(),
  siteId: z.string(),
  /** LTI `sub`; for Moodle the user id. */
  sub: z.string().min(1).max(255),
  /** Empty for a pseudonymous launch. */
  displayName: z.string().max(200),
  /** Language tag the platform sent, empty if none. */
  locale: z.string().max(35),
  firstSeenAt: z.number().int(),
  lastSeenAt: z.number().int(),
});
/** A person in one site (site + LTI `sub`). Times in epoch milliseconds. */
export type Account = z.infer<typeof accountSchema>;

/** Moodle's user id: the LTI `sub` of its accounts; undefined for anything else. */
export function moodleUserId(sub: string | undefined): number | undefined {
  return sub !== undefined && /^[1-9]\d{0,14}$/.test(sub) ? Number(sub) : undefined;
}
