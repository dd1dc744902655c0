import { describe, expect, test } from '@jest/globals';
import { launch } from '../support/launching.ts';
import { expectRefusal } from '../support/refusals.ts';
import { withWorld } from '../support/with-world.ts';

/** A whole second, so that 30 s are 30 s. */
const moment = Date.UTC(2026, 8, 1, 8, 0, 0);
const world = withWorld({ fixedClock: moment });
const now = moment / 1000;

describe('X37 clocks may differ by 30 seconds and no more', () => {
  test.each([
    ['Moodle’s clock is ahead: a token made in 30 s is accepted', { iat: now + 30, exp: now + 90 }],
    ['Moodle’s clock is behind: a token that ended 30 s ago is accepted', { iat: now - 90, exp: now - 30 }],
    ['a token that is valid in 30 s is accepted', { nbf: now + 30 }],
    ['a token that became valid 31 s ago is accepted', { nbf: now - 31 }],
    ['a token that was made 31 s ago is accepted', { iat: now - 31 }],
    ['a token that ends in 31 s is accepted', { exp: now + 31 }],
    ['all three at their limits at once are accepted', { iat: now + 30, nbf: now + 30, exp: now - 30 }],
    ['fractions of a second are accepted', { iat: now + 29.9, nbf: now + 29.9, exp: now - 29.9 }],
  ])('%s', async (_title, claims) => {
    expect((await launch(world(), { claims })).statusCode).toBe(303);
  });

  test.each([
    [
      'Moodle’s clock is ahead: a token made in 31 s',
      { iat: now + 31, exp: now + 91 },
      'launch.token-from-future',
    ],
    [
      'Moodle’s clock is behind: a token that ended 31 s ago',
      { iat: now - 91, exp: now - 31 },
      'launch.token-expired',
    ],
    ['a token that is valid in 31 s', { nbf: now + 31 }, 'launch.token-from-future'],
    ['a token that ended a fraction of a second too early', { exp: now - 30.1 }, 'launch.token-expired'],
    ['a token made a fraction of a second too late', { iat: now + 30.1 }, 'launch.token-from-future'],
    [
      'a token that is valid a fraction of a second too late',
      { nbf: now + 30.1 },
      'launch.token-from-future',
    ],
  ] as const)('%s is refused', async (_title, claims, code) => {
    await expectRefusal(world(), code, () => launch(world(), { claims }));
  });

  test('a token of Moodle lives 60 s: used after 90 s it is accepted, after 91 s refused', async () => {
    expect((await launch(world(), { now: moment - 90_000 })).statusCode).toBe(303);
    await expectRefusal(world(), 'launch.token-expired', () => launch(world(), { now: moment - 91_000 }));
  });
});
