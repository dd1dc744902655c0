import { createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { CompactSign, decodeJwt } from 'jose';
import nock from 'nock';
import { createPracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { freePort } from './free-port.ts';
import { postLaunch, startLogin } from './launching.ts';
import type { World } from './world.ts';

/** A Moodle whose private key the test holds: also what it really signed may be wrong in every other way. */
export interface KnownKeyMoodle extends World {
  key: KeyObject;
  kid: string;
}

/** The same application, with one more site whose key is known. */
export function withKnownKey(world: () => World): () => KnownKeyMoodle {
  let known: KnownKeyMoodle | undefined;
  beforeAll(async () => {
    known = await openKnownKeyMoodle(world());
  });
  afterAll(() => known?.practice.close());
  return () => {
    if (!known) throw new Error('the Moodle is opened before the first test');
    return known;
  };
}

async function openKnownKeyMoodle(world: World): Promise<KnownKeyMoodle> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'netzbruecke-test-'));
  const stateFile = join(folder, 'moodle.json');
  const practice = await createPracticeMoodle({
    origin: `http://localhost:${port}`,
    toolUrl: world.settings.publicUrl,
    clock: world.now,
    stateFile,
  });
  const { signingKey } = JSON.parse(await readFile(stateFile, 'utf8'));
  await rm(folder, { recursive: true });
  await practice.listen('localhost', port);
  nock.enableNetConnect(new RegExp(`^localhost:(${new URL(world.practice.origin).port}|${port})$`));
  const { clientId, deploymentId, ...addresses } = practice.toolType;
  const added = await world.core.platforms.add({
    issuer: practice.origin,
    name: 'Moodle Westheim',
    clientId,
    deploymentIds: [deploymentId],
    ...addresses,
  });
  return { ...world, practice, ...added, key: createPrivateKey(signingKey.pem), kid: signingKey.kid };
}

/** Any bytes as a payload, with a genuine signature of the platform by the algorithm that the header names. */
export function genuine(
  { key, kid }: KnownKeyMoodle,
  payload: string | Uint8Array | object,
  header: { alg?: string; [name: string]: unknown } = {},
): Promise<string> {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const bytes = payload instanceof Uint8Array ? payload : new TextEncoder().encode(text);
  return new CompactSign(bytes).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(key);
}

/** A whole launch whose token the test makes from the claims that Moodle would send. */
export async function launchMade(
  known: KnownKeyMoodle,
  make: (claims: Record<string, unknown>) => Promise<string> | string,
): Promise<LightMyRequestResponse> {
  const { state, nonce, cookies } = await startLogin(known);
  const usual = await known.practice.idToken({ personId: 'trainee', activityId: 'unbound', nonce });
  return postLaunch(known, { id_token: await make(decodeJwt(usual)), state, cookies });
}
