import { describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { accounts } from '../../src/store/account.ts';
import { everyRow } from '../../src/store/port.ts';
import { anotherInstance, watchedStore } from '../support/instance.ts';
import { cookiesOf, launch, open, startLogin, visit } from '../support/launching.ts';
import { codeOn, countWritten } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';
import { openWorld, type World } from '../support/world.ts';

const world = withWorld();

/** Asks for the help page until it is refused, as one address; undefined if it never was. */
async function flood({ app }: World, most: number): Promise<LightMyRequestResponse | undefined> {
  for (let sent = 0; sent < most; sent += 100) {
    const ask = () => app.inject({ url: '/help' });
    const answers = await Promise.all(Array.from({ length: 100 }, ask));
    const refused = answers.find(({ statusCode }) => statusCode !== 200);
    if (refused) return refused;
  }
  return undefined;
}

describe('X104 many people behind one address of a school', () => {
  test('three hundred launches into one space, a hundred at a time, all open their page', async () => {
    const fresh = await anotherInstance(world());
    const opened: number[] = [];
    for (let wave = 0; wave < 3; wave++) {
      const people = Array.from({ length: 100 }, (_, index) => `${1000 + wave * 100 + index}`);
      const pages = people.map(async (sub) => {
        const visitor = await visit(fresh, 'trainee', 'network', { claims: { sub } });
        return (await open(fresh, visitor)).statusCode;
      });
      opened.push(...(await Promise.all(pages)));
    }
    expect(opened).toEqual(Array(300).fill(200));
    const subs = await Array.fromAsync(
      everyRow(world().core.store, accounts, 'bySub', [world().site.id]),
      ({ doc }) => Number(doc.sub),
    );
    expect(subs.filter((sub) => sub >= 1000)).toHaveLength(300);
    await fresh.app.close();
  }, 120_000);

  test('above four thousand requests in ten seconds: "come again", for this address only', async () => {
    const fresh = await anotherInstance(world());
    const refused = await flood(fresh, 12_000);
    expect([refused?.statusCode, refused && codeOn(refused)]).toEqual([429, 'request.too-many']);
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(10);
    expect(refused?.headers['cache-control']).toBe('no-store');
    const before = await countWritten(world());
    await expect(launch(fresh)).rejects.toThrow('429');
    expect(await countWritten(world())).toEqual(before);
    const other = await fresh.app.inject({ url: '/help', remoteAddress: '198.51.100.7' });
    expect(other.statusCode).toBe(200);
    await fresh.app.close();
  });

  test('behind a proxy the address counts that the proxy saw, not one that the browser invents', async () => {
    const behind = await openWorld({ seeded: false, environment: { TRUST_PROXY: 'true' } });
    const left = async (told: string): Promise<number> => {
      const headers = { 'x-forwarded-for': told };
      const answer = await behind.app.inject({ url: '/help', headers });
      return Number(answer.headers['x-ratelimit-remaining']);
    };
    expect(await left('198.51.100.1')).toBe(3999);
    expect(await left('198.51.100.2')).toBe(3999);
    expect(await left('10.1.2.3, 198.51.100.1')).toBe(3998);
    expect(await left('10.9.9.9, 10.8.8.8, 198.51.100.1')).toBe(3997);
    expect(await left('2001:db8:1:2::1')).toBe(3999);
    expect(await left('2001:db8:1:2:ffff::1')).toBe(3998);
    for (const odd of ['', ',', 'unknown', '\u00ff', 'x'.repeat(5000), '198.51.100.3:80'])
      expect(await left(odd)).toBeGreaterThan(0);
    await behind.close();
  });

  test('without a proxy nobody is believed', async () => {
    const fresh = await anotherInstance(world());
    const headers = { 'x-forwarded-for': '198.51.100.9' };
    await fresh.app.inject({ url: '/help' });
    const answer = await fresh.app.inject({ url: '/help', headers });
    expect(answer.headers['x-ratelimit-remaining']).toBe('3998');
    await fresh.app.close();
  });
});

test('X104 a flood of logins writes nothing to the store', async () => {
  const written: unknown[] = [];
  const store = watchedStore(world().core.store, (method, args) => {
    // Workers look each second whether something is due, which writes nothing where nothing is.
    if (method === 'commit') written.push(args);
  });
  const fresh = await anotherInstance(world(), { store });
  for (let round = 0; round < 20; round++) {
    const logins = await Promise.all(Array.from({ length: 50 }, () => startLogin(fresh)));
    expect(new Set(logins.map(({ nonce }) => nonce)).size).toBe(50);
  }
  const first = await fresh.app.inject({ url: `/lti/login?${new URLSearchParams({ iss: 'x' })}` });
  expect([first.statusCode, Object.keys(cookiesOf(first))]).toEqual([400, [expect.stringMatching(/^nb_b_/)]]);
  await fresh.app.close();
  expect(written).toEqual([]);
});
