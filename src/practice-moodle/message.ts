import type { Activity, Course, LaunchContainer } from './course.ts';
import type { Person } from './person.ts';
import type { State } from './state.ts';
import type { ToolType } from './tool-type.ts';

/** What every message to a tool is made of. `issuedAt` in epoch seconds. */
interface AnyMessage {
  readonly origin: string;
  readonly state: State;
  readonly type: ToolType;
  readonly person: Person;
  readonly course: Course;
  readonly sesskey: string;
  readonly nonce: string;
  readonly issuedAt: number;
}

/** The opening of an activity, or of somebody's work in it (`review`: user id, or empty). */
export interface ActivityMessage extends AnyMessage {
  readonly activity: Activity;
  readonly container: LaunchContainer;
  readonly review?: string;
}

/** The choice of content for a course. `title` and `text`: what the form of the activity already says. */
export interface SelectionMessage extends AnyMessage {
  readonly activity?: undefined;
  readonly title: string;
  readonly text: string;
}

export type Message = ActivityMessage | SelectionMessage;

export type Claims = Record<string, unknown>;

export const claimPrefix = 'https://purl.imsglobal.org/spec/lti/claim/';
