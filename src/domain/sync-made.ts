import { z } from 'zod';

export const syncMadeSchema = z.object({
  /** Made from site, target and person. */
  id: z.string(),
  siteId: z.string(),
  target: z.string().max(300),
  userId: z.number().int().positive(),
  accountId: z.string().nullable(),
  /** The status that sync set last. */
  status: z.enum(['active', 'suspended']),
  planId: z.string(),
  madeAt: z.number().int(),
});
/** That sync put a person into a target. What sync did not make, it does not take away. */
export type SyncMade = z.infer<typeof syncMadeSchema>;
