import { randomInt } from 'node:crypto';
import { randomId } from '../runtime/secrets.ts';
import type { LaunchContainer } from './course.ts';
import type { NewActivity } from './deep-linking/content-item.ts';
import { MoodleError } from './moodle-error.ts';
import { randomText } from './random-text.ts';

/** A launch that waits for its authentication request. */
export type PendingLaunch =
  | {
      readonly activityId: string;
      readonly container: LaunchContainer;
      /** Submission review: whose work is to be looked at, as user id; empty if nobody was named. */
      readonly review?: string;
    }
  | {
      readonly typeId: string;
      readonly courseId: string;
      readonly title: string;
      readonly text: string;
    };

/** Items that a tool has sent and a teacher has not saved yet. */
export interface Selection {
  readonly courseId: string;
  readonly typeId: string;
  readonly items: readonly NewActivity[];
}

export interface Session {
  readonly personId: string;
  /** Ten characters, part of `return_url` (Moodle: sesskey()). Never logged. */
  readonly sesskey: string;
  /**
   * @param of the resource link id, or empty for deep linking
   * @returns the launch id for `lti_message_hint`, as lti_build_login_request() makes it.
   */
  rememberLaunch(of: string, launch: PendingLaunch): string;
  /** Gives the launch once; the second time, or for an id of another session, nothing. */
  takeLaunch(launchId: string): PendingLaunch | undefined;
  rememberSelection(selection: Selection): string;
  /** Gives the selection once. */
  takeSelection(id: string): Selection | undefined;
}

/** What the launch ids of `rememberLaunch` look like. */
export const launchIdPattern = /^ltilaunch(\d+_|_ContentItemSelectionRequest)\d+$/;

/** @throws MoodleError `invalidsesskey`: a foreign page sent the form. */
export function requireSesskey(session: Session, sesskey: string): void {
  if (sesskey !== session.sesskey) throw new MoodleError('invalidsesskey');
}

export interface Sessions {
  /** @returns the value of the cookie. Each login makes a new session and ends the one it came from. */
  start(personId: string, before?: string): string;
  find(cookie: string | undefined): Session | undefined;
}

const mostSessions = 1000;
const mostLaunches = 50;

/** Sessions in memory, the oldest forgotten first. */
export function createSessions(): Sessions {
  const sessions = new Map<string, Session>();
  return {
    start(personId, before) {
      if (before !== undefined) sessions.delete(before);
      const cookie = randomId();
      remember(sessions, cookie, createSession(personId), mostSessions);
      return cookie;
    },
    find: (cookie) => (cookie === undefined ? undefined : sessions.get(cookie)),
  };
}

function createSession(personId: string): Session {
  const launches = new Map<string, PendingLaunch>();
  const selections = new Map<string, Selection>();
  return {
    personId,
    sesskey: randomText(10),
    rememberLaunch(of, launch) {
      const prefix = of === '' ? '_ContentItemSelectionRequest' : `${of}_`;
      const launchId = `ltilaunch${prefix}${randomInt(2 ** 31)}`;
      remember(launches, launchId, launch, mostLaunches);
      return launchId;
    },
    takeLaunch: (launchId) => take(launches, launchId),
    rememberSelection(selection) {
      const id = randomId();
      remember(selections, id, selection, mostLaunches);
      return id;
    },
    takeSelection: (id) => take(selections, id),
  };
}

function take<T>(entries: Map<string, T>, key: string): T | undefined {
  const entry = entries.get(key);
  entries.delete(key);
  return entry;
}

function remember<T>(entries: Map<string, T>, key: string, entry: T, most: number): void {
  for (const oldest of entries.keys()) {
    if (entries.size < most) break;
    entries.delete(oldest);
  }
  entries.set(key, entry);
}
