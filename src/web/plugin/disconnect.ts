import { disconnectSite } from '../../moodle/connection.ts';
import { pluginConnections } from '../../store/plugin-connection.ts';
import { remove } from '../../store/port.ts';
import type { WebServices } from '../services.ts';
import type { SignedMessage } from './signed-message.ts';

/** Forgets token and secret of a site. Its registration, accounts and spaces stay: links go on working. */
export async function disconnectPlugin(
  services: WebServices,
  { siteId }: SignedMessage,
): Promise<{ disconnected: true }> {
  const { store, log } = services;
  await disconnectSite(store, siteId);
  const connection = await store.get(pluginConnections, siteId);
  if (connection) await store.commit([remove(pluginConnections, connection)]);
  log.info({ site: siteId }, 'plugin disconnected');
  return { disconnected: true };
}
