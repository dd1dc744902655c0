import { z } from 'zod';
import { contentChoiceSchema } from './deep-linking.ts';
import { launchRightSchema } from './member-role.ts';

export const sessionSchema = z.object({
  id: z.string(),
  siteId: z.string(),
  accountId: z.string(),
  right: launchRightSchema,
  /** The course link that was launched: what an unbound one will be bound by. */
  deploymentId: z.string(),
  resourceLinkId: z.string(),
  resourceLinkTitle: z.string(),
  contextId: z.string(),
  contextTitle: z.string(),
  /** Sealed, because Moodle puts the user's sesskey into it; empty when the platform sent none. */
  sealedReturnUrl: z.string(),
  /** Whether the platform said that it shows the tool inside a frame of its own page. */
  isFramed: z.boolean(),
  /** Present when content is being chosen for a course; then there is no course link. */
  choice: contentChoiceSchema.nullable().optional(),
  /** Hash of the handle that the launched link carries, if it is one of this site. */
  linkHandleId: z.string().optional(),
  expiresAt: z.number().int(),
});
/** A signed-in stay of an account, begun by a launch. Times in epoch milliseconds. */
export type Session = z.infer<typeof sessionSchema>;
