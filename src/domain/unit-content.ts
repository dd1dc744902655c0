import { z } from 'zod';
import { selfCheckSchema } from './self-check.ts';

/** A text that may be empty, in both languages. Markdown. */
const textSchema = z.object({ de: z.string().max(20_000), en: z.string().max(20_000) });

export const materialSchema = z.object({
  title: z.string().trim().min(1).max(200),
  /** http or https. */
  url: z.url({ protocol: /^https?$/ }).max(1000),
  author: z.string().trim().max(200),
  /** Licence as its author names it, for example "CC BY-SA 4.0"; empty where none is known. */
  licence: z.string().trim().max(100),
  /** Where it was found. */
  source: z.string().trim().max(300),
});
/** A link to something to read or watch, with what a reader of open educational resources wants to know of it. */
export type Material = z.infer<typeof materialSchema>;

export const unitContentSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  text: textSchema,
  materials: z.array(materialSchema).max(30),
  /** Only for kind `self-check`. */
  selfCheck: selfCheckSchema.nullable(),
});
/** What a unit shows. Never changed once a published version names it: an edit makes a new one. */
export type UnitContent = z.infer<typeof unitContentSchema>;
