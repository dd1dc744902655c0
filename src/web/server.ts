import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import jwt from '@fastify/jwt';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { CodedError } from '../domain/errors.ts';
import { answerError, answerNotFound } from './failures.ts';
import { securityHeaders } from './headers.ts';
import { requestNumber } from './request-number.ts';
import { registerRoutes } from './routes.ts';
import type { WebServices } from './services.ts';
import { registerStaticFiles } from './static-files.ts';

const bodyLimit = 64 * 1024;
/** A school sits behind one address: 300 people who launch within ten seconds make about 1,500 requests. */
const requestsPerTenSeconds = 4000;

/** The web server with all plugins and routes; not listening yet. */
export async function createServer(
  services: WebServices,
  options: { trustProxy: boolean },
): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit,
    genReqId: requestNumber,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 30_000,
    frameworkErrors: (error, request, reply) => answerError(services, error, request, reply),
  });
  app.setErrorHandler((error, request, reply) => answerError(services, error, request, reply));
  app.setNotFoundHandler((request, reply) => answerNotFound(services, request, reply));
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not its address: addresses carry codes.
    const route = request.routeOptions.url ?? 'none';
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ method: request.method, route, status: reply.statusCode, ms }, 'answered');
  });

  await app.register(helmet, securityHeaders(services.publicUrl));
  await app.register(cookie);
  await app.register(jwt, {
    secret: Buffer.from(services.secrets.signingKey('session')),
    sign: { algorithm: 'HS256' },
    verify: { algorithms: ['HS256'] },
  });
  await app.register(rateLimit, {
    max: requestsPerTenSeconds,
    timeWindow: 10_000,
    errorResponseBuilder: () => new CodedError('request.too-many'),
  });
  await app.register(formbody, { bodyLimit });
  app.removeContentTypeParser(['application/json', 'text/plain']);
  await registerStaticFiles(app);
  registerRoutes(app, services);
  return app;
}
