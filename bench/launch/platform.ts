import { createPracticeMoodle, type PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { freePort } from '../server-process.ts';

/** What a tool has to know about the platform. */
export interface Platform {
  issuer: string;
  clientId: string;
  deploymentId: string;
  authUrl: string;
  tokenUrl: string;
  keySetUrl: string;
}

/** The practice Moodle: it signs the tokens, and its key set answers on loopback. */
export async function openPlatform(): Promise<{ moodle: PracticeMoodle; platform: Platform }> {
  const port = await freePort();
  const moodle = await createPracticeMoodle({
    origin: `http://127.0.0.1:${port}`,
    // Each token names the tool that it is for.
    toolUrl: 'http://127.0.0.1',
    clock: systemClock,
  });
  await moodle.listen('127.0.0.1', port);
  return { moodle, platform: { issuer: moodle.origin, ...moodle.toolType } };
}
