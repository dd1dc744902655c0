import { z } from 'zod';

/** Who may read a reflection besides its author: nobody, the mentor and those who train, everybody in the run. */
export const reflectionAudiences = ['private', 'mentor', 'group'] as const;
export const reflectionAudienceSchema = z.enum(reflectionAudiences);
export type ReflectionAudience = z.infer<typeof reflectionAudienceSchema>;

export const reflectionSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  runId: z.string(),
  unitKey: z.string(),
  accountId: z.string(),
  /** Plain text, at most 20,000 characters. */
  text: z.string().max(20_000),
  audience: reflectionAudienceSchema,
  updatedAt: z.number().int(),
});
/** What somebody thought about a unit, in his or her own words. Times in epoch milliseconds. */
export type Reflection = z.infer<typeof reflectionSchema>;
