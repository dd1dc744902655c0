import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import jwt from '@fastify/jwt';
import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { CodedError } from '../domain/errors.ts';
import { answerError, answerNotFound } from './failures.ts';
import { earlyHeaders, headersOfEveryAnswer } from './headers.ts';
import { requestNumber } from './request-number.ts';
import { registerRoutes } from './routes.ts';
import type { WebServices } from './services.ts';
import { registerStaticFiles } from './static-files.ts';

const bodyLimit = 64 * 1024;
/** A school sits behind one address: 300 people who launch within ten seconds make about 1,500 requests. */
const requestsPerTenSeconds = 4000;

/** Counts those who hang up while their request arrives: their connection has no address any more. */
const goneAddress = 'gone';

/** How long a client may take, in milliseconds. One that sends a byte a second is cut off. */
export interface Patience {
  /** For the head of a request; also for a connection that says nothing at all. */
  head: number;
  /** For the whole request. */
  request: number;
  /** How often connections are looked at. */
  check: number;
}

const patience: Patience = { head: 10_000, request: 30_000, check: 2000 };

/** One proxy stands in front and appends the true address; all addresses before that may be invented. */
const nearestProxy = (_address: string, hop: number): boolean => hop === 0;

export interface ServerOptions {
  /** Whether a proxy of the operator stands in front. */
  trustProxy: boolean;
  patience?: Patience;
}

/** The web server with all plugins and routes; not listening yet. */
export async function createServer(services: WebServices, options: ServerOptions): Promise<FastifyInstance> {
  const { head, request: whole, check } = options.patience ?? patience;
  const app = fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy && nearestProxy,
    bodyLimit,
    genReqId: requestNumber,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: whole,
    http: { headersTimeout: head, connectionsCheckingInterval: check },
    frameworkErrors: (error, request, reply) =>
      answerError(services, error, request, reply.headers(earlyHeaders(services.publicUrl))),
  });
  app.setErrorHandler((error, request, reply) => answerError(services, error, request, reply));
  app.setNotFoundHandler((request, reply) => answerNotFound(services, request, reply));
  const headers = headersOfEveryAnswer(services.publicUrl);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    // The route's pattern, not its address: addresses carry codes.
    const route = request.routeOptions.url ?? 'none';
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ method: request.method, route, status: reply.statusCode, ms }, 'answered');
    done();
  });

  await app.register(cookie);
  await app.register(jwt, {
    secret: services.secrets.signingKey('session').export(),
    sign: { algorithm: 'HS256' },
    verify: { algorithms: ['HS256'] },
  });
  await app.register(rateLimit, {
    max: requestsPerTenSeconds,
    timeWindow: 10_000,
    keyGenerator: ({ ip }) => normalizeIP(ip ?? goneAddress, 64),
    errorResponseBuilder: () => new CodedError('request.too-many'),
  });
  await app.register(formbody, { bodyLimit });
  app.removeContentTypeParser(['application/json', 'text/plain']);
  await registerStaticFiles(app);
  registerRoutes(app, services);
  return app;
}
