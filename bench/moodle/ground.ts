import { createMoodleClient, type MoodleClient } from '../../src/moodle/client.ts';
import { createHttpClient } from '../../src/outbound/http-client.ts';
import { createPracticeMoodle, type PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';

/** As measured on a real Moodle: so long for a call, and so long for each element that is sent. */
export const latency = { callMs: 70, elementMs: 2.2 } as const;

const port = 18_473;
const origin = `http://localhost:${port}`;

/** A practice Moodle that answers as slowly as a real one. */
export async function openSlowMoodle(): Promise<PracticeMoodle> {
  const moodle = await createPracticeMoodle({ origin, toolUrl: 'http://127.0.0.1:1', clock: Date.now });
  moodle.misbehave.webServiceLatency = { ...latency };
  await moodle.listen('localhost', port);
  return moodle;
}

export function clientOf(moodle: PracticeMoodle, atOnce: number): MoodleClient {
  const http = createHttpClient({ allowHttp: true, allowPrivateHosts: ['localhost'] });
  const access = { siteUrl: moodle.origin, token: moodle.webServices.token };
  return createMoodleClient({ http, clock: Date.now }, access, atOnce);
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
