import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { activitySchema, courseSchema, inventedActivities, inventedCourses } from './course.ts';
import { inventedPeople, personSchema } from './person.ts';
import { randomText } from './random-text.ts';
import { newSigningKey } from './signing-key.ts';

const stateSchema = z.object({
  version: z.literal(1),
  /** md5-like, 32 hex: `tool_platform.guid`. */
  guid: z.string().regex(/^[0-9a-f]{32}$/),
  signingKey: z.object({ pem: z.string(), kid: z.string().regex(/^[0-9a-f]{20}$/) }),
  clientId: z.string().regex(/^[A-Za-z0-9]{15}$/),
  /** mdl_lti_types.id as text. */
  deploymentId: z.string().regex(/^\d+$/),
  people: z.array(personSchema),
  courses: z.array(courseSchema),
  activities: z.array(activitySchema),
});
/** What the practice Moodle keeps over a restart: its identity and its content, not its sessions. */
export type State = z.infer<typeof stateSchema>;

/**
 * Reads the file, or makes a new state and writes it there. Without a file the state lives in memory only.
 * @throws Error when the file exists and is not such a state: it is never overwritten.
 */
export async function loadState(file?: string): Promise<State> {
  const text = file === undefined ? undefined : await existingText(file);
  if (text !== undefined) return parseState(text);
  const state = await newState();
  if (file !== undefined) await saveState(file, state);
  return state;
}

/** Whole or not at all: written beside, then renamed. Mode 0600, because the private key is in it. */
async function saveState(file: string, state: State): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(beside, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flush: true });
  await chmod(beside, 0o600);
  await rename(beside, file);
}

async function newState(): Promise<State> {
  return {
    version: 1,
    guid: randomBytes(16).toString('hex'),
    signingKey: await newSigningKey(),
    clientId: randomText(15),
    deploymentId: '1',
    people: [...inventedPeople],
    courses: [...inventedCourses],
    activities: [...inventedActivities],
  };
}

function parseState(text: string): State {
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (cause) {
    const sentence =
      'The state file of the practice Moodle cannot be read. Move it away to start with a new one.';
    throw new Error(sentence, { cause });
  }
}

async function existingText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
