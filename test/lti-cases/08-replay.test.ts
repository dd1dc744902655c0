import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { claim } from '../../lti/claims.ts';
import { type Core, createApp, openCore } from '../../src/app.ts';
import { minute } from '../../src/runtime/clock.ts';
import { findAccount } from '../../src/store/account.ts';
import { collections } from '../../src/store/collections.ts';
import { eraseAccount } from '../../src/store/personal-data.ts';
import { sessions } from '../../src/store/session.ts';
import { postLaunch, startLogin } from '../support/launching.ts';
import { codeOn, countWritten, expectRefusal } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';
import { testSecret, type World } from '../support/world.ts';

const world = withWorld();

/** Another process of the same tool: the same settings and secret, the same database. */
let second: World;
let secondCore: Core;
beforeAll(async () => {
  const { settings, core, now } = world();
  secondCore = await openCore(settings, testSecret, { clock: now, log: core.log });
  second = { ...world(), core: secondCore, app: await createApp(secondCore) };
  await second.app.ready();
});
afterAll(async () => {
  await second.app.close();
  await secondCore.store.close();
});

interface Click {
  id_token: string;
  state: string;
  cookies: Record<string, string>;
}

/** A click in Moodle by a person whom nobody knows yet, up to where the browser posts the token. */
async function click(sub = randomUUID()): Promise<Click & { sub: string }> {
  const { state, nonce, cookies } = await startLogin(world());
  const who = { personId: 'trainee', activityId: 'network', nonce, claims: { sub } };
  return { sub, state, cookies, id_token: await world().practice.idToken(who) };
}

const post = (where: World, { id_token, state, cookies }: Click): Promise<LightMyRequestResponse> =>
  postLaunch(where, { id_token, state, cookies });

async function expectOneSession(sub: string): Promise<void> {
  const account = await findAccount(world().core.store, world().site.id, sub);
  const found = await world().core.store.find(sessions, 'byAccount', [account?.doc.id ?? '']);
  expect(found.rows).toHaveLength(1);
}

describe('a click opens a page once', () => {
  test('X40 the same token a second time is refused, and a third time', async () => {
    const { sub, ...once } = await click();
    expect((await post(world(), once)).statusCode).toBe(303);
    for (const _time of ['second', 'third']) {
      await expectRefusal(world(), 'launch.nonce-used', () => post(world(), once));
    }
    await expectOneSession(sub);
  });

  test('also after the person was erased in between, of whom nothing comes back', async () => {
    const { sub, ...once } = await click();
    await post(world(), once);
    const { core, site } = world();
    const account = await findAccount(core.store, site.id, sub);
    await eraseAccount(core.store, collections, account?.doc.id ?? '');
    await expectRefusal(world(), 'launch.nonce-used', () => post(world(), once));
    expect(await findAccount(core.store, site.id, sub)).toBeUndefined();
    const rest = (await core.store.find(sessions, 'byAccount', [''])).rows[0]?.doc;
    expect(rest).toMatchObject({ siteId: '', sealedReturnUrl: '', resourceLinkTitle: '', contextTitle: '' });
  });

  test('X40 the same token in a browser that got its session in between is refused', async () => {
    const { sub, ...once } = await click();
    const first = await post(world(), once);
    const cookies = Object.fromEntries(first.cookies.map(({ name, value }) => [name, value]));
    await expectRefusal(world(), 'launch.nonce-used', () =>
      post(world(), { ...once, cookies: { ...once.cookies, ...cookies } }),
    );
    await expectOneSession(sub);
  });

  test('X40 a nonce stays used for as long as its state lives', async () => {
    const { state, nonce, cookies } = await startLogin(world());
    const who = { personId: 'trainee', activityId: 'network', nonce };
    const make = async (): Promise<Click> => ({
      state,
      cookies,
      id_token: await world().practice.idToken(who),
    });
    expect((await post(world(), await make())).statusCode).toBe(303);
    world().turnClock(10 * minute - 5000);
    await world().core.store.sweep();
    const late = await make();
    await expectRefusal(world(), 'launch.nonce-used', () => post(world(), late));
    world().turnClock(10_000);
    const tooLate = await make();
    await expectRefusal(world(), 'launch.state-expired', () => post(world(), tooLate));
    world().turnClock(-10 * minute - 5000);
  });

  test('X40 a refused token does not use up its nonce: the right one still opens', async () => {
    const { state, nonce, cookies } = await startLogin(world());
    const who = { personId: 'trainee', activityId: 'network', nonce };
    const bad = await world().practice.idToken({ ...who, claims: { [claim.version]: '1.2.0' } });
    await expectRefusal(world(), 'launch.version-wrong', () =>
      post(world(), { state, cookies, id_token: bad }),
    );
    const good = await world().practice.idToken(who);
    expect((await post(world(), { state, cookies, id_token: good })).statusCode).toBe(303);
  });

  test('X41 fifty times at once: one opens, 49 are refused, one account and one session are stored', async () => {
    const { sub, ...once } = await click();
    const before = await countWritten(world());
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(world(), once)));
    const after = await countWritten(world());
    expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1);
    const refused = answers.filter(({ statusCode }) => statusCode !== 303);
    expect(refused.map((answer) => [answer.statusCode, codeOn(answer), answer.cookies.length])).toEqual(
      Array(49).fill([409, 'launch.nonce-used', 0]),
    );
    expect(after).toEqual({
      ...before,
      accounts: (before.accounts ?? 0) + 1,
      sessions: (before.sessions ?? 0) + 1,
      memberships: (before.memberships ?? 0) + 1,
    });
    await expectOneSession(sub);
  });

  test('also: fifty clicks of one person at once all open, for one account', async () => {
    const sub = randomUUID();
    const clicks = await Promise.all(Array.from({ length: 50 }, () => click(sub)));
    const before = await countWritten(world());
    const answers = await Promise.all(clicks.map((one) => post(world(), one)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(50).fill(303));
    expect((await countWritten(world())).accounts).toBe((before.accounts ?? 0) + 1);
  });
});

