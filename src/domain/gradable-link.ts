import { z } from 'zod';

export const gradableLinkSchema = z.object({
  id: z.string(),
  siteId: z.string(),
  registrationId: z.string(),
  deploymentId: z.string(),
  resourceLinkId: z.string(),
  contextId: z.string(),
  /** The link's own column in the gradebook, exactly as the platform gave it. Never made up from ids. */
  lineItemUrl: z.string().max(1000),
  /** Whether the platform granted to send scores and to read results. */
  canScore: z.boolean(),
  canReadResults: z.boolean(),
  updatedAt: z.number().int(),
});
/** A course link with a column of its own in the gradebook, as the last launch named it. */
export type GradableLink = z.infer<typeof gradableLinkSchema>;
