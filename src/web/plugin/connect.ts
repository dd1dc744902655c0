import { z } from 'zod';
import { fetchKeys } from '../../../lti/key-set.ts';
import { readConfiguration } from '../../../lti/openid-configuration.ts';
import { CodedError } from '../../domain/errors.ts';
import { accessTo, connectSite } from '../../moodle/connection.ts';
import { checkPluginSite, type PluginClaim } from '../../moodle/plugin-check.ts';
import { sameText } from '../../runtime/secrets.ts';
import { pluginConnections } from '../../store/plugin-connection.ts';
import { insert } from '../../store/port.ts';
import { findRegistrations, sites } from '../../store/site.ts';
import { siteConnections } from '../../store/site-connection.ts';
import { type SiteInvitation, withSiteInvitation } from '../../store/site-invitation.ts';
import type { WebServices } from '../services.ts';
import { secretUse } from './signed-message.ts';

const askedSchema = z.object({
  protocol: z.literal(1),
  invitation: z.string().max(100),
  wwwroot: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .regex(/^[^?#]*[^/?#]$/),
  siteName: z.string().max(1000),
  clientId: z.string().min(1).max(255),
  deploymentId: z.string().min(1).max(255),
  token: z.string().regex(/^\w{20,128}$/),
  serviceAccount: z.number().int().positive(),
  pushSecret: z.string().regex(/^[0-9a-f]{64}$/),
});
type Asked = z.infer<typeof askedSchema>;

/** What the site answers to its plugin. */
export interface ConnectAnswer {
  /** How the plugin names this connection in its messages. */
  connection: string;
  state: 'done' | 'wasso';
  checks: { name: 'site' | 'tool' | 'keys' | 'rights'; passed: boolean }[];
}

/**
 * Connects a site whose plugin asks for it. Nothing that it says is believed: the site is called back at its own
 * address. Without an invitation nobody makes this program call an address; a plugin that knows token and secret of
 * its connection needs none, so that it can ask again after an answer was lost.
 *
 * @throws CodedError `request.invalid`, `registration.invitation-invalid`, `site.exists`, `plugin.site-*`, and what
 * `readConfiguration` throws
 */
export async function connectPlugin(services: WebServices, body: unknown): Promise<ConnectAnswer> {
  const read = askedSchema.safeParse(parsed(body));
  if (!read.success) {
    throw new CodedError('request.invalid', { field: String(read.error.issues[0]?.path[0] ?? 'json') });
  }
  const asked = read.data;
  const known = await connectedAs(services, asked);
  if (known !== undefined) {
    const { missingRights } = await checkedSite(services, asked);
    return answer(known, 'wasso', missingRights);
  }
  return withSiteInvitation(services.store, asked.invitation, async (invitation) => {
    await refuseConnected(services, asked.wwwroot);
    const { platform, missingRights } = await checkedSite(services, asked);
    const siteId = await keep(services, asked, platform, invitation);
    services.log.info({ site: siteId }, 'plugin connected');
    return answer(siteId, 'done', missingRights);
  });
}

function answer(
  connection: string,
  state: ConnectAnswer['state'],
  missingRights: readonly string[],
): ConnectAnswer {
  const passed = (['site', 'tool', 'keys'] as const).map((name) => ({ name, passed: true }));
  return {
    connection,
    state,
    checks: [...passed, { name: 'rights', passed: missingRights.length === 0 }],
  };
}

/** The site that is connected with this very token and secret. */
async function connectedAs(services: WebServices, asked: Asked): Promise<string | undefined> {
  const { store, secrets } = services;
  const site = await siteAt(services, asked.wwwroot);
  const plugin = site && (await store.get(pluginConnections, site.id));
  if (!plugin) return undefined;
  const { token } = await accessTo(services, site.id);
  const secret = secrets.open(secretUse(site.id), plugin.doc.sealedSecret);
  return sameText(token, asked.token) && sameText(secret, asked.pushSecret) ? site.id : undefined;
}

/** @throws CodedError `site.exists`: a connection is never overwritten, however it came about */
async function refuseConnected(services: WebServices, issuer: string): Promise<void> {
  const site = await siteAt(services, issuer);
  if (site && (await services.store.get(siteConnections, site.id))) throw new CodedError('site.exists');
}

async function siteAt({ store }: WebServices, issuer: string) {
  return (await store.find(sites, 'byIssuer', [issuer], { limit: 1 })).rows[0]?.doc;
}

async function checkedSite(services: WebServices, asked: Asked) {
  const claim: PluginClaim = { ...asked, siteUrl: asked.wwwroot };
  const { missingRights } = await checkPluginSite(services, claim);
  const configuration = `${asked.wwwroot}/mod/lti/openid-configuration.php`;
  const platform = await readConfiguration(services.http, configuration);
  if (platform.issuer !== asked.wwwroot) throw new CodedError('plugin.site-mismatch', { what: 'issuer' });
  const keys = await fetchKeys(platform.keySetUrl, services.http).catch((error: unknown) => {
    throw new CodedError('plugin.site-keys-invalid', {}, error);
  });
  if (keys.size === 0) throw new CodedError('plugin.site-keys-invalid');
  return { platform, missingRights };
}

/** Site and registration may be there already; each is kept once, so that a broken attempt can be repeated. */
async function keep(
  services: WebServices,
  asked: Asked,
  platform: Awaited<ReturnType<typeof readConfiguration>>,
  invitation: SiteInvitation,
): Promise<string> {
  const { store, secrets, clock, platforms } = services;
  const { issuer, authUrl, tokenUrl, keySetUrl } = platform;
  const { clientId, deploymentId } = asked;
  const [registration] = await findRegistrations(store, issuer, clientId);
  if (registration) await platforms.addDeployments(issuer, clientId, [deploymentId]);
  else {
    const name = invitation.name ?? (asked.siteName.trim().slice(0, 120) || new URL(issuer).host);
    await platforms.add({
      ...{ issuer, authUrl, tokenUrl, keySetUrl, clientId, name },
      deploymentIds: [deploymentId],
    });
  }
  const site = await siteAt(services, issuer);
  if (!site) throw new CodedError('site.not-found');
  const { id } = site;
  await connectSite(services, site, asked.token);
  const sealedSecret = secrets.seal(secretUse(id), asked.pushSecret);
  await store.commit([
    insert(pluginConnections, { id, sealedSecret, connectedAt: clock(), lastPushAt: null }),
  ]);
  return id;
}

function parsed(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}
