import { z } from 'zod';
import { memberRoleSchema } from './member-role.ts';

export const invitationSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  codeHash: z.string(),
  role: memberRoleSchema,
  isOwner: z.boolean(),
  createdBy: z.string().nullable(),
  expiresAt: z.number().int(),
  /** Account that used it; an invitation works once. */
  usedBy: z.string().nullable(),
});
/** A one-time code that makes its user a confirmed member of a space. */
export type Invitation = z.infer<typeof invitationSchema>;
