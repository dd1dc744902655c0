import { z } from 'zod';

/** What a platform takes when somebody chooses content (LTI Deep Linking 2.0, section 4.4.1), in our words. */
export interface DeepLinkingSettings {
  /** Where the answer goes, on the platform's origin. Contains the user's sesskey: never log it. */
  returnUrl: string;
  /** Sent back as it came; empty where none was sent. */
  data: string;
  /** Whether links to a tool are taken at all. */
  acceptsLinks: boolean;
  acceptsMultiple: boolean;
  /** Whether a link may bring a column of the gradebook. */
  acceptsLineItems: boolean;
}

export const contentChoiceSchema = z.object({
  registrationId: z.string(),
  /** Sealed, because Moodle puts the user's sesskey into it. */
  sealedReturnUrl: z.string(),
  sealedData: z.string(),
  acceptsLinks: z.boolean(),
  acceptsMultiple: z.boolean(),
  acceptsLineItems: z.boolean(),
  /** Spaces of others that a link code opened for this choice. */
  codeSpaceIds: z.array(z.string()).max(50),
});
/** A choice of content for a course that somebody has begun in Moodle. */
export type ContentChoice = z.infer<typeof contentChoiceSchema>;

export const linkHandleSchema = z.object({
  /** SHA-256 of the handle; the handle itself stands only in the activity in Moodle. */
  id: z.string(),
  siteId: z.string(),
  deploymentId: z.string(),
  contextId: z.string(),
  spaceId: z.string(),
  /** Step of the training that the link stands for; null for the space as a whole. */
  moduleId: z.string().nullable(),
  createdBy: z.string().nullable(),
  createdAt: z.number().int(),
});
/** What a link that was chosen in Moodle carries, so that its first launch knows the space. */
export type LinkHandle = z.infer<typeof linkHandleSchema>;
