import { z } from 'zod';

export const pluginConnectionSchema = z.object({
  /** Id of the site: it has at most one companion plugin. */
  id: z.string(),
  /** The secret that signs the plugin's messages, sealed with the key made from SECRET_KEY. */
  sealedSecret: z.string(),
  connectedAt: z.number().int(),
  /** When the plugin last told of changes. */
  lastPushAt: z.number().int().nullable(),
});
/** The companion plugin of a site, once its Connect was accepted. Times in epoch milliseconds. */
export type PluginConnection = z.infer<typeof pluginConnectionSchema>;

export const moodleTopics = ['cohort', 'course', 'group', 'progress', 'activities', 'user'] as const;

export const moodleHintSchema = z.object({
  /** Site, topic and object: told twice, kept once. */
  id: z.string(),
  siteId: z.string(),
  topic: z.enum(moodleTopics),
  /** Cohort (`cohort`), course (all others), or 0 (`user`). */
  objectId: z.number().int().nonnegative(),
  toldAt: z.number().int(),
  expiresAt: z.number().int(),
});
/** Something in a Moodle changed, as its plugin told: a reason to read it again, never a fact. */
export type MoodleHint = z.infer<typeof moodleHintSchema>;
