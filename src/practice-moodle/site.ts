import type { FastifyRequest } from 'fastify';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Activity, Course } from './course.ts';
import type { Misbehaviour, ServiceRequest } from './misbehaviour.ts';
import { MoodleError } from './moodle-error.ts';
import type { Participants } from './participants.ts';
import type { Person } from './person.ts';
import type { AccessTokens } from './services/access-tokens.ts';
import type { ToolKeys } from './services/tool-keys.ts';
import type { Session, Sessions } from './session.ts';
import type { State } from './state.ts';
import type { ToolType } from './tool-type.ts';
import type { WebServices } from './web-services/web-services.ts';

/** What every route of the practice Moodle works with. */
export interface PracticeSite {
  /** wwwroot and issuer, without a slash at the end. */
  readonly origin: string;
  readonly toolUrl: string;
  readonly state: State;
  readonly sessions: Sessions;
  readonly participants: Participants;
  readonly accessTokens: AccessTokens;
  readonly toolKeys: ToolKeys;
  readonly webServices: WebServices;
  readonly misbehave: Misbehaviour;
  readonly requests: ServiceRequest[];
  readonly clock: Clock;
  readonly log: Log | undefined;
  /** To be called after every change of `state`. */
  changed(): void;
}

export const sessionCookie = 'MoodleSession';

/** Moodle's clock in whole epoch seconds. */
export function seconds(site: PracticeSite): number {
  return Math.floor(site.clock() / 1000);
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
  const person = site.state.people.find((other) => other.id === id);
  return found(person ?? site.participants.byId(id), 'invaliduser');
}

export function courseOf(site: PracticeSite, id: string): Course {
  return found(
    site.state.courses.find((course) => course.id === id),
    'invalidcourseid',
  );
}

export function toolTypeOf(site: PracticeSite, id: string): ToolType {
  return found(
    site.state.toolTypes.find((type) => type.id === id),
    'errortooltypenotfound',
  );
}

export function activitiesOf(site: PracticeSite, course: Course): Activity[] {
  return site.state.activities.filter(({ courseId }) => courseId === course.id);
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
