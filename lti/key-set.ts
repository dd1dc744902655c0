import { type CryptoKey, importJWK } from 'jose';
import { z } from 'zod';
import { CodedError } from '../src/domain/errors.ts';
import type { HttpClient } from '../src/outbound/http-client.ts';
import { type Clock, minute } from '../src/runtime/clock.ts';

const limits = { timeoutMs: 5000, maxBytes: 256 * 1024 };
/** After a fetch, an unknown key id causes no other fetch for this long (milliseconds). */
const coolDown = minute / 2;

const keySetSchema = z.object({ keys: z.array(z.record(z.string(), z.unknown())).max(50) });

/** RFC 7517: an RSA signature key that we can use. Others in the set are passed over. */
const jwkSchema = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1).max(255),
  use: z.literal('sig').optional(),
  alg: z.literal('RS256').optional(),
  n: z.string().min(300),
  e: z.string().min(1).max(20),
});

/** Public keys of the platforms, cached per site; a cached key works while the platform is down. */
export interface KeySets {
  /**
   * @throws CodedError `launch.key-unknown`, `platform.keys-unreachable`, `platform.keys-invalid`, `address.refused`
   */
  find(siteId: string, keySetUrl: string, keyId: string): Promise<CryptoKey>;
}

interface CachedSet {
  keys: Map<string, CryptoKey>;
  triedAt: number;
  failure?: CodedError;
  pending?: Promise<void>;
}

export function createKeySets(http: HttpClient, clock: Clock): KeySets {
  const cache = new Map<string, CachedSet>();
  return {
    async find(siteId, keySetUrl, keyId) {
      const id = `${siteId} ${keySetUrl}`;
      const set = cache.get(id) ?? { keys: new Map<string, CryptoKey>(), triedAt: Number.NEGATIVE_INFINITY };
      cache.set(id, set);
      if (!set.keys.has(keyId) && (set.pending || clock() - set.triedAt >= coolDown)) {
        set.pending ??= refresh(set, keySetUrl, http, clock);
        await set.pending;
      }
      const key = set.keys.get(keyId);
      if (key) return key;
      throw set.failure ?? new CodedError('launch.key-unknown');
    },
  };
}

async function refresh(set: CachedSet, url: string, http: HttpClient, clock: Clock): Promise<void> {
  try {
    set.keys = await fetchKeys(url, http);
    delete set.failure;
  } catch (error) {
    set.failure =
      error instanceof CodedError ? error : new CodedError('platform.keys-unreachable', {}, error);
  } finally {
    set.triedAt = clock();
    delete set.pending;
  }
}

async function fetchKeys(url: string, http: HttpClient): Promise<Map<string, CryptoKey>> {
  const answer = await http.get(url, 'application/json', limits);
  if (answer.status !== 200) throw new CodedError('platform.keys-unreachable', { status: answer.status });
  const keys = new Map<string, CryptoKey>();
  for (const candidate of parseKeySet(answer.text)) {
    const jwk = jwkSchema.safeParse(candidate);
    if (!jwk.success) continue;
    const { kty, n, e, kid } = jwk.data;
    const key = await importJWK({ kty, n, e }, 'RS256').catch(() => undefined);
    if (key && !(key instanceof Uint8Array)) keys.set(kid, key);
  }
  return keys;
}

function parseKeySet(text: string): Record<string, unknown>[] {
  try {
    return keySetSchema.parse(JSON.parse(text)).keys;
  } catch {
    throw new CodedError('platform.keys-invalid');
  }
}
