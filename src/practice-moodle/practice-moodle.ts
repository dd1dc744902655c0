import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import createFastify, { type FastifyInstance } from 'fastify';
import { CodedError } from '../domain/errors.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { authRoute } from './auth.ts';
import type { Activity, Course } from './course.ts';
import { coursePageRoutes } from './course-page.ts';
import { type IdTokenRequest, makeIdToken } from './id-token.ts';
import { keySetRoute } from './key-set.ts';
import { launchRoute } from './launch.ts';
import { openidConfigurationRoute } from './openid-configuration.ts';
import { pageFrame } from './page.ts';
import type { Person } from './person.ts';
import { returnRoute } from './return.ts';
import { createSessions } from './session.ts';
import type { Misbehaviour, PracticeSite } from './site.ts';
import { loadState } from './state.ts';

export interface PracticeMoodleOptions {
  /** wwwroot and issuer, for example `http://localhost:8080`; the browser must use exactly this host name. */
  readonly origin: string;
  /** Where the tool answers, for example `http://127.0.0.1:3000`. */
  readonly toolUrl: string;
  /** JSON file kept over restarts; without it everything is forgotten at the end. */
  readonly stateFile?: string;
  readonly clock: Clock;
  readonly log?: Log;
}

export interface PracticeMoodle {
  readonly app: FastifyInstance;
  readonly origin: string;
  /** What an operator copies from Moodle's tool details into the tool's registration. */
  readonly toolType: {
    readonly clientId: string;
    readonly deploymentId: string;
    readonly authUrl: string;
    readonly tokenUrl: string;
    readonly keySetUrl: string;
  };
  readonly people: readonly Person[];
  readonly courses: readonly Course[];
  readonly activities: readonly Activity[];
  /** Set and unset at any time. */
  readonly misbehave: Misbehaviour;
  idToken(request: IdTokenRequest): Promise<string>;
  /** @throws CodedError `address.refused` for anything but a loopback host. */
  listen(host: string, port: number): Promise<void>;
  close(): Promise<void>;
}

const loopbackHosts = ['localhost', '127.0.0.1', '::1'];

/** A small Moodle for demo and tests: an LTI 1.3 platform with a course, invented people and their logins. */
export async function createPracticeMoodle(options: PracticeMoodleOptions): Promise<PracticeMoodle> {
  const state = await loadState(options.stateFile);
  const site: PracticeSite = {
    origin: options.origin.replace(/\/+$/, ''),
    toolUrl: options.toolUrl.replace(/\/+$/, ''),
    state,
    sessions: createSessions(),
    misbehave: {},
    clock: options.clock,
    log: options.log,
  };
  const app = await createApp(site);
  return {
    app,
    origin: site.origin,
    toolType: {
      clientId: state.clientId,
      deploymentId: state.deploymentId,
      authUrl: `${site.origin}/mod/lti/auth.php`,
      tokenUrl: `${site.origin}/mod/lti/token.php`,
      keySetUrl: `${site.origin}/mod/lti/certs.php`,
    },
    people: state.people,
    courses: state.courses,
    activities: state.activities,
    misbehave: site.misbehave,
    idToken: async (request) => makeIdToken(site, request),
    async listen(host, port) {
      if (!loopbackHosts.includes(host)) throw new CodedError('address.refused', { host });
      await app.listen({ host, port });
    },
    close: () => app.close(),
  };
}

/** Without Fastify's request log: addresses here carry nonces and session keys. */
async function createApp(site: PracticeSite): Promise<FastifyInstance> {
  const app = createFastify({ bodyLimit: 64 * 1024, forceCloseConnections: true });
  await app.register(cookie);
  await app.register(formbody);
  pageFrame(app, site);
  coursePageRoutes(app, site);
  launchRoute(app, site);
  authRoute(app, site);
  returnRoute(app, site);
  keySetRoute(app, site);
  openidConfigurationRoute(app, site);
  await app.ready();
  return app;
}
