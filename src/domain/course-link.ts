import { z } from 'zod';

export const courseLinkSchema = z.object({
  id: z.string(),
  siteId: z.string(),
  deploymentId: z.string(),
  resourceLinkId: z.string(),
  /** LTI context id (Moodle course id); empty when the launch named none. */
  contextId: z.string(),
  spaceId: z.string(),
  /** Step of the training that the link stands for; null or absent for the space as a whole. */
  moduleId: z.string().nullable().optional(),
  boundBy: z.string().nullable(),
  boundAt: z.number().int(),
});
/** Which space the link in a Moodle course opens. */
export type CourseLink = z.infer<typeof courseLinkSchema>;

export const linkCodeSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  /** SHA-256 of the code in its plain form; the code itself is shown once. */
  codeHash: z.string(),
  createdBy: z.string().nullable(),
  createdAt: z.number().int(),
  revokedAt: z.number().int().nullable(),
});
/** A code (128 bit, revocable) by which a teacher of any site binds a course link to a space. */
export type LinkCode = z.infer<typeof linkCodeSchema>;
