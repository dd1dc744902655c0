import {
  type MoodleHint,
  moodleHintSchema,
  type PluginConnection,
  pluginConnectionSchema,
} from '../domain/plugin-connection.ts';
import { day } from '../runtime/clock.ts';
import { type Collection, commitWhat, insert, type Op, type Store, update } from './port.ts';

export const pluginConnections: Collection<PluginConnection, never> = {
  name: 'plugin-connections',
  schema: pluginConnectionSchema,
  indexes: {},
  personalData: 'none',
};

/** They name cohorts and courses, no people. */
export const moodleHints: Collection<MoodleHint, 'bySite'> = {
  name: 'moodle-hints',
  schema: moodleHintSchema,
  indexes: { bySite: { fields: ['siteId', 'toldAt'] } },
  expires: 'expiresAt',
  personalData: 'none',
};

/** How long a hint waits for somebody who reads: then the nightly comparison has been there. */
const keptMs = 7 * day;

/** Keeps what the plugin told, each thing once. */
export async function keepHints(
  store: Store,
  siteId: string,
  changes: readonly Pick<MoodleHint, 'topic' | 'objectId'>[],
  now: number,
): Promise<void> {
  const hints = new Map(
    changes.map(({ topic, objectId }) => {
      const id = `${siteId}:${topic}:${objectId}`;
      return [id, { id, siteId, topic, objectId, toldAt: now, expiresAt: now + keptMs }] as const;
    }),
  );
  await commitWhat(store, async () => {
    const ops: Op[] = [];
    for (const hint of hints.values()) {
      const known = await store.get(moodleHints, hint.id);
      ops.push(known ? update(moodleHints, known, hint) : insert(moodleHints, hint));
    }
    const connection = await store.get(pluginConnections, siteId);
    if (connection) ops.push(update(pluginConnections, connection, { lastPushAt: now }));
    return { ops, result: undefined };
  });
}
