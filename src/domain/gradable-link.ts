import { z } from 'zod';

const lineItemsAccessSchema = z.enum(['none', 'read', 'manage']);
/** What a platform lets us do with the columns of its gradebook: nothing, list them, or also add and change them. */
export type LineItemsAccess = z.infer<typeof lineItemsAccessSchema>;

export const gradableLinkSchema = z.object({
  id: z.string(),
  siteId: z.string(),
  registrationId: z.string(),
  deploymentId: z.string(),
  resourceLinkId: z.string(),
  contextId: z.string(),
  /** Name of the activity at the last launch; absent where it is not known. */
  title: z.string().max(200).optional(),
  /** The link's own column in the gradebook, exactly as the platform gave it. Never made up from ids; empty for none. */
  lineItemUrl: z.string().max(1000),
  /** Where the columns of the course are listed; empty or absent where the platform does not offer it. */
  lineItemsUrl: z.string().max(1000).optional(),
  lineItemsAccess: lineItemsAccessSchema.optional(),
  /** Whether the column was found in that list: then a launch that names none does not take it away. */
  isColumnFound: z.boolean().optional(),
  /** Whether the platform granted to send scores and to read results. */
  canScore: z.boolean(),
  canReadResults: z.boolean(),
  updatedAt: z.number().int(),
});
/** A course link with a column of its own in the gradebook, or where it could have one, as the last launch named it. */
export type GradableLink = z.infer<typeof gradableLinkSchema>;
