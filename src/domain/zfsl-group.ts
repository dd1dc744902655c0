import { z } from 'zod';

/** The levels on which ZfsL network groups exist (domain: teacher training in North Rhine-Westphalia). */
export const zfslLevels = ['district', 'school-type', 'subject', 'general'] as const;
const zfslLevelSchema = z.enum(zfslLevels);
export type ZfslLevel = z.infer<typeof zfslLevelSchema>;

export const zfslGroupSchema = z.object({
  level: zfslLevelSchema,
  /** District, Schulform or Fachdidaktik, in German as people say it; empty for level `general`. */
  about: z.string().trim().max(80),
});
/** What a ZfsL network group is about. */
export type ZfslGroup = z.infer<typeof zfslGroupSchema>;
