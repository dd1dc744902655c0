import { afterEach, beforeEach } from '@jest/globals';
import nock from 'nock';
import { createMoodleClient, type MoodleClient } from '../../src/moodle/client.ts';
import { createMoodleReader } from '../../src/moodle/create-reader.ts';
import { createMoodleWriter } from '../../src/moodle/create-writer.ts';
import type { MoodleReader } from '../../src/moodle/reader.ts';
import type { MoodleWriter } from '../../src/moodle/writer.ts';
import { createHttpClient, type HttpClient } from '../../src/outbound/http-client.ts';
import { createPracticeMoodle, type PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { freePort } from './free-port.ts';

/** A practice Moodle on a real port, and what reads and writes it. Waiting costs no time: it is only noted. */
export interface MoodleServices {
  moodle: PracticeMoodle;
  http: HttpClient;
  client: MoodleClient;
  reader: MoodleReader;
  writer: MoodleWriter;
  /** Milliseconds of every pause that the client made. */
  waited: number[];
  clock: () => number;
  close(): Promise<void>;
}

// A file whose tests need no call would leave the interception to the next one.
nock.restore();

export const testHttp = (): HttpClient =>
  createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] });

export async function openMoodleServices(): Promise<MoodleServices> {
  const port = await freePort();
  let turned = 0;
  const waited: number[] = [];
  const clock = (): number => 1_795_000_000_000 + turned;
  const origin = `http://localhost:${port}`;
  const moodle = await createPracticeMoodle({ origin, toolUrl: 'http://127.0.0.1:3000', clock });
  await moodle.listen('localhost', port);
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect(`localhost:${port}`);
  const http = testHttp();
  const wait = async (ms: number): Promise<void> => {
    waited.push(ms);
    turned += ms;
  };
  const access = { siteUrl: origin, token: moodle.webServices.token };
  const client = createMoodleClient({ http, clock, wait }, access);
  return {
    moodle,
    http,
    client,
    reader: createMoodleReader(client, clock),
    writer: createMoodleWriter(client),
    waited,
    clock,
    async close() {
      await moodle.close();
      nock.restore();
    },
  };
}

/** A practice Moodle of its own for each test of a file. */
export function withMoodleServices(): () => MoodleServices {
  let opened: MoodleServices | undefined;
  beforeEach(async () => {
    opened = await openMoodleServices();
  });
  afterEach(() => opened?.close());
  return () => {
    if (!opened) throw new Error('the practice Moodle is opened before the first test');
    return opened;
  };
}
