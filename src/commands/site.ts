import type { Platforms } from '../../lti/platforms.ts';
import { CodedError } from '../domain/errors.ts';
import type { Site } from '../domain/site.ts';
import { disconnectSite } from '../moodle/connection.ts';
import { removeAccounts } from '../store/account-removal.ts';
import { courseLinks } from '../store/course-link.ts';
import { courseServices, gradableLinks } from '../store/course-service.ts';
import { launchReportSheets } from '../store/launch-report.ts';
import { linkHandles } from '../store/link-handle.ts';
import { type AnyCollection, everyRow, type Op, remove, type Store, type Stored } from '../store/port.ts';
import { registrations, sites, toolKeys } from '../store/site.ts';
import { removeSyncOf } from '../store/sync-removal.ts';

export interface SiteOptions {
  issuer: string;
  clientId: string;
  deploymentId: string[];
  authUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  name?: string;
}

interface SiteServices {
  store: Store;
  platforms: Platforms;
  settings: { publicUrl: string; allowHttpPlatforms: boolean };
}

type Print = (line: string) => void;

/** @throws CodedError `site.address-refused`, `site.exists` */
export async function addSite(services: SiteServices, options: SiteOptions, print: Print): Promise<void> {
  const { settings, platforms } = services;
  const issuer = options.issuer.replace(/\/$/, '');
  for (const [option, address] of Object.entries({
    issuer,
    'auth-url': options.authUrl,
    'token-url': options.tokenUrl,
    'jwks-url': options.jwksUrl,
  })) {
    checkPlatformAddress(option, address, settings.allowHttpPlatforms);
  }
  const { site } = await platforms.add({
    issuer,
    clientId: options.clientId,
    deploymentIds: [...new Set(options.deploymentId)],
    authUrl: options.authUrl,
    tokenUrl: options.tokenUrl,
    keySetUrl: options.jwksUrl,
    name: options.name ?? new URL(issuer).host,
  });
  print(`Added ${site.name} (${site.id}).`);
  print('In the tool configuration in Moodle these addresses belong to Netzbrücke:');
  print(`  Tool URL              ${settings.publicUrl}/lti/launch`);
  print(`  Initiate login URL    ${settings.publicUrl}/lti/login`);
  print(`  Redirection URI(s)    ${settings.publicUrl}/lti/launch`);
  print(`  Public keyset         ${settings.publicUrl}/lti/keys`);
}

/** Adds deployment ids to a registration. @throws CodedError `site.not-found` */
export async function addDeployments(
  { platforms }: Pick<SiteServices, 'platforms'>,
  { issuer, clientId, deploymentId }: Pick<SiteOptions, 'issuer' | 'clientId' | 'deploymentId'>,
  print: Print,
): Promise<void> {
  const all = await platforms.addDeployments(issuer.replace(/\/$/, ''), clientId, deploymentId);
  print(`Deployments of client ${clientId}: ${all.join(', ')}`);
}

export async function listSites({ store, platforms }: SiteServices, print: Print): Promise<void> {
  const listed = await platforms.list();
  if (listed.length === 0) return print('No site yet. Add one with: npx netzbruecke site add --help');
  for (const { issuer, clientId, name } of listed) {
    const found = (await store.find(registrations, 'byIssuer', [issuer, clientId])).rows[0];
    print(
      `${name}  ${issuer}  client ${clientId}  deployments ${found?.doc.deploymentIds.join(', ') ?? 'none'}`,
    );
  }
}

/** Without `really` it only says what would go. @throws CodedError `site.not-found` */
export async function removeSite(
  services: SiteServices,
  issuer: string,
  really: boolean,
  print: Print,
): Promise<void> {
  const { store } = services;
  const site = (await store.find(sites, 'byIssuer', [issuer.replace(/\/$/, '')])).rows[0];
  if (!site) throw new CodedError('site.not-found');
  const ops = await registrationOps(store, site);
  const links = await Array.fromAsync(everyRow(store, courseLinks, 'byResourceLink', [site.doc.id]));
  const accounts = await removeAccounts(store, site.doc.id, { really: false });
  print(`${site.doc.name}: ${accounts} accounts with their memberships and ${links.length} course links.`);
  if (!really) return print('Nothing is removed yet. Spaces stay. To remove the site: add --yes');
  // First the way in, then the people: nobody can come back in between.
  await store.commit(ops);
  await removeAccounts(store, site.doc.id, { really: true });
  // Read again: erasing whoever bound a link has changed it.
  await removeAll(store, courseLinks, 'byResourceLink', site.doc.id);
  await removeAll(store, gradableLinks, 'byResourceLink', site.doc.id);
  await removeAll(store, courseServices, 'byCourse', site.doc.id);
  await removeAll(store, linkHandles, 'bySite', site.doc.id);
  await removeAll(store, launchReportSheets, 'bySite', site.doc.id);
  await removeSyncOf(store, site.doc.id);
  await disconnectSite(store, site.doc.id);
  const last = await store.get(sites, site.doc.id);
  if (last) await store.commit([remove(sites, last)]);
  print('Removed. Spaces stay for their members from other sites.');
}

async function removeAll(
  store: Store,
  collection: AnyCollection,
  index: string,
  siteId: string,
): Promise<void> {
  for await (const row of everyRow(store, collection, index, [siteId]))
    await store.commit([remove(collection, row)]);
}

async function registrationOps(store: Store, site: Stored<Site>): Promise<Op[]> {
  const ops: Op[] = [];
  for await (const registration of everyRow(store, registrations, 'bySite', [site.doc.id])) {
    ops.push(remove(registrations, registration));
    for await (const key of everyRow(store, toolKeys, 'byRegistration', [registration.doc.id])) {
      ops.push(remove(toolKeys, key));
    }
  }
  return ops;
}

function checkPlatformAddress(option: string, address: string, allowHttp: boolean): void {
  const reason = !URL.canParse(address)
    ? 'no address'
    : new URL(address).protocol === 'http:' && !allowHttp
      ? 'not https; for a practice machine set ALLOW_HTTP_PLATFORMS=true'
      : /^https?:$/.test(new URL(address).protocol)
        ? undefined
        : 'neither http nor https';
  if (reason !== undefined) throw new CodedError('site.address-refused', { option, reason });
}
