import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { describe } from '@jest/globals';
import { systemClock } from '../../src/runtime/clock.ts';
import { collections } from '../../src/store/collections.ts';
import { connect } from '../../src/store/mongo/connection.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import type { Store } from '../../src/store/port.ts';
import type { Choices, TemporaryDatabase } from './store.ts';

/** A server that speaks MongoDB's protocol. */
export interface MongoServer {
  /** A MongoDB replica set, or the stand-in that keeps everything in memory and lacks some of MongoDB. */
  kind: 'replica set' | 'stand-in';
  /** Address of a database that nobody else uses. */
  freshUrl(): string;
  stop(): Promise<void>;
}

const nothingHere =
  'skipped: no MongoDB here: MONGODB_URL is not set, and its stand-in runs on 64-bit Linux only';

/** Tests on the replica set that `MONGODB_URL` names, else on the stand-in; named as skipped where there is neither. */
export function describeOnMongo(title: string, tests: () => void): void {
  if (process.env.MONGODB_URL === undefined && standIn() === undefined) {
    describe.skip(`${title} (${nothingHere})`, tests);
  } else describe(title, tests);
}

/** Tests that stop the server, or hold up its answers: never on somebody's replica set. */
export function describeOnStandIn(title: string, tests: () => void): void {
  if (standIn() === undefined) describe.skip(`${title} (${nothingHere})`, tests);
  else describe(title, tests);
}

/** The replica set that `MONGODB_URL` names, else the stand-in from npm, a process of its own. */
export async function startMongo(): Promise<MongoServer> {
  const given = process.env.MONGODB_URL;
  if (given !== undefined) {
    return { kind: 'replica set', freshUrl: () => withFreshName(given), stop: async () => undefined };
  }
  const { url, stop } = await startStandIn();
  return { kind: 'stand-in', freshUrl: () => withFreshName(url), stop };
}

/** The stand-in, a process of its own. */
export interface StandIn {
  url: string;
  port: number;
  /** Stops without ending: it takes connections, and answers nothing. Resolves when it has. */
  hold(): Promise<void>;
  goOn(): void;
  stop(): Promise<void>;
}

/** `port`: one of its own unless told. */
export async function startStandIn({ isAlone = false, port = 0 } = {}): Promise<StandIn> {
  const program = standIn();
  if (program === undefined) throw new Error('there is no MongoDB here');
  const member = ['--topology-profile=singleNodeReplicaSet', '--replica-set-name=rs0'];
  const words = ['--host=127.0.0.1', `--port=${port}`, '--database=test', ...(isAlone ? [] : member)];
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const kill = (): void => void child.kill('SIGKILL');
  // A test that broke off must not leave it behind.
  process.once('exit', kill);
  const url = await printedUrl(child.stdout);
  return {
    url,
    port: Number(new URL(url).port),
    async hold() {
      child.kill('SIGSTOP');
      while (!(await readFile(`/proc/${child.pid}/stat`, 'utf8')).includes(') T ')) await setTimeout(1);
    },
    goOn: () => void child.kill('SIGCONT'),
    async stop() {
      kill();
      process.off('exit', kill);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
    },
  };
}

async function printedUrl(output: Readable): Promise<string> {
  let printed = '';
  for await (const text of output.setEncoding('utf8')) {
    printed += text;
    const url = /JONGODB_URI=(\S+)/.exec(printed)?.[1];
    // It takes the watching by one long answer for a mistake.
    if (url !== undefined) return `${url}${url.includes('?') ? '&' : '?'}serverMonitoringMode=poll`;
  }
  throw new Error(`the MongoDB stand-in did not start: ${printed}`);
}

function standIn(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@jongodb/memory-server-bin-linux-x64-gnu/bin/jongodb');
  } catch {
    return undefined;
  }
}

function withFreshName(url: string): string {
  const fresh = new URL(url);
  fresh.pathname = `/netzbruecke-test-${randomUUID().slice(0, 8)}`;
  return fresh.href;
}

/** A database of its own on a server, and stores opened on it; `remove` closes and drops everything. */
export function temporaryMongoDatabase(
  server: MongoServer,
  usual: Choices = {},
): TemporaryDatabase & { url: string } {
  const url = server.freshUrl();
  const stores: Store[] = [];
  return {
    url,
    path: url,
    async connect(choices) {
      const { waitMs, ...all } = { collections, clock: systemClock, ...usual, ...choices };
      const store = await openMongoStore({ url, ...all, ...(waitMs && { patienceMs: waitMs }) });
      stores.push(store);
      return store;
    },
    async remove() {
      for (const store of stores) await store.close();
      if (server.kind === 'stand-in') return;
      const connection = await connect(url);
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
