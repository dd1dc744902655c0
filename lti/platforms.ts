import { randomUUID } from 'node:crypto';
import type { LtijsPlatform, LtijsProvider } from 'ltijs';
import { CodedError } from '../src/domain/errors.ts';
import type { Registration, Site } from '../src/domain/site.ts';
import type { Clock } from '../src/runtime/clock.ts';
import { randomId, type Secrets } from '../src/runtime/secrets.ts';
import { commitWhat, everyRow, insert, type Op, remove, type Store, update } from '../src/store/port.ts';
import { registrations, sites, toolKeys } from '../src/store/site.ts';
import { composeAnswer, type DeepLinkingAnswer } from './deep-linking.ts';
import { makeToolKey } from './key-rotation.ts';
import { LtijsDatabase } from './ltijs-database.ts';
import { publicJwk } from './tool-keys.ts';

/** What an operator knows about a platform: the fields that Moodle shows under "View configuration details". */
export type PlatformDetails = Pick<
  Registration,
  'issuer' | 'clientId' | 'deploymentIds' | 'authUrl' | 'tokenUrl' | 'keySetUrl'
> & { name: string };

/** One line of the registry as ltijs reads it. */
export interface RegisteredPlatform {
  issuer: string;
  clientId: string;
  name: string;
  keyId: string;
}

export interface Platforms {
  /** @throws CodedError `site.exists` when issuer and client id are registered already; nothing is overwritten. */
  add(details: PlatformDetails): Promise<{ site: Site; registration: Registration }>;
  /**
   * Further deployments of a registration that is here already.
   *
   * @returns all deployments it has then
   * @throws CodedError `site.not-found`
   */
  addDeployments(issuer: string, clientId: string, deploymentIds: readonly string[]): Promise<string[]>;
  /** Takes a registration and its keys away, if it is there. Site, accounts and course links stay. */
  remove(issuer: string, clientId: string): Promise<void>;
  list(): Promise<RegisteredPlatform[]>;
  /**
   * The signed answer to a deep linking request of this registration.
   *
   * @throws CodedError `site.not-found`, `deep-linking.unsigned`
   */
  signAnswer(registrationId: string, answer: DeepLinkingAnswer): Promise<string>;
  /** The tool's public keys (RFC 7517): every `kid` that signs for a registration. */
  publicKeySet(): Promise<{ keys: Record<string, unknown>[] }>;
}

interface PlatformServices {
  store: Store;
  secrets: Secrets;
  clock: Clock;
}

export function createPlatforms(services: PlatformServices): Platforms {
  const { store } = services;
  return {
    add: (details) => addPlatform(services, details),
    async addDeployments(issuer, clientId, deploymentIds) {
      return commitWhat(store, async () => {
        const [found] = (await store.find(registrations, 'byIssuer', [issuer, clientId], { limit: 1 })).rows;
        if (!found) throw new CodedError('site.not-found');
        const all = [...new Set([...found.doc.deploymentIds, ...deploymentIds])];
        return { ops: [update(registrations, found, { deploymentIds: all })], result: all };
      });
    },
    async remove(issuer, clientId) {
      await commitWhat(store, async () => {
        const [found] = (await store.find(registrations, 'byIssuer', [issuer, clientId], { limit: 1 })).rows;
        if (!found) return { ops: [], result: undefined };
        const keys = await Array.fromAsync(everyRow(store, toolKeys, 'byRegistration', [found.doc.id]));
        const ops = [remove(registrations, found), ...keys.map((key) => remove(toolKeys, key))];
        return { ops, result: undefined };
      });
    },
    async list() {
      const provider = await loadLtijs();
      const platforms = await database.run(services, () => provider.getAllPlatforms());
      return Promise.all(platforms.map(describe));
    },
    async signAnswer(registrationId, answer) {
      const registration = (await store.get(registrations, registrationId))?.doc;
      if (!registration) throw new CodedError('site.not-found');
      const { DeepLinking } = await loadLtijs();
      return database.run(services, () =>
        composeAnswer(
          (...message) => DeepLinking.createDeepLinkingMessage(...message),
          services,
          registration,
          answer,
        ),
      );
    },
    async publicKeySet() {
      const rows = everyRow(store, toolKeys, 'byRegistration', []);
      return { keys: await Array.fromAsync(rows, ({ doc }) => publicJwk(doc)) };
    },
  };
}

async function addPlatform(
  { store, secrets, clock }: PlatformServices,
  { name, ...details }: PlatformDetails,
): Promise<{ site: Site; registration: Registration }> {
  const known = (await store.find(sites, 'byIssuer', [details.issuer])).rows[0]?.doc;
  const site = known ?? { id: siteId(), issuer: details.issuer, name, createdAt: clock() };
  const key = await makeToolKey(secrets, randomId(), clock());
  const registration: Registration = {
    id: key.registrationId,
    siteId: site.id,
    ...details,
    keyId: key.id,
    createdAt: clock(),
  };
  const ops: Op[] = [insert(registrations, registration), insert(toolKeys, key)];
  if (!known) ops.unshift(insert(sites, site));
  try {
    await store.commit(ops);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'store.conflict') throw new CodedError('site.exists');
    throw error;
  }
  return { site, registration };
}

/** Short, lower-case, stands in addresses: /s/<site>/… */
function siteId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 10);
}

async function describe(platform: LtijsPlatform): Promise<RegisteredPlatform> {
  return {
    issuer: await platform.platformUrl(),
    clientId: await platform.platformClientId(),
    name: await platform.platformName(),
    keyId: await platform.platformKid(),
  };
}

/**
 * ltijs is one provider per process and keeps what `setup` gave it; it is loaded when first needed, opens no
 * socket (`deploy` is never called) and reads through our store.
 */
let ltijs: Promise<LtijsProvider> | undefined;
const database = new LtijsDatabase();

function loadLtijs(): Promise<LtijsProvider> {
  ltijs ??= import('ltijs').then(({ default: { Provider } }) => {
    Provider.setup('keys are sealed by the store', { plugin: database }, { cors: false });
    return Provider;
  });
  return ltijs;
}
