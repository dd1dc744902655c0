import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAccessTokens } from '../../lti/access-token.ts';
import { createPlatforms } from '../../lti/platforms.ts';
import type { HttpAnswer, HttpClient, HttpLimits } from '../../src/outbound/http-client.ts';
import { createSecrets } from '../../src/runtime/secrets.ts';
import { type GradeGround, gradeGround } from '../support/grade-ground.ts';
import { testSecret } from '../support/world.ts';

const secrets = createSecrets(testSecret);
let ground: GradeGround;
let calls: HttpLimits[];
/** What the token endpoint does. */
let answer: () => Promise<HttpAnswer>;
const slow = async (): Promise<HttpAnswer> => {
  throw new Error('no answer: ETIMEDOUT');
};
const granted = async (): Promise<HttpAnswer> => ({
  status: 200,
  headers: {},
  text: '{"access_token":"abc","expires_in":3600,"scope":"a b c d e f g"}',
});

beforeEach(async () => {
  ground = await gradeGround();
  calls = [];
  answer = slow;
});
afterEach(() => ground.close());

function tokens() {
  const send: HttpClient['send'] = (_request, limits) => {
    calls.push(limits);
    return answer();
  };
  const http = { send, get: () => Promise.reject(new Error('nothing is read here')) };
  return createAccessTokens({ store: ground.store, secrets, http, clock: ground.now });
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'a token',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('X95 a token endpoint that does not answer', () => {
  test('is waited for ten seconds at most, three times; then everybody is told at once', async () => {
    const all = tokens();
    for (const scope of ['a', 'b', 'c', 'd', 'e'])
      expect(await codeOf(all.get(ground.registration, scope))).toBe('service.unreachable');
    expect(calls).toHaveLength(3);
    expect(calls.every(({ timeoutMs }) => timeoutMs <= 10_000)).toBe(true);
  });

  test('is tried by one call after half a minute, while the others are still told at once', async () => {
    const all = tokens();
    for (const scope of ['a', 'b', 'c']) await codeOf(all.get(ground.registration, scope));
    ground.turnClock(29_999);
    await codeOf(all.get(ground.registration, 'd'));
    expect(calls).toHaveLength(3);
    ground.turnClock(1);
    const some = await Promise.all(
      ['d', 'e', 'f'].map((scope) => codeOf(all.get(ground.registration, scope))),
    );
    expect([some, calls.length]).toEqual([Array(3).fill('service.unreachable'), 4]);
    ground.turnClock(30_000);
    answer = granted;
    expect(await codeOf(all.get(ground.registration, 'a'))).toBe('a token');
    expect(await codeOf(all.get(ground.registration, 'b'))).toBe('a token');
    expect(calls).toHaveLength(6);
  });

  test('keeps nobody of another platform from a token', async () => {
    const all = tokens();
    for (const scope of ['a', 'b', 'c', 'd']) await codeOf(all.get(ground.registration, scope));
    answer = granted;
    expect(await codeOf(all.get(ground.registration, 'g'))).toBe('service.unreachable');
    const platforms = createPlatforms({ store: ground.store, secrets, clock: ground.now });
    const { id: _id, siteId: _site, ...details } = ground.registration;
    const other = await platforms.add({ ...details, name: 'Moodle Ostheim', clientId: 'another' });
    expect(await codeOf(all.get(other.registration, 'a'))).toBe('a token');
  });

  test('that refuses is no silence: it is asked each time', async () => {
    answer = async () => ({ status: 400, headers: {}, text: '{"error":"invalid_client"}' });
    const all = tokens();
    for (let count = 0; count < 6; count += 1)
      expect(await codeOf(all.get(ground.registration, 'a'))).toBe('service.token-refused');
    expect(calls).toHaveLength(6);
  });

  test('holds up no score for longer: it waits, and arrives when Moodle is there again', async () => {
    ground.practice.misbehave.token = 'down';
    await ground.want('complete');
    await ground.workers().drain();
    expect(await ground.delivery()).toMatchObject({ state: 'queued', reason: 'service.unreachable' });
    delete ground.practice.misbehave.token;
    await ground.patiently();
    expect(ground.grade()).toBe(100);
  });
});
