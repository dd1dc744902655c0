import { describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { createAccessTokens } from '../../lti/access-token.ts';
import { serviceScope } from '../../lti/claims.ts';
import { activeFrom, keysOf, signingKey } from '../../lti/tool-keys.ts';
import { listKeys, rotateKeys } from '../../src/commands/keys.ts';
import { createHttpClient, type HttpClient } from '../../src/outbound/http-client.ts';
import { day, hour, minute } from '../../src/runtime/clock.ts';
import { update } from '../../src/store/port.ts';
import { toolKeys } from '../../src/store/site.ts';
import { launch } from '../support/launching.ts';
import { withServices } from '../support/services-world.ts';

const world = withServices();
const scopes = Object.values(serviceScope);

const core = () => ({ ...world().core, clock: world().now });
const rotate = async (overlapHours: number): Promise<void> =>
  rotateKeys(core(), { overlapHours: String(overlapHours) }, () => undefined);
const keys = async () => (await keysOf(world().core.store, world().registration.id)).map(({ doc }) => doc);
const signing = async () =>
  (await signingKey(world().core.store, world().registration.id, world().now()))?.id;
const published = async (): Promise<{ keys: { kid: string }[] }> =>
  (await world().app.inject('/lti/keys')).json();
const kids = async () => (await published()).keys.map(({ kid }) => kid);

/** Every client assertion that leaves for the platform. */
const assertions: string[] = [];

/** A new token from the platform each time, nothing kept. */
async function freshToken(scope: string = serviceScope.members): Promise<string> {
  const plain = createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] });
  const send: HttpClient['send'] = (request, limits) => {
    assertions.push(new URLSearchParams(request.body).get('client_assertion') ?? '');
    return plain.send(request, limits);
  };
  const tokens = createAccessTokens({ ...core(), http: { ...plain, send } });
  return tokens.get(world().registration, scope);
}

describe('R13 what the tool signs to get an access token', () => {
  test('names itself twice, the token address, a short time, and is never the same', async () => {
    assertions.length = 0;
    await Promise.all(Array.from({ length: 20 }, () => freshToken()));
    const keySet = createLocalJWKSet((await published()) as Parameters<typeof createLocalJWKSet>[0]);
    const claims: JWTPayload[] = [];
    for (const assertion of assertions) {
      const { payload, protectedHeader } = await jwtVerify(assertion, keySet, {
        currentDate: new Date(world().now()),
      });
      expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: await signing() });
      claims.push(payload);
    }
    const { clientId, tokenUrl } = world().registration;
    for (const { iss, sub, aud, exp = 0, iat = 0 } of claims) {
      expect([iss, sub, aud]).toEqual([clientId, clientId, tokenUrl]);
      expect(exp - iat).toBeGreaterThan(0);
      expect(exp - iat).toBeLessThanOrEqual(300);
    }
    expect(new Set(claims.map(({ jti }) => jti)).size).toBe(20);
  });
});

