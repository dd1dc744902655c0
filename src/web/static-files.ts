import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { projectRoot } from '../runtime/project-root.ts';

/** Stylesheets: our own, and Bootstrap's from its package. */
export async function registerStaticFiles(app: FastifyInstance): Promise<void> {
  const bootstrap = dirname(createRequire(import.meta.url).resolve('bootstrap/dist/css/bootstrap.min.css'));
  await app.register(fastifyStatic, {
    root: join(projectRoot(), 'src/web/public'),
    prefix: '/public/',
    index: false,
    maxAge: '1h',
  });
  app.get('/public/bootstrap.min.css', { config: { rateLimit: false } }, (_request, reply) =>
    reply.sendFile('bootstrap.min.css', bootstrap, { maxAge: '1h' }),
  );
}
