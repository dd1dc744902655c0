import { z } from 'zod';
import { memberRoleSchema } from './member-role.ts';

export const membershipSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  accountId: z.string(),
  siteId: z.string(),
  role: memberRoleSchema,
  /** Owners change the space, its members and where it is linked. A space always has one. */
  isOwner: z.boolean(),
  /** Whether a person gave this role (owner, invitation) or only a launch through a course link did. */
  isConfirmed: z.boolean(),
  /** `removed` stays removed: a launch does not bring that person back, an owner or invitation does. */
  status: z.enum(['active', 'removed']),
  /** "Member 7": stands in for a missing name, stable within the space. */
  number: z.number().int().positive(),
  createdAt: z.number().int(),
});
/** What an account is in a space. Times in epoch milliseconds. */
export type Membership = z.infer<typeof membershipSchema>;
