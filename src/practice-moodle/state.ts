import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { activitySchema, courseSchema } from './course.ts';
import { gradeSchema } from './grade.ts';
import { gradeItemSchema, ownColumn } from './grade-item.ts';
import { inventedActivities, inventedCourses, secondCourse } from './invented-courses.ts';
import { inventedPeople, personSchema } from './person.ts';
import { randomText } from './random-text.ts';
import { newSigningKey } from './signing-key.ts';
import { existingText, saveText } from './state-file.ts';
import { addressesBelow, firstToolType, toolTypeSchema } from './tool-type.ts';
import { recordsSchema } from './web-services/records.ts';

const stateSchema = z.object({
  version: z.literal(1),
  /** md5-like, 32 hex: `tool_platform.guid`. */
  guid: z.string().regex(/^[0-9a-f]{32}$/),
  signingKey: z.object({ pem: z.string(), kid: z.string().regex(/^[0-9a-f]{20}$/) }),
  clientId: z.string().regex(/^[A-Za-z0-9]{15}$/),
  /** mdl_lti_types.id of the first tool as text. */
  deploymentId: z.string().regex(/^\d+$/),
  people: z.array(personSchema),
  courses: z.array(courseSchema),
  activities: z.array(activitySchema),
  /** Empty only in a file from before there were several tools and grades. */
  toolTypes: z.array(toolTypeSchema).default([]),
  gradeItems: z.array(gradeItemSchema).default([]),
  /** By column, then by user id. */
  grades: z.record(z.string(), z.record(z.string(), gradeSchema)).default({}),
  /** Missing in a file from before there were web services. */
  webServices: recordsSchema.optional(),
});
/** What the practice Moodle keeps over a restart: its identity and its content, not its sessions and tokens. */
export type State = z.infer<typeof stateSchema>;

/**
 * Reads the file, or makes a new state and writes it there. Without a file the state lives in memory only.
 * @throws Error when the file exists and is not such a state: it is never overwritten.
 */
export async function loadState(toolUrl: string, file?: string): Promise<State> {
  const text = file === undefined ? undefined : await existingText(file);
  if (text !== undefined) return broughtUpToDate(parseState(text), toolUrl);
  const state = await newState(toolUrl);
  if (file !== undefined) await saveText(file, stateText(state));
  return state;
}

export function stateText(state: State): string {
  return `${JSON.stringify(state, null, 2)}\n`;
}

async function newState(toolUrl: string): Promise<State> {
  const clientId = randomText(15);
  const activities = structuredClone([...inventedActivities]);
  return {
    version: 1,
    guid: randomBytes(16).toString('hex'),
    signingKey: await newSigningKey(),
    clientId,
    deploymentId: '1',
    people: [...inventedPeople],
    courses: structuredClone([...inventedCourses]),
    activities,
    toolTypes: [firstToolType(clientId, toolUrl)],
    gradeItems: activities.map((activity) => ownColumn(activity)),
    grades: {},
  };
}

/** An older file gets what it lacks; the first tool always answers where this start says. */
function broughtUpToDate(state: State, toolUrl: string): State {
  const [first] = state.toolTypes;
  if (first) {
    Object.assign(first, addressesBelow(toolUrl));
    return state;
  }
  state.toolTypes = [{ ...firstToolType(state.clientId, toolUrl), id: state.deploymentId }];
  state.gradeItems = state.activities.map((activity) => ownColumn(activity));
  if (!state.courses.some(({ id }) => id === secondCourse.id))
    state.courses.push(structuredClone(secondCourse));
  return state;
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
