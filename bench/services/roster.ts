import { createRosters } from '../../lti/names-and-roles.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';
import type { SlowPlatform } from './platform.ts';
import { registrationOf } from './scores.ts';

const megabyte = 1024 * 1024;

export interface RosterRead {
  members: number;
  seconds: number;
  /** Megabytes of resident memory more than before, at the highest. */
  memory: number;
}

/** Reads a whole roster page by page, over real sockets, and watches the memory meanwhile. */
export async function readRoster({ origin }: SlowPlatform): Promise<RosterRead> {
  const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] });
  const tokens = { get: async () => 'token', forget: () => undefined };
  const rosters = createRosters({ http, tokens, clock: () => Date.now() });
  const start = process.memoryUsage.rss();
  let highest = start;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 10);
  const before = performance.now();
  const { entries } = await rosters.read(registrationOf(origin), `${origin}/members`);
  clearInterval(watch);
  highest = Math.max(highest, process.memoryUsage.rss());
  const seconds = (performance.now() - before) / 1000;
  return { members: entries.length, seconds, memory: (highest - start) / megabyte };
}
