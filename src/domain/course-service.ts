import { z } from 'zod';
import { launchRightSchema } from './member-role.ts';

export const courseServiceSchema = z.object({
  id: z.string(),
  siteId: z.string(),
  registrationId: z.string(),
  deploymentId: z.string(),
  contextId: z.string(),
  /** Where the members of the course are read; empty if the platform offers none. As the platform gave it. */
  membershipsUrl: z.string().max(1000),
  updatedAt: z.number().int(),
});
/** The services that a platform offers for a course, as the last launch named them. */
export type CourseService = z.infer<typeof courseServiceSchema>;

export const courseRightSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  siteId: z.string(),
  contextId: z.string(),
  right: launchRightSchema,
  launchedAt: z.number().int(),
  expiresAt: z.number().int(),
});
/** The right that the last launch gave an account in a course. Times in epoch milliseconds. */
export type CourseRight = z.infer<typeof courseRightSchema>;
