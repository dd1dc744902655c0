import { mkdtemp, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { projectRoot } from '../../src/runtime/project-root.ts';
import { HttpClient } from '../http-client.ts';
import { freePort, startServer } from '../server-process.ts';
import type { LtijsServerOptions } from './ltijs-server.ts';
import type { OurServerOptions } from './our-server.ts';
import type { Platform } from './platform.ts';
import { type Contestant, concurrency } from './round.ts';
import { startFlags } from './start-flags.ts';

interface Ground {
  moodle: PracticeMoodle;
  platform: Platform;
  profile: boolean;
}

type Running = Contestant & { close(): Promise<void> };

/** The product with the flags of `npm start`, on an empty database of its own that is gone afterwards. */
export async function startOurs(
  { moodle, platform, profile }: Ground,
  { exposeGc = false } = {},
): Promise<Running> {
  const port = await freePort();
  // Beside the project and not among temporary files: those may lie in memory, where a durable write costs nothing.
  const folder = await mkdtemp(join(projectRoot(), 'node_modules/.netzbruecke-bench-'));
  const { people, activities } = moodle;
  const options: OurServerOptions = {
    port,
    databaseFile: join(folder, 'bench.db'),
    platform,
    course: { people, activities },
  };
  const remove = () => rm(folder, { recursive: true, force: true });
  const flags = [...(await startFlags()), ...(exposeGc ? ['--expose-gc'] : [])];
  const server = await startServer({ module: moduleOf('our-server'), options, flags, profile }).catch(
    async (error: unknown) => {
      await remove();
      throw error;
    },
  );
  const client = new HttpClient(concurrency);
  const tool = {
    client,
    platform,
    loginUrl: new URL(`http://127.0.0.1:${port}/lti/login`),
    launchUrl: new URL(`http://127.0.0.1:${port}/lti/launch`),
    launchStatus: 303,
    lineOf: (target: URL) => new URL(target.pathname.replace(/^(\/s\/[^/]+)\/.*/, '$1/line'), target),
    hasPage: true,
  };
  const close = async (): Promise<void> => {
    client.close();
    await server.stop();
    await remove();
  };
  return { tool, server, moodle, close };
}

export async function startLtijs({ moodle, platform, profile }: Ground): Promise<Running> {
  const port = await freePort();
  const options: LtijsServerOptions = { port, platform };
  const server = await startServer({ module: moduleOf('ltijs-server'), options, profile });
  const client = new HttpClient(concurrency);
  const tool = {
    client,
    platform,
    loginUrl: new URL(`http://127.0.0.1:${port}/login`),
    launchUrl: new URL(`http://127.0.0.1:${port}/`),
    launchStatus: 302,
    lineOf: (target: URL) => target,
    hasPage: false,
  };
  const close = async (): Promise<void> => {
    client.close();
    await server.stop();
  };
  return { tool, server, moodle, close };
}

/** As the compiler left it: beside this file, with the same ending. */
function moduleOf(name: string): string {
  return join(import.meta.dirname, name + extname(import.meta.filename));
}
