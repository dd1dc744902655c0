import { z } from 'zod';

export const syncPinSchema = z.object({
  id: z.string(),
  siteId: z.string(),
  /** One mapping, or null for all of the site. */
  mappingId: z.string().nullable(),
  userId: z.number().int().positive(),
  accountId: z.string().nullable(),
  /** `stays`: no sync takes this person away. `never`: no sync adds this person. */
  kind: z.enum(['stays', 'never']),
  createdAt: z.number().int(),
});
/** A word of a human that survives every sync: this person stays, or never comes in. */
export type SyncPin = z.infer<typeof syncPinSchema>;
