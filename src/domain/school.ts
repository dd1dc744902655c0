import { z } from 'zod';

export const schoolTextSchema = z.object({
  /** Official number (Schulnummer), or what else names the school in lists; unique in the space. */
  number: z.string().trim().min(1).max(40),
  name: z.string().trim().min(1).max(160),
});
/** What an import says about a school. */
export type SchoolText = z.infer<typeof schoolTextSchema>;

export const schoolSchema = schoolTextSchema.extend({
  id: z.string(),
  spaceId: z.string(),
  createdAt: z.number().int(),
});
/** A school of a space. */
export type School = z.infer<typeof schoolSchema>;