describe('X42 two instances of the tool know what the other one has opened', () => {
  test('a token that opened on one is refused on the other', async () => {
    const { sub, ...once } = await click();
    expect((await post(world(), once)).statusCode).toBe(303);
    await expectRefusal(second, 'launch.nonce-used', () => post(second, once));
    await expectOneSession(sub);
  });

  test('twenty posts to both at once: one opens', async () => {
    const { sub, ...once } = await click();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => post(index % 2 === 0 ? world() : second, once)),
    );
    const codes = answers.map((answer) => codeOn(answer) ?? answer.statusCode).sort();
    expect(codes).toEqual([303, ...Array(19).fill('launch.nonce-used')]);
    await expectOneSession(sub);
  });

  test('a login that began on one is finished on the other', async () => {
    expect((await post(second, await click())).statusCode).toBe(303);
  });
});

describe('a token belongs to one login', () => {
  const token = (nonce: unknown): Promise<string> =>
    world().practice.idToken({ personId: 'trainee', activityId: 'network', nonce: '', claims: { nonce } });

  test('X44 a token with the nonce of another login is refused', async () => {
    const [mine, other] = [await startLogin(world()), await startLogin(world())];
    const id_token = await token(other.nonce);
    await expectRefusal(world(), 'launch.nonce-mismatch', () => post(world(), { ...mine, id_token }));
  });

  test('X45 the token of login A with the state of login B is refused, also in one browser', async () => {
    const cookies = { nb_b_test: randomUUID() };
    const [a, b] = [await startLogin(world(), cookies), await startLogin(world(), cookies)];
    const id_token = await token(a.nonce);
    await expectRefusal(world(), 'launch.nonce-mismatch', () => post(world(), { ...b, id_token }));
    expect((await post(world(), { ...a, id_token })).statusCode).toBe(303);
  });

  test.each<[title: string, nonce: (right: string) => unknown]>([
    ['no nonce', () => undefined],
    ['an empty nonce', () => ''],
    ['a nonce in a list', (right) => [right]],
    ['a database operator for a nonce', () => ({ $ne: null })],
    ['a nonce with a space behind it', (right) => `${right} `],
    ['a nonce in other letters', (right) => right.toLowerCase() + right.toUpperCase()],
  ])('also: a token with %s is refused', async (_title, nonce) => {
    const login = await startLogin(world());
    const id_token = await token(nonce(login.nonce));
    await expectRefusal(world(), 'launch.nonce-mismatch', () => post(world(), { ...login, id_token }));
  });
});
