import type { FastifyRequest } from 'fastify';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Activity, Course } from './course.ts';
import { MoodleError } from './moodle-error.ts';
import type { Person } from './person.ts';
import type { Session, Sessions } from './session.ts';
import type { State } from './state.ts';

/** Ways in which tests and demos let the practice Moodle fail. */
export interface Misbehaviour {
  /** Key set: `down` = 503, `slow` = no answer until the caller gives up, `garbage` = a page instead of JSON. */
  certs?: 'down' | 'slow' | 'garbage';
}

/** What every route of the practice Moodle works with. */
export interface PracticeSite {
  /** wwwroot and issuer, without a slash at the end. */
  readonly origin: string;
  readonly toolUrl: string;
  readonly state: State;
  readonly sessions: Sessions;
  readonly misbehave: Misbehaviour;
  readonly clock: Clock;
  readonly log: Log | undefined;
}

export const sessionCookie = 'MoodleSession';

export function launchUrl(site: PracticeSite): string {
  return `${site.toolUrl}/lti/launch`;
}

/** Who is logged in, if anybody. */
export function visitor(
  site: PracticeSite,
  request: FastifyRequest,
): { session: Session; person: Person } | undefined {
  const session = site.sessions.find(request.cookies[sessionCookie]);
  return session && { session, person: personOf(site, session.personId) };
}

export function personOf(site: PracticeSite, id: string): Person {
  return found(
    site.state.people.find((person) => person.id === id),
    'invaliduser',
  );
}

export function courseOf(site: PracticeSite, id: string): Course {
  return found(
    site.state.courses.find((course) => course.id === id),
    'invalidcourseid',
  );
}

export function activityOf(site: PracticeSite, id: string): Activity {
  return found(
    site.state.activities.find((activity) => activity.id === id),
    'invalidcoursemodule',
  );
}

export function activityOfModule(site: PracticeSite, cmid: string): Activity {
  return found(
    site.state.activities.find((activity) => activity.cmid === cmid),
    'invalidcoursemodule',
  );
}

function found<T>(thing: T | undefined, code: ConstructorParameters<typeof MoodleError>[0]): T {
  if (thing === undefined) throw new MoodleError(code);
  return thing;
}
