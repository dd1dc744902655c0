import { z } from 'zod';
import { zfslGroupSchema } from './zfsl-group.ts';

/** Kinds of spaces. `managers` is closed: never listed, never entered by a launch alone. */
export const spaceKinds = ['network', 'working-group', 'training', 'zfsl-group', 'managers'] as const;
export const spaceKindSchema = z.enum(spaceKinds);
export type SpaceKind = z.infer<typeof spaceKindSchema>;

/** What a person may write about a space. Lengths in characters. */
export const spaceTextSchema = z.object({
  title: z.string().trim().min(3).max(120),
  purpose: z.string().trim().max(2000),
});
export type SpaceText = z.infer<typeof spaceTextSchema>;

export const spaceSchema = spaceTextSchema.extend({
  id: z.string(),
  kind: spaceKindSchema,
  /** Only for kind `zfsl-group`: level and what the group is about. */
  zfslGroup: zfslGroupSchema.optional(),
  createdAt: z.number().int(),
  /** Account that made it; null when the operator did, or after that account was erased. */
  createdBy: z.string().nullable(),
});
/** The container that a course link opens (screen word: Raum). Times in epoch milliseconds. */
export type Space = z.infer<typeof spaceSchema>;
