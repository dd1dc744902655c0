/**
 * The side of the measured process: starts a server as its parent asks, says what it has used, and ends. The client
 * lives in the parent, so that all CPU time of this process is the server's.
 */

/** CPU time of all threads since the process began, in milliseconds; memory in bytes. */
export interface Usage {
  cpuMs: number;
  rss: number;
  heapUsed: number;
  external: number;
}

export type Order =
  | { kind: 'start'; options: unknown }
  | { kind: 'measure'; collectGarbage: boolean }
  | { kind: 'stop' };
export type Reply = { kind: 'started' } | ({ kind: 'usage' } & Usage);

export function runMeasured<Options>(start: (options: Options) => Promise<() => Promise<void>>): void {
  let stop: (() => Promise<void>) | undefined;
  const reply = (message: Reply): void => void process.send?.(message);
  process.on('message', async (order: Order) => {
    if (order.kind === 'start') {
      stop = await start(order.options as Options);
      reply({ kind: 'started' });
    } else if (order.kind === 'measure') {
      reply({ kind: 'usage', ...usage(order.collectGarbage) });
    } else {
      await stop?.();
      process.exit(0);
    }
  });
  process.on('disconnect', () => process.exit(1));
}

function usage(collectGarbage: boolean): Usage {
  // Twice: the first run may leave what only finalizers let go.
  if (collectGarbage) for (let run = 0; run < 2; run += 1) globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { cpuMs: (user + system) / 1000, rss, heapUsed, external };
}
