import { randomInt } from 'node:crypto';
import { randomId } from '../runtime/secrets.ts';
import type { LaunchContainer } from './course.ts';
import { randomText } from './random-text.ts';

/** A launch that waits for its authentication request. */
export interface PendingLaunch {
  readonly activityId: string;
  readonly container: LaunchContainer;
}

export interface Session {
  readonly personId: string;
  /** Ten characters, part of `return_url` (Moodle: sesskey()). Never logged. */
  readonly sesskey: string;
  /** @returns the launch id for `lti_message_hint`, as lti_build_login_request() makes it. */
  rememberLaunch(resourceLinkId: string, launch: PendingLaunch): string;
  /** Gives the launch once; the second time, or for an id of another session, nothing. */
  takeLaunch(launchId: string): PendingLaunch | undefined;
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
      forgetOldest(sessions, mostSessions);
      const cookie = randomId();
      sessions.set(cookie, createSession(personId));
      return cookie;
    },
    find: (cookie) => (cookie === undefined ? undefined : sessions.get(cookie)),
  };
}

function createSession(personId: string): Session {
  const launches = new Map<string, PendingLaunch>();
  return {
    personId,
    sesskey: randomText(10),
    rememberLaunch(resourceLinkId, launch) {
      forgetOldest(launches, mostLaunches);
      const launchId = `ltilaunch${resourceLinkId}_${randomInt(2 ** 31)}`;
      launches.set(launchId, launch);
      return launchId;
    },
    takeLaunch(launchId) {
      const launch = launches.get(launchId);
      launches.delete(launchId);
      return launch;
    },
  };
}

function forgetOldest(entries: Map<string, unknown>, most: number): void {
  for (const key of entries.keys()) {
    if (entries.size < most) return;
    entries.delete(key);
  }
}
