import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** What the practice Moodle holds. */
export interface PracticeFacts {
  origin: string;
  token: string;
  /** Moodle user ids of people in nothing. */
  people: number[];
  /** Of people in course 3, who have done activity `cmId`. */
  learners: number[];
  cohortId: number;
  cmId: number;
}

export type PracticeOrder = 'calls' | 'stop';

/** Calls since the last time it was asked. */
export interface Calls {
  writes: number;
  reads: number;
  /** People in the calls that wrote. */
  written: number;
  /** Milliseconds that all calls took there together. */
  latencyMs: number;
}

export interface Practice extends PracticeFacts {
  calls(): Promise<Calls>;
  stop(): Promise<void>;
}

export async function startPractice(people: number, learners: number): Promise<Practice> {
  const program = fileURLToPath(new URL('./practice-server.js', import.meta.url));
  const child = fork(program, [String(await freePort()), String(people), String(learners)]);
  const [facts] = (await once(child, 'message')) as [PracticeFacts];
  return {
    ...facts,
    async calls() {
      const answer = once(child, 'message') as Promise<[Calls]>;
      child.send('calls' satisfies PracticeOrder);
      return (await answer)[0];
    },
    async stop() {
      const ended = once(child, 'exit');
      child.send('stop' satisfies PracticeOrder);
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
