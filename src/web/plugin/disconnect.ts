import { z } from 'zod';
import { CodedError } from '../../domain/errors.ts';
import { disconnectSite } from '../../moodle/connection.ts';
import { pluginConnections } from '../../store/plugin-connection.ts';
import { remove } from '../../store/port.ts';
import { sites } from '../../store/site.ts';
import type { WebServices } from '../services.ts';
import type { SignedMessage } from './signed-message.ts';

const askedSchema = z.object({
  /** Client id of the external tool that Moodle is about to delete; empty where it stays. */
  goneClient: z.string().max(255).default(''),
});

/**
 * Forgets token and secret of a site. Accounts and spaces stay, and so does the registration while Moodle keeps its
 * external tool: links go on working.
 *
 * @throws CodedError `request.invalid`
 */
export async function disconnectPlugin(
  services: WebServices,
  { siteId, body }: SignedMessage,
): Promise<{ disconnected: true }> {
  const { store, log, platforms } = services;
  const asked = askedSchema.safeParse(body);
  if (!asked.success) throw new CodedError('request.invalid', { field: 'goneClient' });
  await disconnectSite(store, siteId);
  const connection = await store.get(pluginConnections, siteId);
  if (connection) await store.commit([remove(pluginConnections, connection)]);
  const site = (await store.get(sites, siteId))?.doc;
  if (site && asked.data.goneClient !== '') await platforms.remove(site.issuer, asked.data.goneClient);
  log.info({ site: siteId }, 'plugin disconnected');
  return { disconnected: true };
}
