import { type Contestant, launchAll, withCpu } from './round.ts';
import { newVisitor } from './tool.ts';

/** Launches of as many people, each for the first time. */
export const launchesForMemory = 10_000;

const megabyte = 1024 * 1024;

export interface MemoryUse {
  /** After the last launch, before any garbage was collected for the measurement, in MB. */
  rss: number;
  /** After garbage collection: half way, at the end, in MB. */
  heapHalfWay: number;
  heapAtEnd: number;
  externalHalfWay: number;
  externalAtEnd: number;
  /** CPU milliseconds for each launch: a new browser, a new account, a new membership. */
  cpuPerFirstLaunch: number;
}

export async function measureMemory(contestant: Contestant): Promise<MemoryUse> {
  const people = Array.from({ length: launchesForMemory }, (_, number) => newVisitor(number));
  const half = launchesForMemory / 2;
  const { server } = contestant;
  const first = await withCpu(server, () => launchAll(contestant, people.slice(0, half)));
  const halfWay = await server.measure(true);
  const second = await withCpu(server, () => launchAll(contestant, people.slice(half)));
  const { rss } = await server.measure();
  const atEnd = await server.measure(true);
  return {
    rss: rss / megabyte,
    heapHalfWay: halfWay.heapUsed / megabyte,
    heapAtEnd: atEnd.heapUsed / megabyte,
    externalHalfWay: halfWay.external / megabyte,
    externalAtEnd: atEnd.external / megabyte,
    cpuPerFirstLaunch: (first.cpuMs + second.cpuMs) / launchesForMemory,
  };
}
