import { describe, expect, test } from '@jest/globals';
import { type Visitor, visit } from './launching.ts';
import { secretsIn } from './secrets-in.ts';
import { openWorld, type World } from './world.ts';

const harmless = {
  level: 30,
  time: '2026-11-23T14:14:50.720Z',
  reqId: '6XB6-D9Y6',
  site: '0f3c9a1b2d',
  account: 'VqX0r0bC3m1uYpQe5gq8Zw',
  cause: ['Error  at run (file:///srv/netz/node_modules/@fastify/jwt/jwt.js:10:3)'],
  msg: 'refused',
};

describe('the check of the logs finds', () => {
  test.each([
    ['a token', { id: 'eyJhbGciOiJSUzI1NiJ9.e30.x' }, 'token: eyJhbGciOiJSUzI1NiJ9'],
    [
      'a part of a token',
      { id: 'x.eyJpc3MiOiJodHRwOi8vbG9jYWxob3N0In0.y' },
      'token: eyJpc3MiOiJodHRwOi8vbG9jYWxob3N0In0',
    ],
    ['a mail address', { msg: 'to j.heitkamp@example.org sent' }, 'mail address: j.heitkamp@example.org'],
    ['a key of a Moodle session', { url: '/course?sesskey=AbC' }, 'sesskey: sesskey'],
    ['a cookie header', { header: 'nb_b_x1=2' }, 'cookie: nb_b_x1='],
  ])('%s', (_name, planted, found) => {
    expect(secretsIn([harmless, planted])).toEqual([found]);
    expect(secretsIn([JSON.stringify(planted)])).toEqual([found]);
  });

  test.each([['Jonas Heitkamp'], ['Anna "Änne" Groß'], ['q1W2e3R4t5Z6u7I8o9P0aa'], ['C:\\Ablage']])(
    'the name, code or cookie value %s',
    (value) => {
      const planted = { deep: [{ title: `vor ${value} nach` }] };
      expect(secretsIn([harmless, planted], [value])).toEqual([`known: ${value}`]);
    },
  );
});

test('the check of the logs finds nothing in a line with ids, a route and a place in the code', () => {
  const ids = { account: 'VqX0r0beyJmNbCUZx3ezUQ', space: 'eyJmNbCUZx3ezUQVqX0r0b' };
  expect(secretsIn([{ ...harmless, ...ids }], ['Jonas Heitkamp', '', 'q1W2e3R4t5Z6u7I8o9P0aa'])).toEqual([]);
});

describe('a world fails its test file when its log carries', () => {
  test.each<[string, (world: World, visitor: Visitor) => object]>([
    ['the name of somebody in Moodle', () => ({ name: 'Frau Sanderhoff' })],
    ['the name of somebody who has an account', () => ({ msg: 'Hallo Irma Immerda!' })],
    ['the value of a cookie', (_world, { cookies }) => ({ value: Object.values(cookies)[0] })],
  ])('%s', async (_title, line) => {
    const world = await openWorld({ seeded: false });
    const visitor = await visit(world, 'trainee', 'unbound', { claims: { name: 'Irma Immerda' } });
    world.core.log.info(line(world, visitor));
    await expect(world.close()).rejects.toThrow('in the log stands');
  });
});
