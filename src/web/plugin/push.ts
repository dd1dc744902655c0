import { z } from 'zod';
import { CodedError } from '../../domain/errors.ts';
import { moodleTopics } from '../../domain/plugin-connection.ts';
import { keepHints } from '../../store/plugin-connection.ts';
import type { WebServices } from '../services.ts';
import type { SignedMessage } from './signed-message.ts';

const pushSchema = z.object({
  changes: z.array(z.object({ topic: z.string().max(20), id: z.number().int().nonnegative() })).max(500),
});

/**
 * Keeps what a plugin tells as hints: what changed is read again, never believed. A topic that a newer plugin may
 * know is passed over.
 *
 * @throws CodedError `request.invalid`
 */
export async function takePush(
  services: WebServices,
  { siteId, body }: SignedMessage,
): Promise<{ taken: number }> {
  const push = pushSchema.safeParse(body);
  if (!push.success) throw new CodedError('request.invalid', { field: 'changes' });
  const changes = push.data.changes.flatMap(({ topic, id }) => {
    const known = moodleTopics.find((one) => one === topic);
    return known ? [{ topic: known, objectId: id }] : [];
  });
  await keepHints(services.store, siteId, changes, services.clock());
  services.hints.wake(siteId);
  services.log.info({ site: siteId, changes: changes.length }, 'told of changes');
  return { taken: changes.length };
}
