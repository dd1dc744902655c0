import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Order, Reply, Usage } from './measured-server.ts';
import { resultsFolder } from './report.ts';

/** A server in a process of its own. */
export interface ServerProcess {
  /** `collectGarbage`: before memory is read; the process must have been started with `--expose-gc`. */
  measure(collectGarbage?: boolean): Promise<Usage>;
  stop(): Promise<void>;
}

export interface ProcessOptions {
  /** Absolute path of a module that calls `runMeasured`. */
  module: string;
  /** What its `start` gets. */
  options: unknown;
  /** Flags for node. */
  flags?: readonly string[];
  profile?: boolean;
}

const startLimitMs = 60_000;

/** @throws Error when the process ends before it is started, or takes more than a minute */
export async function startServer({
  module,
  options,
  flags = [],
  profile = false,
}: ProcessOptions): Promise<ServerProcess> {
  const child = fork(module, {
    execArgv: [
      ...flags,
      ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${join(resultsFolder(), 'profiles')}`] : []),
    ],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  await ask(child, { kind: 'start', options }, 'started');
  return {
    async measure(collectGarbage = false) {
      return ask(child, { kind: 'measure', collectGarbage }, 'usage');
    },
    async stop() {
      const ended = once(child, 'exit');
      child.send({ kind: 'stop' } satisfies Order);
      const hurry = setTimeout(() => child.kill('SIGKILL'), startLimitMs);
      await ended;
      clearTimeout(hurry);
    },
  };
}

async function ask<Kind extends Reply['kind']>(
  child: ChildProcess,
  order: Order,
  kind: Kind,
): Promise<Extract<Reply, { kind: Kind }>> {
  const signal = AbortSignal.timeout(startLimitMs);
  const over = new AbortController();
  const answered = once(child, 'message', { signal: AbortSignal.any([signal, over.signal]) });
  const ended = once(child, 'exit', { signal: over.signal }).then(([code]) => {
    throw new Error(`the measured server ended with ${code} when asked to ${order.kind}`);
  });
  child.send(order);
  try {
    const [reply] = (await Promise.race([answered, ended])) as [Reply];
    if (reply.kind !== kind) throw new Error(`the measured server answered ${reply.kind} to ${order.kind}`);
    return reply as Extract<Reply, { kind: Kind }>;
  } finally {
    over.abort();
    await Promise.allSettled([answered, ended]);
  }
}

/** A port on loopback that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
