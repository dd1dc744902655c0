import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { connect } from '../../src/store/mongo/connection.ts';

export type MongoKind = 'MongoDB' | "MongoDB's stand-in";

export interface BenchServer {
  /** Address of a database of its own. */
  freshUrl(): string;
  /** Ends it, or takes these databases away. */
  stop(urls: readonly string[]): Promise<void>;
}

/** What there is: the replica set that `MONGODB_URL` names, else the stand-in from npm, else nothing. */
export function mongoKind(): MongoKind | undefined {
  if (process.env.MONGODB_URL !== undefined) return 'MongoDB';
  return standIn() === undefined ? undefined : "MongoDB's stand-in";
}

/** The replica set, or a new stand-in. */
export async function mongoServer(): Promise<BenchServer> {
  const given = process.env.MONGODB_URL;
  if (given !== undefined) {
    const drop = async (url: string): Promise<void> => {
      const connection = await connect(url);
      await connection.dropDatabase();
      await connection.close();
    };
    return {
      freshUrl: () => withFreshName(given),
      stop: async (urls) => void (await Promise.all(urls.map(drop))),
    };
  }
  const words = ['--host=127.0.0.1', '--port=0', '--database=bench', '--replica-set-name=rs0'];
  const child = spawn(standIn() ?? '', [...words, '--topology-profile=singleNodeReplicaSet'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  for await (const printed of child.stdout.setEncoding('utf8')) {
    const url = /JONGODB_URI=(\S+)/.exec(String(printed))?.[1];
    if (!url) continue;
    return {
      freshUrl: () => withFreshName(`${url}&serverMonitoringMode=poll`),
      stop: async () => void child.kill('SIGKILL'),
    };
  }
  throw new Error("MongoDB's stand-in did not start");
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
  fresh.pathname = `/netzbruecke-bench-${randomUUID().slice(0, 8)}`;
  return fresh.href;
}
