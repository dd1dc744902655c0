import { exportJWK, importSPKI } from 'jose';
import type { ToolKey } from '../src/domain/site.ts';
import { everyRow, type Store, type Stored } from '../src/store/port.ts';
import { toolKeys } from '../src/store/site.ts';

/** When a key begins to sign, epoch milliseconds. */
export function activeFrom({ activeFrom: from, createdAt }: ToolKey): number {
  return from ?? createdAt;
}

/** All keys of a registration that are still published, the one that signs last at the end. */
export async function keysOf(store: Store, registrationId: string): Promise<Stored<ToolKey>[]> {
  const rows = await Array.fromAsync(everyRow(store, toolKeys, 'byRegistration', [registrationId]));
  return rows.sort((a, b) => activeFrom(a.doc) - activeFrom(b.doc));
}

/**
 * The key that signs for a registration now: of those whose time has come the newest. The platform may still hold the
 * key set of before; it fetches ours again when it meets a `kid` that it does not know.
 *
 * @param now epoch milliseconds
 */
export async function signingKey(
  store: Store,
  registrationId: string,
  now: number,
): Promise<ToolKey | undefined> {
  const keys = await keysOf(store, registrationId);
  return keys.findLast(({ doc }) => activeFrom(doc) <= now)?.doc;
}

/** RFC 7517: what a platform needs to verify, and nothing else. */
export async function publicJwk({ id, publicKey }: ToolKey): Promise<Record<string, unknown>> {
  const { kty, n, e } = await exportJWK(await importSPKI(publicKey, 'RS256', { extractable: true }));
  return { kty, n, e, kid: id, alg: 'RS256', use: 'sig' };
}
