import { AsyncLocalStorage } from 'node:async_hooks';
import type { Registration, ToolKey } from '../src/domain/site.ts';
import type { Clock } from '../src/runtime/clock.ts';
import type { Secrets } from '../src/runtime/secrets.ts';
import { everyRow, type Store } from '../src/store/port.ts';
import { registrations, sites, toolKeys } from '../src/store/site.ts';
import { signingKey } from './tool-keys.ts';

/** Use under which private keys of the tool are sealed. */
export const privateKeyUse = 'tool-key';

export interface LtijsServices {
  store: Store;
  secrets: Secrets;
  clock: Clock;
}

type Query = Record<string, unknown>;

/**
 * The database plugin through which ltijs 5.9.9 reads our store (its `Utils/Database.js` shows the interface).
 * It only reads: registrations and keys are written by `platforms.ts`, all or nothing.
 */
export class LtijsDatabase {
  readonly #services = new AsyncLocalStorage<LtijsServices>();

  /** Runs ltijs code on this store; one process may have several. */
  run<Result>(services: LtijsServices, work: () => Promise<Result>): Promise<Result> {
    return this.#services.run(services, work);
  }

  /** ltijs wants `false` where there is nothing. The encryption key it passes is not used: the store seals. */
  async Get(_encryptionKey: string | false, collection: string, query: Query = {}): Promise<Query[] | false> {
    const rows = await this.#read(collection, query);
    return rows.length === 0 ? false : rows;
  }

  async #read(collection: string, query: Query): Promise<Query[]> {
    const services = this.#services.getStore();
    if (!services) throw new Error('ltijs was called outside of run()');
    switch (collection) {
      case 'platform':
        return readPlatforms(services, query);
      case 'publickey':
        return (await keysBy(services.store, query)).map((key) => ({ kid: key.id, key: key.publicKey }));
      case 'privatekey':
        return (await keysBy(services.store, query)).map((key) => ({
          kid: key.id,
          key: services.secrets.open(privateKeyUse, key.sealedPrivateKey),
        }));
      default:
        // Status, nonces, states, tokens: kept nowhere, because login and launch are our own.
        return [];
    }
  }
}

async function readPlatforms(services: LtijsServices, query: Query): Promise<Query[]> {
  const prefix = [query.platformUrl, query.clientId].filter((value) => typeof value === 'string');
  const rows = everyRow(services.store, registrations, 'byIssuer', prefix);
  const found = await Array.fromAsync(rows, ({ doc }) => asPlatform(services, doc));
  return found.filter(({ kid }) => query.kid === undefined || kid === query.kid);
}

/** ltijs signs with the key that `kid` names. */
async function asPlatform({ store, clock }: LtijsServices, registration: Registration): Promise<Query> {
  const site = await store.get(sites, registration.siteId);
  const key = await signingKey(store, registration.id, clock());
  return {
    platformName: site?.doc.name ?? registration.issuer,
    platformUrl: registration.issuer,
    clientId: registration.clientId,
    authEndpoint: registration.authUrl,
    accesstokenEndpoint: registration.tokenUrl,
    kid: key?.id ?? registration.keyId,
    authConfig: { method: 'JWK_SET', key: registration.keySetUrl },
  };
}

async function keysBy(store: Store, query: Query): Promise<ToolKey[]> {
  if (typeof query.kid !== 'string')
    return Array.fromAsync(everyRow(store, toolKeys, 'byRegistration', []), ({ doc }) => doc);
  const found = await store.get(toolKeys, query.kid);
  return found ? [found.doc] : [];
}
