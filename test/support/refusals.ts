import { expect } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { type ErrorCode, errorStatus } from '../../src/domain/errors.ts';
import { collections } from '../../src/store/collections.ts';
import { secretsIn } from './secrets-in.ts';
import type { World } from './world.ts';

const written = ['accounts', 'sessions', 'memberships', 'used-nonces'];

/** How many documents there are that a launch could have written. */
export async function countWritten(world: World): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const collection of collections.filter(({ name }) => written.includes(name))) {
    const index = Object.keys(collection.indexes)[0];
    const { rows } = index
      ? await world.core.store.find(collection, index, [], { limit: 500 })
      : { rows: [] };
    counts[collection.name] = rows.length;
  }
  return counts;
}

/**
 * A refused launch, at all exits: a readable page with this code and its status, no session, nothing stored,
 * nothing secret in page or log, and the code in the log.
 */
export async function expectRefusal(
  world: World,
  code: ErrorCode,
  attempt: () => Promise<LightMyRequestResponse>,
): Promise<void> {
  const before = await countWritten(world);
  const linesBefore = world.logged.length;
  const response = await attempt();
  const lines = JSON.stringify(world.logged.slice(linesBefore));
  expect({ code: codeOn(response), status: response.statusCode }).toEqual({
    code,
    status: errorStatus[code],
  });
  expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(response.cookies.filter(({ name }) => name.startsWith('nb_s_'))).toEqual([]);
  expect(await countWritten(world)).toEqual(before);
  expect(lines).toContain(`"code":"${code}"`);
  expect(response.body).not.toMatch(/node_modules|at \w+ \(/);
  // The log of a failure of ours may name the place in the code; a page never.
  expect(secretsIn([response.body, lines], ['Heitkamp'])).toEqual([]);
}

/** The reason code that stands on a page for the administration. */
export function codeOn(response: LightMyRequestResponse): string | undefined {
  return /<code>([a-z-]+\.[a-z-]+)<\/code>/.exec(response.body)?.[1];
}
