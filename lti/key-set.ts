import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { CodedError } from '../src/domain/errors.ts';
import type { HttpClient } from '../src/outbound/http-client.ts';
import { type Clock, hour, minute } from '../src/runtime/clock.ts';

const limits = { timeoutMs: 5000, maxBytes: 256 * 1024 };
/** After a fetch, an unknown key id causes no other fetch for this long (milliseconds). */
const coolDown = minute / 2;
/** How long a set is believed while its platform answers: a key that was taken back is refused after this. */
const freshFor = hour;

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
  find(siteId: string, keySetUrl: string, keyId: string): Promise<KeyObject>;
}

interface CachedSet {
  keys: Map<string, KeyObject>;
  triedAt: number;
  fetchedAt: number;
  failure?: CodedError;
  pending?: Promise<void>;
}

export function createKeySets(http: Pick<HttpClient, 'get'>, clock: Clock): KeySets {
  const cache = new Map<string, CachedSet>();
  return {
    async find(siteId, keySetUrl, keyId) {
      const id = `${siteId} ${keySetUrl}`;
      const set = cache.get(id) ?? emptySet();
      cache.set(id, set);
      const isFresh = clock() - set.fetchedAt < freshFor;
      if (!(isFresh && set.keys.has(keyId)) && (set.pending || clock() - set.triedAt >= coolDown)) {
        set.pending ??= refresh(set, keySetUrl, http, clock);
        await set.pending;
      }
      const key = set.keys.get(keyId);
      if (key) return key;
      throw set.failure ?? new CodedError('launch.key-unknown');
    },
  };
}

function emptySet(): CachedSet {
  return { keys: new Map(), triedAt: Number.NEGATIVE_INFINITY, fetchedAt: Number.NEGATIVE_INFINITY };
}

async function refresh(
  set: CachedSet,
  url: string,
  http: Pick<HttpClient, 'get'>,
  clock: Clock,
): Promise<void> {
  try {
    set.keys = await fetchKeys(url, http);
    set.fetchedAt = clock();
    delete set.failure;
  } catch (error) {
    set.failure =
      error instanceof CodedError ? error : new CodedError('platform.keys-unreachable', {}, error);
  } finally {
    set.triedAt = clock();
    delete set.pending;
  }
}

/** By key id. @throws CodedError `platform.keys-unreachable`, `platform.keys-invalid`, `address.refused`; Error without an answer */
export async function fetchKeys(url: string, http: Pick<HttpClient, 'get'>): Promise<Map<string, KeyObject>> {
  const answer = await http.get(url, 'application/json', limits);
  if (answer.status !== 200) throw new CodedError('platform.keys-unreachable', { status: answer.status });
  const keys = new Map<string, KeyObject>();
  for (const candidate of parseKeySet(answer.text)) {
    const jwk = jwkSchema.safeParse(candidate);
    if (!jwk.success) continue;
    const { kty, n, e, kid } = jwk.data;
    const key = importKey({ kty, n, e });
    if (key) keys.set(kid, key);
  }
  return keys;
}

function importKey(jwk: { kty: 'RSA'; n: string; e: string }): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function parseKeySet(text: string): Record<string, unknown>[] {
  try {
    return keySetSchema.parse(JSON.parse(text)).keys;
  } catch {
    throw new CodedError('platform.keys-invalid');
  }
}