describe('R08 a key that takes the place of another', () => {
  test('is published at once, signs after a day, and the old one stays for a week more', async () => {
    const old = await signing();
    await rotateKeys(core(), { issuer: world().practice.origin }, () => undefined);
    const next = (await keys()).at(-1)?.id;
    expect(next).not.toBe(old);
    expect(await kids()).toEqual(expect.arrayContaining([old, next]));
    for (const [passed, signs] of [
      [day - minute, old],
      [minute, next],
    ] as const) {
      world().turnClock(passed);
      assertions.length = 0;
      await freshToken();
      expect(decodeProtectedHeader(assertions[0] ?? '').kid).toBe(signs);
      expect((await world().core.platforms.list()).map(({ keyId }) => keyId)).toEqual([signs]);
    }
    world().turnClock(7 * day - minute);
    expect(await kids()).toContain(old);
    world().turnClock(minute);
    expect(await kids()).toEqual([next]);
    expect(await world().core.store.sweep()).toBeGreaterThan(0);
    expect(await signing()).toBe(next);
    expect((await freshToken()).length).toBeGreaterThan(0);
  });

  test('gives up its place when another rotation comes before it has signed', async () => {
    const old = await signing();
    await rotate(24);
    const waiting = (await keys()).at(-1)?.id;
    await rotate(720);
    expect(await kids()).not.toContain(waiting);
    world().turnClock(29 * day);
    expect(await signing()).toBe(old);
    world().turnClock(day + minute);
    expect(await signing()).not.toBe(old);
    expect(await kids()).toContain(old);
  });

  test('also: two rotations at once leave one key that signs and none without an end but it', async () => {
    await Promise.all([rotate(0), rotate(0)]);
    world().turnClock(10);
    const open = (await keys()).filter(({ retiresAt }) => retiresAt === undefined);
    expect(open.map(({ id }) => id)).toEqual([await signing()]);
  });

  test('also: a key of a release that knew no rotation signs on', async () => {
    const { store } = world().core;
    const [row] = (await keysOf(store, world().registration.id)).slice(-1);
    if (!row) throw new Error('no key');
    const { activeFrom: _from, retiresAt: _until, ...plain } = row.doc;
    await store.commit([{ ...update(toolKeys, row, {}), doc: plain }] as Parameters<typeof store.commit>[0]);
    expect((await keys()).find(({ id }) => id === row.doc.id)).toEqual(plain);
    expect(activeFrom(plain)).toBe(plain.createdAt);
    expect((await freshToken()).length).toBeGreaterThan(0);
  });
});

describe('while keys change', () => {
  test('R08 R13 no launch and no token request fails, without an overlap and with the clock turned', async () => {
    assertions.length = 0;
    const statuses: number[] = [];
    const tokens: string[] = [];
    let isChanging = true;
    const launches = async (): Promise<void> => {
      while (isChanging) statuses.push((await launch(world())).statusCode);
    };
    const requests = async (): Promise<void> => {
      for (let count = 0; isChanging; count += 1)
        tokens.push(await freshToken(scopes[count % scopes.length] ?? ''));
    };
    const changes = async (): Promise<void> => {
      try {
        for (let round = 0; round < 3; round += 1) {
          await rotate(0);
          const calls = assertions.length;
          while (assertions.length < calls + 5) await freshToken().then((token) => tokens.push(token));
        }
      } finally {
        isChanging = false;
      }
    };
    await Promise.all([changes(), launches(), launches(), requests(), requests(), requests()]);
    expect(new Set(statuses)).toEqual(new Set([303]));
    expect(tokens.every((token) => /^[0-9a-f]{32}$/.test(token))).toBe(true);
    const used = new Set(assertions.map((assertion) => decodeProtectedHeader(assertion).kid));
    expect(used.size).toBeGreaterThanOrEqual(3);
    for (const passed of [hour, day, 7 * day]) {
      world().turnClock(passed);
      await rotate(24);
      await Promise.all([freshToken(), freshToken(), launch(world())]);
    }
    expect(new Set(assertions.map((assertion) => decodeJwt(assertion).jti)).size).toBe(assertions.length);
  }, 60_000);
});

describe('netzbruecke keys', () => {
  test('list says which key signs and until when the others are published', async () => {
    await rotate(24);
    const lines: string[] = [];
    await listKeys(core(), { issuer: `${world().practice.origin}/` }, (line) => lines.push(line));
    const all = await keys();
    expect(lines).toHaveLength(all.length);
    const said = (id: string | undefined) => lines.find((line) => line.includes(String(id)));
    expect(said(await signing())).toMatch(/signs since .* published until /);
    expect(said(all.at(-1)?.id)).toMatch(/signs from [\dT:.Z-]+$/);
  });

  test.each(['-1', '721', 'x', 'NaN'])('rotate takes no overlap of %s hours', async (overlapHours) => {
    const before = await keys();
    await expect(rotateKeys(core(), { overlapHours }, () => undefined)).rejects.toMatchObject({
      code: 'keys.overlap-invalid',
    });
    expect(await keys()).toEqual(before);
  });

  test('an unknown site has no keys to change', async () => {
    for (const work of [rotateKeys, listKeys])
      await expect(
        work(core(), { issuer: 'https://nowhere.example' }, () => undefined),
      ).rejects.toMatchObject({
        code: 'site.not-found',
      });
  });
});
