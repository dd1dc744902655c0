import { generateKeyPair, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type { ToolKey } from '../src/domain/site.ts';
import { type Clock, day } from '../src/runtime/clock.ts';
import type { Secrets } from '../src/runtime/secrets.ts';
import { commitWhat, insert, type Op, remove, type Store, update } from '../src/store/port.ts';
import { toolKeys } from '../src/store/site.ts';
import { privateKeyUse } from './ltijs-database.ts';
import { activeFrom, keysOf } from './tool-keys.ts';

/** How long a key stays published after another one signs: what it signed has long run out by then. */
const publishedAfter = 7 * day;

const makeKeyPair = promisify(generateKeyPair);

/** RSA-2048, made off the main thread: making one in it would hold up every launch for seconds. */
export async function makeToolKey(secrets: Secrets, registrationId: string, now: number): Promise<ToolKey> {
  const { publicKey, privateKey } = await makeKeyPair('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    id: randomUUID(),
    registrationId,
    publicKey,
    sealedPrivateKey: secrets.seal(privateKeyUse, privateKey),
    createdAt: now,
  };
}

/**
 * Gives a registration a new key: published at once, signing after the overlap. The key before it stays published for
 * seven days more. One that waits to sign gives up its place.
 *
 * @param overlap milliseconds
 */
export async function rotateKey(
  { store, secrets, clock }: { store: Store; secrets: Secrets; clock: Clock },
  registrationId: string,
  overlap: number,
): Promise<ToolKey> {
  const made = await makeToolKey(secrets, registrationId, clock());
  return commitWhat(store, async () => {
    const now = clock();
    const keys = await keysOf(store, registrationId);
    const waiting = keys.filter(({ doc }) => activeFrom(doc) > now);
    const signing = keys.findLast(({ doc }) => activeFrom(doc) <= now);
    // After the one before it, also when both were made in the same millisecond.
    const from = Math.max(now + overlap, signing ? activeFrom(signing.doc) + 1 : 0);
    const next = { ...made, activeFrom: from };
    const ops: Op[] = [insert(toolKeys, next), ...waiting.map((key) => remove(toolKeys, key))];
    // Those before it have their time already.
    if (signing) ops.push(update(toolKeys, signing, { retiresAt: from + publishedAfter }));
    return { ops, result: next };
  });
}
